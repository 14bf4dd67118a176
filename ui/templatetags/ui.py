"""Every component a page may draw with; each has a template in templates/components that lists its inputs."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ui import dates, icons, parts
from ui.pictures import bars as bars_picture
from ui.pictures import timeline as timeline_picture

register = template.Library()

TONES = frozenset({"plain", "yes", "wait", "no", "info", "brand"})
BUTTON_TONES = frozenset({"plain", "main", "quiet", "danger"})
GATE_ANSWERS = {"open": "yes", "closed": "no", "wait": "wait"}


class NoSuchTone(Exception):
    """A page asked for a colour that has no meaning here."""


def _drawn(component: str, /, **inputs: Any) -> SafeString:
    return render_to_string(f"components/{component}.html", inputs)


def _known(tone: str, tones: frozenset[str] = TONES) -> str:
    if tone not in tones:
        raise NoSuchTone(tone)
    return tone


# Surfaces


@register.simple_block_tag
def card(content, *, title="", tone="plain", note="", level=2, id="", icon=""):
    """Draw a card with an optional heading."""
    return _drawn("card", content=content, title=title, tone=_known(tone), note=note, level=level, id=id, icon=icon)


@register.simple_block_tag
def notice(content, *, title="", tone="info"):
    """Draw a remark that stands out from the page."""
    return _drawn("notice", content=content, title=title, tone=_known(tone))


@register.simple_block_tag
def more(content, *, title, open=False):
    """Draw a question that unfolds its answer."""
    return _drawn("more", content=content, title=title, open=open)


@register.simple_block_tag
def paper(content, *, title="", note="", href="", link_label="", level=3):
    """Draw a sheet of paper: the beginning of a document."""
    return _drawn(
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
    return _drawn("empty_state", content=content, title=title, text=text, icon=icon)


@register.simple_block_tag
def dock(content):
    """Draw the two equally large answers at the foot of a phone."""
    return _drawn("dock", content=content)


@register.simple_block_tag
def page_header(content, *, title, eyebrow="", lead="", back_url="", back_label=""):
    """Draw the top of a page: what it is, and inside the block what one can do here."""
    return _drawn(
        "page_header",
        content=content,
        title=title,
        eyebrow=eyebrow,
        lead=lead,
        back_url=back_url,
        back_label=back_label or _("Terug"),
    )


# The gate


@register.simple_block_tag
def gate_panel(content, *, title, state, conditions=(), answer="", note="", level=2):
    """Draw the gate: may it, on which conditions, and inside the block the one step that brings it closer."""
    words = {"open": _("Ja, dit mag"), "closed": _("Nog niet"), "wait": _("Wacht op antwoord")}
    return _drawn(
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
    """Draw the article that decides."""
    return _drawn("article_chip", label=label, url=url, title=title)


# Words and buttons


@register.simple_tag
def tag(text, *, tone="plain", icon=""):
    """Draw a word on a coloured ground; the word carries the meaning."""
    return _drawn("tag", text=text, tone=_known(tone), icon=icon)


@register.simple_tag
def deadline_tag(moment):
    """Draw how long there still is, in the tone that fits: "nog 3 dagen"."""
    return _drawn("tag", text=deadline(moment), tone=dates.deadline_tone(moment), icon="")


@register.simple_tag
def icon(name, *, label=""):
    """Draw an icon: an ornament, or with a label a picture that speaks."""
    return _drawn("icon", path=icons.path_of(name), label=label)


@register.simple_tag
def button(text, *, tone="main", big=False, name="", value="", icon="", shortcut="", form="", formaction=""):
    """Draw a button that sends the form it stands in."""
    return _drawn(
        "button",
        text=text,
        tone=_known(tone, BUTTON_TONES),
        big=big,
        name=name,
        value=value,
        icon=icon,
        shortcut=shortcut,
        form=form,
        formaction=formaction,
    )


@register.simple_tag
def link_button(text, *, href, tone="plain", big=False, icon="", shortcut="", download=False, about=""):
    """Draw a link that looks like a button; `about` is heard but not seen ("Openen" + " rapport 3")."""
    return _drawn(
        "link_button",
        text=text,
        href=href,
        tone=_known(tone, BUTTON_TONES),
        big=big,
        icon=icon,
        shortcut=shortcut,
        download=download,
        about=about,
    )


@register.simple_tag(takes_context=True)
def post_button(context, text, *, action, tone="plain", big=False, icon="", name="", value="", about=""):
    """Draw a form of one button, for a thing that happens at once."""
    return _drawn(
        "post_button",
        text=text,
        action=action,
        tone=_known(tone, BUTTON_TONES),
        big=big,
        icon=icon,
        name=name,
        value=value,
        about=about,
        csrf_token=context.get("csrf_token", ""),
    )


# Lists and tables


@register.simple_block_tag
def rows(content, *, label=""):
    """Draw a list of rows."""
    return _drawn("rows", content=content, label=label)


@register.simple_block_tag
def row(content, *, title, href="", lead="", lead_tone="", note="", article="", article_url=""):
    """Draw one row: a lead (time or tag), what it is, and inside the block what stands at the end."""
    return _drawn(
        "row",
        content=content,
        title=title,
        href=href,
        lead=lead,
        lead_tone=_known(lead_tone) if lead_tone else "",
        note=note,
        article=article,
        article_url=article_url,
    )


@register.simple_block_tag
def facts(content, *, small=False):
    """Draw a list of facts; inside stand `fact` tags."""
    return _drawn("facts", content=content, small=small)


@register.simple_block_tag
def fact(content, term):
    """Draw one fact: the term and inside the block its answer."""
    return _drawn("fact", content=content, term=term)


@register.simple_tag
def facts_of(pairs, *, small=False):
    """Draw (term, answer) pairs as a list of facts."""
    content = format_html_join("", "{}", ((_drawn("fact", term=term, content=answer),) for term, answer in pairs))
    return _drawn("facts", content=content, small=small)


@register.simple_block_tag
def table(content, *, caption, columns, show_caption=False):
    """Draw a table that becomes cards on a phone; columns are a list, or words with bars between them."""
    heads = columns.split("|") if isinstance(columns, str) else list(columns)
    return _drawn("table", content=content, caption=caption, columns=heads, show_caption=show_caption)


@register.simple_block_tag
def table_row(content):
    """Draw one row of a table; inside stand `cell` tags."""
    return _drawn("table_row", content=content)


@register.simple_block_tag
def cell(content, label="", *, head=False, number=False):
    """Draw one cell; the label says on a phone which column it is, head makes it the name of the row."""
    return _drawn("cell", content=content, label=label, head=head, number=number)


@register.simple_tag(takes_context=True)
def pagination(context, page, *, label=""):
    """Draw the way to the other pages of a list, keeping what was searched for."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    return _drawn("pagination", page=page, query=query.urlencode(), label=label or _("Bladzijden"))


