"""Trying a draft: a question under it and under what holds, decisions of last month decided again, and a file."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.translation import gettext as _

from reglement.admin.draft_pages import Context
from reglement.deciding import CompiledRuleset, decide
from reglement.drafting import check_draft
from reglement.forms.asking import READY, QuestionForms, categories_of, ready_question
from reglement.loading import as_toml
from reglement.models import Draft
from reglement.refusals import DraftInvalid, NoActiveReglement
from reglement.replaying import KINDS, LONGEST, MONTH, MOST_ON_A_PAGE, SHOWN_ON_A_PAGE, replay_under, text_of_draft
from reglement.rules.shapes import ROOT, fields_of
from reglement.services import active_version, current_ruleset, law_floor
from reglement.wording import decision_told
from reglement.wording.replays import act_words, effect_words, kind_words
from vault.clock import today


@dataclass(frozen=True)
class Side:
    """The answer of one text."""

    title: str
    told: dict[str, Any]


def attempt(request: HttpRequest, draft: Draft, context: Context) -> HttpResponse:
    """Ask a question and show the answer under the draft beside the answer under what holds; nothing is kept of it."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    texts = _texts(draft)
    asked = request.GET if "vraag-act" in request.GET else None
    number = request.GET.get("voorbeeld", "")
    begin = ready_question(int(number)) if number.isdecimal() and len(number) == 1 else {}
    forms = QuestionForms(asked, {} if asked else begin, categories_of(*(text.ruleset for _title, text in texts)))
    facts: Any = dict(begin) or None
    if asked is not None:
        facts = forms.facts(today().isoformat()) if forms.is_valid() else None
    sides = [Side(title, decision_told(decide(text, law_floor(), facts))) for title, text in texts] if facts else []
    found = {
        "title": _("Stel een vraag"),
        "draft": draft,
        "groups": list(forms.groups.values()),
        "details": forms.details,
        "ready": [(index, words) for index, (words, _asked) in enumerate(READY)],
        "sides": sides,
        "is_same": len({_essence(side.told) for side in sides}) < 2,
        "is_whole": check_draft(draft.document).ruleset is not None,
    }
    return render(request, "reglement/draft_try.html", {**context, **found})


def again(request: HttpRequest, draft: Draft, context: Context) -> HttpResponse:
    """Decide the decisions of the last days again under the draft, and list those that would come out differently."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    asked = request.GET.get("dagen", "")
    days = min(max(int(asked), 1), LONGEST) if asked.isdecimal() and len(asked) < 5 else MONTH
    found: dict[str, Any] = {"title": _("Besluiten opnieuw"), "draft": draft, "days": days, "longest": LONGEST}
    try:
        text = text_of_draft(draft)
    except DraftInvalid as refusal:
        return render(request, "reglement/draft_replay.html", {**context, **found, "refusal": str(refusal)})
    replay = replay_under(text, days=days, most=MOST_ON_A_PAGE, shown=SHOWN_ON_A_PAGE)
    found |= {
        "replay": replay,
        "counts": [(kind_words(kind), replay.counts[kind]) for kind in KINDS if replay.counts.get(kind)],
        "rows": [
            (each, act_words(each.act), kind_words(each.kind), effect_words(each.before), effect_words(each.after))
            for each in replay.changed
        ],
    }
    return render(request, "reglement/draft_replay.html", {**context, **found})


def export(request: HttpRequest, draft: Draft, context: Context) -> HttpResponse:
    """Give the draft as a TOML file, which loads back to the same text."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    written = as_toml(draft.document, (field.key for field in fields_of(ROOT)))
    answer = HttpResponse(written, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="ontwerp-{draft.sha256[:8]}.toml"'
    return answer


def _texts(draft: Draft) -> list[tuple[str, CompiledRuleset]]:
    """Return the texts that can be asked: the draft when nothing in it is wrong, and what holds."""
    found: list[tuple[str, CompiledRuleset]] = []
    with suppress(DraftInvalid):
        found.append((_("Onder het ontwerp"), text_of_draft(draft)))
    try:
        held = active_version()
    except NoActiveReglement:
        return found
    return [*found, (_("Onder versie %(label)s, die nu geldt") % {"label": held.label}, current_ruleset(held))]


def _essence(told: dict[str, Any]) -> str:
    return str([told["effect"], told["due_on"], told["articles"], told["unmet"], told["duties"], told["limits"]])
