"""The pages on which one part of a draft is written, and the moves of parts: what was typed is never lost."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reglement.admin.draft_pages import Context, is_open
from reglement.drafting import NoSuchPlace, Place, check_draft
from reglement.drafting.entry_pages import EntryPage, entry_page, same_entry
from reglement.drafting.telling import path_of, place_of
from reglement.forms import PartForm, Row
from reglement.forms.offers import offers_of
from reglement.models import Draft
from reglement.permissions import draft_or_404
from reglement.refusals import DraftChanged
from reglement.rules.shapes import list_at
from reglement.services import drafting
from ui.facts import DomainRefusal

_STEPS = {"up": -1, "down": 1}


@dataclass(frozen=True)
class Line:
    """One line of the form as the page shows it, with what is wrong there and what stands there now."""

    row: Row
    problems: tuple[str, ...]
    now: str = ""
    """After somebody else changed the draft: what stands there now, where that is not what was typed."""
    lines: tuple["Line", ...] = ()

    @property
    def has_problems(self) -> bool:
        """Say whether something is wrong here or in a line inside."""
        return bool(self.problems) or any(line.has_problems for line in self.lines)


def entry(request: HttpRequest, draft: Draft, context: Context, place: str) -> HttpResponse:
    """Show one part of the draft, and keep what is typed; on an older text it is shown again beside what is there."""
    where = place_of(place)
    if request.method == "POST" and request.POST.get("seen") != draft.sha256:
        return _beside(request, draft, where, context)
    page = _page_or_404(draft, where)
    form = _form(draft, page, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _shown(request, draft, page, form, context)
    if not form.is_valid():
        return _shown(request, draft, page, form, context, status=422)
    value = form.value() if page.is_in_list else form.value() or None
    try:
        drafting.change_entry(draft, where, value, seen=draft.sha256, by=request.user)
    except DraftChanged:
        return _beside(request, draft_or_404(draft.pk), where, context)
    except DomainRefusal as refusal:
        messages.error(request, str(refusal))
        return _to_overview(draft)
    messages.success(request, _("Bewaard."))
    return redirect("admin:reglement_draft_entry", draft.pk, place) if page.is_in_list else _to_overview(draft)


def restructure(request: HttpRequest, draft: Draft, context: Context) -> HttpResponse:
    """Add a part, take one away, or move it in its list."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    what, place = request.POST.get("what", ""), place_of(request.POST.get("place", ""))
    try:
        after = _restructured(what, draft, place, request)
    except NoSuchPlace:
        raise Http404 from None
    except DomainRefusal as refusal:
        messages.error(request, str(refusal))
        return _to_overview(draft)
    return redirect("admin:reglement_draft_entry", draft.pk, path_of(after)) if after else _to_overview(draft)


def _restructured(what: str, draft: Draft, place: Place, request: HttpRequest) -> Place:
    """Do it, and return the place to go on at; raises NoSuchPlace and what the services refuse."""
    seen: dict[str, Any] = {"seen": request.POST.get("seen", ""), "by": request.user}
    if what == "add":
        begun = _begun(draft, place, request.POST)
        changed = drafting.add_entry(draft, place, begun, **seen)
        return (*place, len(_list(changed, place)) - 1)
    if what == "remove":
        drafting.remove_entry(draft, place, **seen)
        return _outer(place)
    if what in _STEPS and place:
        step = _STEPS[what]
        changed = drafting.move_entry(draft, place, step, **seen)
        last = len(_list(changed, place[:-1])) - 1
        return (*place[:-1], min(max(int(place[-1]) + step, 0), last))
    raise NoSuchPlace(what)


def _begun(draft: Draft, place: Place, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a new entry begins with: its kind where there are several, and for a choice the hole it fills."""
    field = list_at(draft.document, place)
    kind = asked.get("kind", "")
    if "" not in field.shapes:
        if kind not in field.shapes:
            raise NoSuchPlace(kind)
        return {"kind": kind}
    return {key: asked[key] for key in ("rule", "field") if place == ("organisation_choice",) and asked.get(key)}


def _beside(request: HttpRequest, draft: Draft, where: Place, context: Context) -> HttpResponse:
    """Show what was typed beside what stands there now, with the hash of now, so that it can be saved after a look."""
    shape = request.POST.get("shape", "")
    found = same_entry(draft.document, where, request.POST.get("name", ""))
    now = _page_or_none(draft, found) if found is not None else None
    is_gone = now is None or now.shape != shape
    page = EntryPage.gone(where, shape) if now is None or is_gone else now
    try:
        form = _form(draft, page, request.POST)
    except NoSuchPlace:
        raise Http404 from None
    told = {"refusal": str(DraftChanged.sentence), "is_gone": is_gone}
    return _shown(request, draft, page, form, {**context, **told}, status=409)


def _shown(
    request: HttpRequest, draft: Draft, page: EntryPage, form: PartForm, context: Context, status: int = 200
) -> HttpResponse:
    found = {
        "title": page.title,
        "draft": draft,
        "page": page,
        "lines": tuple(_lines(form, page, is_beside=status == 409)),
        "form": form,
        "may_change": context["may_write"] and is_open(draft),
    }
    return render(request, "reglement/draft_entry.html", {**found, **context}, status=status)


def _lines(form: PartForm, page: EntryPage, way: Place = (), *, is_beside: bool = False) -> Iterator[Line]:
    for row in form.rows():
        here = (*way, row.key)
        problems = page.problems.get(here, ()) + _inside_field(page, here, row)
        if row.group is not None:
            yield Line(row, problems, lines=tuple(_lines(row.group, page, here, is_beside=is_beside)))
        else:
            yield Line(row, problems, now=form.now(row.key) if is_beside else "")


def _inside_field(page: EntryPage, here: Place, row: Row) -> tuple[str, ...]:
    """Return the problems of single words of a list of words, which stand one step deeper."""
    if row.group is not None:
        return ()
    deeper = [told for place, told in page.problems.items() if len(place) > len(here) and place[: len(here)] == here]
    return tuple(dict.fromkeys(sentence for told in deeper for sentence in told))


def _form(draft: Draft, page: EntryPage, typed: Any) -> PartForm:
    return PartForm(typed, shape=page.shape, value=page.value, offers=offers_of(draft.document), skip=page.skip)


def _page_or_404(draft: Draft, place: Place) -> EntryPage:
    page = _page_or_none(draft, place)
    if page is None:
        raise Http404
    return page


def _page_or_none(draft: Draft, place: Place) -> EntryPage | None:
    try:
        return entry_page(draft.document, place, check_draft(draft.document))
    except NoSuchPlace:
        return None


def _outer(place: Place) -> Place:
    """Return the part around a part that was taken away; nothing when that is the whole draft."""
    outer = place[:-2]
    return outer if outer and isinstance(outer[-1], int) else ()


def _list(draft: Draft, place: Place) -> list[Any]:
    here: Any = draft.document
    for step in place:
        here = here[step]
    return list(here)


def _to_overview(draft: Draft) -> HttpResponse:
    return redirect("admin:reglement_draft_change", draft.pk)