@register.simple_tag
def tabs(items, *, label=""):
    """Draw the tabs of a thing: links, the current one marked."""
    return _drawn("tabs", items=parts.parts_from(parts.Link, items), label=label or _("Onderdelen"))


# Forms


@register.simple_tag(takes_context=True)
def form(context, form, *, submit="", action="", method="post", tone="main", cancel_url="", cancel_label="", id=""):
    """Draw a whole form: what is wrong, every field, and its button."""
    return _form(
        context, form, submit=submit, action=action, method=method, tone=tone, cancel=(cancel_url, cancel_label), id=id
    )


@register.simple_block_tag(takes_context=True)
def form_frame(
    context, content, form, *, submit="", action="", method="post", tone="main", cancel_url="", cancel_label="", id=""
):
    """Draw a form whose fields the page arranges itself, with `field` tags and words between them."""
    cancel = (cancel_url, cancel_label)
    return _form(
        context, form, body=content, submit=submit, action=action, method=method, tone=tone, cancel=cancel, id=id
    )


def _form(context, form, *, submit, action, method, tone, cancel, id, body=""):
    return _drawn(
        "form",
        form=form,
        body=body,
        submit=submit or _("Opslaan"),
        action=action,
        method=method,
        tone=_known(tone, BUTTON_TONES),
        cancel_url=cancel[0],
        cancel_label=cancel[1] or _("Niet doen"),
        id=id,
        csrf_token=context.get("csrf_token", ""),
    )


@register.simple_tag
def field(field):
    """Draw one field of a form: label, help, error and input."""
    return _drawn("field", field=field)


@register.simple_block_tag(takes_context=True)
def confirm_page(context, content, *, title, submit, cancel_url, cancel_label="", action="", tone="danger", form=None):
    """Draw a question before something that can't be undone; inside the block stands what will happen."""
    return _drawn(
        "confirm_page",
        content=content,
        form=form,
        title=title,
        submit=submit,
        action=action,
        tone=_known(tone, BUTTON_TONES),
        cancel_url=cancel_url,
        cancel_label=cancel_label or _("Niet doen"),
        csrf_token=context.get("csrf_token", ""),
    )


# Pictures


@register.simple_tag
def timeline(events, *, start=None, end=None, title=""):
    """Draw a traject as a line with its events, and the same facts as a list."""
    picture = timeline_picture.draw(parts.parts_from(parts.TimelineEvent, events), start=start, end=end)
    return _drawn("timeline", picture=picture, title=title or _("Tijdlijn"))


@register.simple_tag
def bars(items, *, title, unit=""):
    """Draw values per month as bars with their numbers; the unit is heard after each number."""
    return _drawn("bars", bars=bars_picture.draw(parts.parts_from(parts.Bar, items)), title=title, unit=unit)


@register.simple_tag
def progress(steps, *, title):
    """Draw how far a course has come: steps done, current and to do."""
    return _drawn("progress", steps=parts.parts_from(parts.Step, steps), title=title)


@register.simple_tag
def pdf_viewer(url, *, title, download_url=""):
    """Draw a PDF in the page, with a link for who can't see it there."""
    return _drawn("pdf_viewer", url=url, title=title, download_url=download_url or url)


# Dates and names


@register.filter
def people_date(moment):
    """Say a day as people do, with the exact date on hover and in print."""
    return _drawn("moment", moment=moment, words=dates.people_words(moment)) if moment else ""


@register.filter
def deadline(moment):
    """Say how long there still is, with the exact date on hover and in print."""
    return _drawn("moment", moment=moment, words=dates.deadline_words(moment)) if moment else ""


@register.filter
def exact_date(moment):
    """Say the full date, with the time if there is one."""
    return dates.exact_words(moment) if moment else ""


@register.filter
def duration_words(duration):
    """Say minutes, a timedelta or an ISO term in words."""
    return dates.duration_words(duration)


@register.filter
def mask(value, may_see=True):  # noqa: FBT002 - a filter has one positional argument
    """Print personal data, or only that it is there for who may not see it."""
    return value if may_see else _drawn("masked")


@register.filter
def initials(name):
    """Shorten a name to its first and last capital: "Marit van der Velde" becomes "MV"."""
    letters = [word[0] for word in str(name).replace("-", " ").split() if word[0].isupper()]
    return "".join(letters[:1] + letters[1:][-1:]) or str(name)[:1].upper()
