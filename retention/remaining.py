"""What the reglement lets remain of a dossier: which rules, until when, in plain words for its pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dossiers.models import Dossier, Traject
from reglement.deciding import CompiledRuleset, decide
from reglement.facts import Events, Facts
from reglement.models import ReglementVersion
from reglement.rules.keeping import ResidualRule
from reglement.services import current_ruleset, deciding_version, law_floor
from reglement.terms import DATED_TRIGGERS
from reglement.wording.vocabulary import FIELDS_OF_RESIDUAL
from retention.events import happened
from retention.models import DossierTerm
from vault.clock import today


@dataclass(frozen=True)
class Remains:
    """One rule that lets something remain of one dossier, its article as it is printed, and the end of it."""

    rule: ResidualRule
    article: str
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

    `requested`: the client himself asked to destroy it, which some rules let go before what remains.
    """
    text = current_ruleset(version)
    for rule in text.ruleset.residual_rule:
        if rule.keeps:
            decision = decide(text, law_floor(), _facts(traject, text, rule, requested=requested))
            if decision.effect == "keep" and decision.due_on is not None and decision.due_on > today():
                yield Remains(rule, decision.articles[0].label, decision.due_on)


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
        return Events.model_validate(dict.fromkeys(DATED_TRIGGERS, today()))
    events = happened(traject, [text]).events
    if not is_figures:
        return events
    # All figures of one year end on one day, and never later than the text says: that day tells of nobody.
    days = {event: day.replace(month=1, day=1) for event, day in events.model_dump().items() if day is not None}
    return Events.model_validate(days)
