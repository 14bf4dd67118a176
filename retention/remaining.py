"""What the reglement lets remain of a dossier: which rules, until when, in plain words for its pages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dossiers.models import Dossier, Traject
from reglement.deciding import CompiledRuleset, decide
from reglement.deciding.calendar import end_of
from reglement.facts import Events, Facts
from reglement.models import ReglementVersion
from reglement.rules.keeping import ResidualRule
from reglement.services import current_ruleset, deciding_version, law_floor, versions_since
from reglement.terms import DATED_TRIGGERS, UNSET
from reglement.wording.vocabulary import FIELDS_OF_RESIDUAL
from retention.events import happened
from retention.models import DossierTerm
from vault.clock import today


@dataclass(frozen=True)
class Remains:
    """One rule that lets something remain of one dossier, its article as it is printed, and the end of it."""

    rule: ResidualRule
    article: str
    counts_from: date
    until: date

    @property
    def is_figures(self) -> bool:
        """Say whether only a number remains, in which nobody can be recognised."""
        return self.rule.kind == "figures"


@dataclass(frozen=True)
class RemainsLine:
    """What a page tells of it."""

    what: str
    purpose: str
    until: date
    article: str
    is_figures: bool


def lets_remain(version: ReglementVersion) -> bool:
    """Say whether this version has any rule by which something may remain of a dossier."""
    return any(rule.keeps for rule in current_ruleset(version).ruleset.residual_rule)


def what_remains(traject: Traject, version: ReglementVersion, *, requested: bool) -> Iterator[Remains]:
    """Yield what this version lets remain of a traject when its dossier is destroyed today; one that runs ends today.

    What a later version lets remain for a shorter time, or no more, remains so from the beginning.

    `requested`: the client himself asked to destroy it, which some rules let go before what remains.
    """
    text, (_own, *since) = current_ruleset(version), versions_since(version)
    later = [current_ruleset(each) for each in since]
    for rule in text.ruleset.residual_rule:
        if rule.keeps:
            facts = _facts(traject, text, rule, requested=requested)
            decision = decide(text, law_floor(), facts)
            if decision.effect == "keep" and decision.due_on is not None and decision.due_on > today():
                events = facts.retention.events if facts.retention else Events()
                counts_from: date = getattr(events, rule.trigger)
                sooner = end_under(rule, counts_from, decision.due_on, later)
                article = sooner.article if sooner else decision.articles[0].label
                until = sooner.until if sooner else decision.due_on
                if until > today():
                    yield Remains(rule, article, counts_from, until)


@dataclass(frozen=True)
class EndUnder:
    """Until when lines that are there may remain under later texts, and the article that says so; "" for none."""

    until: date
    article: str


def end_under(rule: ResidualRule, counts_from: date, until: date, texts: Iterable[CompiledRuleset]) -> EndUnder | None:
    """Return the earlier end that later texts give to a line that was kept under `rule`; None where none does.

    A shorter term applies to all that is kept, a longer one never (parameters 6, last row). A text that does not know
    the rule any more, or not for each word that the line has, lets nothing remain from the day that its term counts.
    """
    first: EndUnder | None = None
    for text in texts:
        end = _end_by(text, rule, counts_from)
        if end is not None and end.until < (first.until if first else until):
            first = end
    return first


def _end_by(text: CompiledRuleset, kept: ResidualRule, counts_from: date) -> EndUnder | None:
    same = next((rule for rule in text.ruleset.residual_rule if rule.id == kept.id), None)
    if same is None or same.kind != kept.kind or not set(kept.keeps) <= set(same.keeps):
        return EndUnder(counts_from, "")
    if same.term == UNSET:
        return None
    return EndUnder(end_of(counts_from, same.term, same.round_up), text.articles[same.article].label)


def lines_of_remains(dossier: Dossier, *, requested: bool = False) -> list[RemainsLine]:
    """Return what a page tells of what remains when this dossier is destroyed; empty where nothing does."""
    if dossier.is_destroyed:
        return []
    term = DossierTerm.objects.of_wholes().filter(dossier=dossier).select_related("version").first()
    version = deciding_version(dossier.traject.reglement_version) if term is None else term.version
    return [
        RemainsLine(
            what=", ".join(str(FIELDS_OF_RESIDUAL[field]) for field in remains.rule.keeps),
            purpose=remains.rule.purpose,
            until=remains.until,
            article=_("art. %(label)s") % {"label": remains.article},
            is_figures=remains.is_figures,
        )
        for remains in what_remains(dossier.traject, version, requested=requested)
    ]


def told_on_paper(remains: list[dict[str, Any]]) -> str:
    """Return what a certificate says of what was left: kinds, articles and days, nobody's name."""
    if not remains:
        return _("niets")
    kinds = {"record": _("een regel over één persoon"), "figures": _("een getal zonder namen")}
    return "; ".join(
        _("%(kind)s, tot %(day)s (art. %(article)s)")
        % {
            "kind": kinds[one["kind"]],
            "day": date_format(date.fromisoformat(one["until"]), "j F Y"),
            "article": one["article"],
        }
        for one in remains
    )


def _facts(traject: Traject, text: CompiledRuleset, rule: ResidualRule, *, requested: bool) -> Facts:
    return Facts.model_validate(
        {
            "act": "retain",
            "on": today(),
            "service": traject.service,
            "retention": {
                "residual": rule.id,
                "events": _events(traject, text, is_figures=rule.kind == "figures"),
                "choice": {"kind": "delete_now"} if requested else None,
            },
        }
    )


def _events(traject: Traject, text: CompiledRuleset, *, is_figures: bool) -> Events:
    if traject.ended_on is None:
        events = Events.model_validate(dict.fromkeys(DATED_TRIGGERS, today()))
    else:
        events = happened(traject, [text]).events
    if not is_figures:
        return events
    # All figures of one year end on one day, and never later than the text says: that day tells of nobody.
    days = {event: day.replace(month=1, day=1) for event, day in events.model_dump().items() if day is not None}
    return Events.model_validate(days)
