"""Pictures: a line, bars, a course, a document."""

from django import template
from django.utils.translation import gettext as _

from ui import parts
from ui.components.drawing import drawn
from ui.pictures import bars as bars_picture
from ui.pictures import timeline as timeline_picture

register = template.Library()


@register.simple_tag
def timeline(events, *, start=None, end=None, title=""):
    """Draw a traject as a line with its events, and the same facts as a list."""
    picture = timeline_picture.draw(parts.parts_from(parts.TimelineEvent, events), start=start, end=end)
    return drawn("timeline", picture=picture, title=title or _("Tijdlijn"))


@register.simple_tag
def bars(items, *, title, unit=""):
    """Draw values per month as bars with their numbers; the unit is heard after each number."""
    given = parts.parts_from(parts.Bar, items)
    is_empty = not any(bar.value for bar in given)
    return drawn("bars", bars=bars_picture.draw(given), is_empty=is_empty, title=title, unit=unit)


@register.simple_tag
def progress(steps, *, title):
    """Draw how far a course has come: steps done, current and to do."""
    return drawn("progress", steps=parts.parts_from(parts.Step, steps), title=title)


@register.simple_tag
def pdf_viewer(url, *, title, download_url=""):
    """Draw a PDF in the page, with a link for who can't see it there."""
    return drawn("pdf_viewer", url=url, title=title, download_url=download_url or url)
