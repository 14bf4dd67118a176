"""The gate: whether something may leave, and on which article."""

from django import template
from django.utils.translation import gettext as _

from ui import parts
from ui.components.drawing import drawn

register = template.Library()
GATE_ANSWERS = {"open": "yes", "closed": "no", "wait": "wait"}


@register.simple_block_tag
def gate_panel(content, *, title, state, conditions=(), answer="", note="", level=2):
    """Draw the gate: may it, on which conditions, and inside the block the one step that brings it closer."""
    words = {"open": _("Ja, dit mag"), "closed": _("Nog niet"), "wait": _("Wacht op antwoord")}
    return drawn(
        "gate_panel",
        content=content,
        title=title,
        state=state,
        tone=GATE_ANSWERS[state],
        answer=answer or words[state],
        conditions=parts.parts_from(parts.Condition, conditions),
        note=note,
        level=level,
    )


@register.simple_tag
def article_chip(label, *, url="", title=""):
    """Draw the article that decides: "art. 4.1" for the number alone, any other label as it is."""
    label = str(label)
    words = _("art. %(number)s") % {"number": label} if label[:1].isdigit() else label
    return drawn("article_chip", label=words, url=url, title=title)
