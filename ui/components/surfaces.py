"""Surfaces: what other things stand on."""

from django import template
from django.utils.translation import gettext as _

from ui.components.drawing import drawn, known

register = template.Library()


@register.simple_block_tag
def card(content, *, title="", tone="plain", note="", level=2, id="", icon=""):
    """Draw a card with an optional heading."""
    return drawn("card", content=content, title=title, tone=known(tone), note=note, level=level, id=id, icon=icon)


@register.simple_block_tag
def notice(content, *, title="", tone="info"):
    """Draw a remark that stands out from the page."""
    return drawn("notice", content=content, title=title, tone=known(tone))


@register.simple_block_tag
def more(content, *, title, open=False):
    """Draw a question that unfolds its answer."""
    return drawn("more", content=content, title=title, open=open)


@register.simple_block_tag
def paper(content, *, title="", note="", href="", link_label="", level=3):
    """Draw a sheet of paper: the beginning of a document."""
    return drawn(
        "paper",
        content=content,
        title=title,
        note=note,
        href=href,
        link_label=link_label or _("Lees alles"),
        level=level,
    )


@register.simple_block_tag
def empty_state(content, *, title, text="", icon="folder"):
    """Draw what a page says when there is nothing yet, with the way forward inside."""
    return drawn("empty_state", content=content, title=title, text=text, icon=icon)


@register.simple_block_tag
def dock(content):
    """Draw the two equally large answers at the foot of a phone."""
    return drawn("dock", content=content)


@register.simple_block_tag
def page_header(content, *, title, eyebrow="", lead="", back_url="", back_label=""):
    """Draw the top of a page: what it is, and inside the block what one can do here."""
    return drawn(
        "page_header",
        content=content,
        title=title,
        eyebrow=eyebrow,
        lead=lead,
        back_url=back_url,
        back_label=back_label or _("Terug"),
    )
