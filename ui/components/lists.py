"""Lists, facts, tables and the way through them."""

from django import template
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from ui import parts
from ui.components.drawing import drawn, known

register = template.Library()


@register.simple_block_tag
def rows(content, *, label=""):
    """Draw a list of rows."""
    return drawn("rows", content=content, label=label)


@register.simple_block_tag
def row(content, *, title, href="", lead="", lead_tone="", note="", article="", article_url=""):
    """Draw one row: a lead (time or tag), what it is, and inside the block what stands at the end."""
    return drawn(
        "row",
        content=content,
        title=title,
        href=href,
        lead=lead,
        lead_tone=known(lead_tone) if lead_tone else "",
        note=note,
        article=article,
        article_url=article_url,
    )


@register.simple_block_tag
def facts(content, *, small=False, counts=False):
    """Draw a list of facts; inside stand `fact` tags. Numbers of things (`counts`) leave the room to their words."""
    return drawn("facts", content=content, small=small, counts=counts)


@register.simple_block_tag
def fact(content, term):
    """Draw one fact: the term and inside the block its answer."""
    return drawn("fact", content=content, term=term)


@register.simple_tag
def facts_of(pairs, *, small=False):
    """Draw (term, answer) pairs as a list of facts."""
    content = format_html_join("", "{}", ((drawn("fact", term=term, content=answer),) for term, answer in pairs))
    return drawn("facts", content=content, small=small)


@register.simple_block_tag
def table(content, *, caption, columns, show_caption=False):
    """Draw a table that becomes cards on a phone; columns are a list, or words with bars between them."""
    heads = columns if isinstance(columns, list | tuple) else str(columns).split("|")
    return drawn("table", content=content, caption=caption, columns=heads, show_caption=show_caption)


@register.simple_block_tag
def table_row(content):
    """Draw one row of a table; inside stand `cell` tags."""
    return drawn("table_row", content=content)


@register.simple_block_tag
def cell(content, label="", *, head=False, number=False):
    """Draw one cell; the label says on a phone which column it is, head makes it the name of the row."""
    return drawn("cell", content=content, label=label, head=head, number=number)


@register.simple_tag(takes_context=True)
def pagination(context, page, *, label=""):
    """Draw the way to the other pages of a list, keeping what was searched for."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    return drawn("pagination", page=page, query=query.urlencode(), label=label or _("Bladzijden"))


@register.simple_tag
def tabs(items, *, label=""):
    """Draw the tabs of a thing: links, the current one marked."""
    return drawn("tabs", items=parts.parts_from(parts.Link, items), label=label or _("Onderdelen"))
