"""The pages about a draft as a whole: begin one, see what is in it and what is wrong, put it forward, put it away."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reglement.comparing import compare, sections_of
from reglement.drafting import check_draft
from reglement.drafting.telling import problems_of_draft, sections_of_draft
from reglement.forms.starting import FILE, PROFILE, StartForm
from reglement.loading import law_floor
from reglement.loading.against_law import against_law
from reglement.loading.checking import Finding
from reglement.models import Draft, ReglementVersion
from reglement.refusals import ProfileRefused, VersionHasHoles
from reglement.rules import Ruleset
from reglement.services import drafting
from reglement.services.fitting import obstacles_of_draft, open_places
from reglement.services.previewing import ruleset_of
from reglement.wording import hole_text, labels_of, problem_text
from ui.answering import form_page, refusal_on, refusals_on, refusals_told

Context = dict[str, Any]
# Of a file with many mistakes the first ones are enough to see that it is another kind of file.
SHOWN_PROBLEMS: Final = 20


def state_words(draft: Draft) -> str:
    """Return how far a draft is."""
    if draft.is_discarded:
        return _("weggelegd")
    if draft.version is None:
        return _("in bewerking")
    if draft.version.is_draft:
        return _("voorgelegd")
    return _("geldt") if draft.version.is_active else _("vervangen")


def is_open(draft: Draft) -> bool:
    """Say whether the draft can still be changed."""
    return not draft.is_discarded and (draft.version is None or draft.version.is_draft)


def overview(request: HttpRequest, draft: Draft, context: Context) -> HttpResponse:
    """Show every part of the draft in sentences, and everything that keeps it from holding."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    checked = check_draft(draft.document)
    found = {
        "title": _("Ontwerp %(label)s") % {"label": draft.label or _("zonder naam")},
        "draft": draft,
        "state": state_words(draft),
        "may_change": context["may_write"] and is_open(draft),
        "sections": sections_of_draft(draft.document, checked),
        "problems": problems_of_draft(draft.document, checked),
        "unknown_parts": [found.path[0] for found in checked.findings if _is_unknown_part(found)],
        **_about_whole(checked.ruleset),
    }
    return render(request, "reglement/draft.html", {**context, **found})


def start(request: HttpRequest, context: Context) -> HttpResponse:
    """Begin a draft and go to it; a file that nobody can read is told with its lines."""
    held = ReglementVersion.objects.active().order_by("-activated_at").first()
    typed = (request.POST, request.FILES) if request.method == "POST" else ()
    form = StartForm(*typed, has_held=held is not None)
    if form.is_valid():
        with refusals_on(form, file=ProfileRefused):
            draft = _started(form.cleaned_data, held, request.user)
            return redirect("admin:reglement_draft_change", draft.pk)
    refusal = refusal_on(form)
    wrong = refusal.problems[:SHOWN_PROBLEMS] if isinstance(refusal, ProfileRefused) else ()
    found = {"title": _("Nieuw ontwerp"), "problems": [problem_text(problem) for problem in wrong]}
    return form_page(request, "reglement/draft_start.html", form, **(context | found))


def put_forward(request: HttpRequest, draft: Draft, context: Context) -> HttpResponse:
    """Store the draft as a version and go to the page where the directie proposes it."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    with refusals_told(request, messages.error):
        version = drafting.put_forward(draft, seen=request.POST.get("seen", ""), by=request.user)
        messages.success(request, _("Voorgelegd. De directie kan deze versie nu voorstellen."))
        return redirect("desk:version", version.pk)
    return redirect("admin:reglement_draft_change", draft.pk)


def discard(request: HttpRequest, draft: Draft, context: Context) -> HttpResponse:
    """Put the draft away."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    with refusals_told(request, messages.error):
        drafting.discard_draft(draft, seen=request.POST.get("seen", ""), by=request.user)
        messages.success(request, _("Het ontwerp is weggelegd. Wat geldt, is niet veranderd."))
        return redirect("admin:reglement_draft_changelist")
    return redirect("admin:reglement_draft_change", draft.pk)


def _started(chosen: dict[str, Any], held: ReglementVersion | None, by: Any) -> Draft:
    if chosen["origin"] == FILE:
        return drafting.start_from_file(chosen["file"].read(), file=chosen["file"].name, by=by)
    if chosen["origin"] == PROFILE or held is None:
        return drafting.start_from_profile(chosen["profile"], by=by)
    return drafting.start_from_version(held, by=by)


def _is_unknown_part(found: Finding) -> bool:
    return found.code == "unknown_key" and len(found.path) == 1


def _about_whole(ruleset: Ruleset | None) -> Context:
    """Return what can only be said of a text in which nothing is wrong: what it leaves open, and what it changes."""
    held = ReglementVersion.objects.active().order_by("-activated_at").first()
    if ruleset is None:
        return {"is_whole": False, "held": held}
    before = ruleset_of(held) if held else None
    changes = sections_of(compare(before, ruleset), labels_of(before, ruleset)) if before else ()
    labels = labels_of(ruleset)
    return {
        "is_whole": True,
        "held": held,
        "holes": [(hole, hole_text(hole)) for hole in open_places(ruleset)],
        "obstacles": [refusal.sentence for refusal in obstacles_of_draft(ruleset) if refusal is not VersionHasHoles],
        "conflicts": [(labels.get(each.article, each.article), each) for each in ruleset.law_conflict],
        "clashes": [
            (f"gate_rule/{clash.position}", clash, law_floor().articles[clash.law].label)
            for clash in against_law(ruleset, law_floor().ruleset)
        ],
        "changes": changes,
    }
