"""The gate in words: each condition with its mark, its article, and the step that brings it closer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consent.gate.answering import Answer
from reglement.models import Decision, ReglementVersion
from reglement.reading import anchor_of
from reglement.terms import CONSENT_HEIGHT
from reglement.wording import condition_text, effect_text, reason_text

# What one can do about a condition that is not met, by its key and, where it says so, by what is wrong with it.
NEXT_STEPS: dict[str, str | Promise] = {
    "consent_version": _("Leg deze versie voor aan de cliënt."),
    "consent_version:requested": _("Voorgelegd, nog geen antwoord. Bel of herinner de cliënt."),
    "consent_version:refused": _("De cliënt zei nee. Bespreek het, pas het aan en leg het opnieuw voor."),
    "consent_version:withdrawn": _("De cliënt trok het akkoord in. Bespreek het en leg het opnieuw voor."),
    "consent_version:superseded": _("Het akkoord ging over een eerdere versie. Leg deze versie voor."),
    "consent_version:other_version": _("Het akkoord ging over een eerdere versie. Leg deze versie voor."),
    "consent": _("Vraag de cliënt om toestemming."),
    "consent:requested": _("Gevraagd, nog geen antwoord."),
    "consent:refused": _("De cliënt zei nee. Zonder andere grond gaat dit niet weg."),
    "consent:withdrawn": _("De cliënt trok de toestemming in."),
    "ground": _("Is er een wettelijke plicht of een andere grond? Leg die vast, met bewijs."),
    "ground:recipient": _("Wat is afgesproken of gevraagd, noemt deze ontvanger niet."),
    "ground:data": _("Wat is afgesproken of gevraagd, noemt deze gegevens niet."),
    "start_notice": _("Verstuur eerst het startbericht aan de cliënt."),
    "rights_notice": _("Verstuur eerst het startbericht aan de cliënt."),
    "reporting_agreement": _("Pas de rapportageafspraak aan en vertel het de cliënt."),
    "agreement_on_file": _("Leg de getekende overeenkomst met de opdrachtgever vast."),
    "confidentiality": _("Teken eerst de verklaring over geheimhouding."),
    "need_to_know": _("Wijs deze persoon toe aan het traject."),
    "necessity_note": _("Schrijf op waarom dit nodig is."),
    "channel": _("Kies een andere weg."),
    "format": _("Maak er een pdf van."),
    "approval": _("Vraag het aan iemand in de genoemde rol."),
}
CONSENTS = frozenset({"consent", "consent_version"})


@dataclass(frozen=True, kw_only=True)
class PanelCondition:
    """One line of the panel: met or not, in plain words, with its article and what to do about it."""

    key: str
    met: bool
    text: str
    article: str
    article_title: str
    next_step: str
    options: tuple["PanelCondition", ...] = ()
    article_url: str = ""

    @property
    def detail(self) -> str:
        """Return the small line under the condition: what to do, or which alternatives there are."""
        if self.options and not self.met:
            return " ".join([self.next_step, *(f"{option.text.rstrip('.')}." for option in self.options)]).strip()
        return self.next_step


def conditions(said: Decision | Answer) -> list[PanelCondition]:
    """Return every condition of a decision or preview, unmet ones last, each once; a no always says why."""
    told = _told(said)
    lines = [_line(condition, said.version) for condition in told["conditions"]]
    if told["effect"] == "deny" and all(line.met for line in lines):
        lines.append(_prohibition(told, said.version))
    return sorted(_once(lines), key=lambda line: not line.met)


def lacks(lines: Iterable[PanelCondition], key: str) -> bool:
    """Say whether a condition of this kind is among what is missing, by itself or as one of several ways."""
    return any(not line.met and (line.key == key or lacks(line.options, key)) for line in lines)


def takes_spoken_yes(said: Decision | Answer) -> bool:
    """Say whether a yes that was only said would meet every consent that is still missing, if any is."""
    given = _told(said)["conditions"]
    return all(_hears(condition) for condition in given if not condition["met"] and _asks_consent(condition))


def _told(said: Decision | Answer) -> Mapping[str, Any]:
    if isinstance(said, Answer):
        return said.outcome.as_dict()
    parts = ("effect", "articles", "reasons", "conditions")
    return {part: getattr(said, part) for part in parts}


def _prohibition(told: Mapping[str, Any], version: ReglementVersion) -> PanelCondition:
    """Return a flat no as a line: nothing can be brought, so it has no next step."""
    article, reasons = told["articles"][0], told["reasons"]
    return PanelCondition(
        key="prohibited",
        met=False,
        text=reason_text(reasons[0]) if reasons else effect_text("deny"),
        article=article["label"],
        article_title=article["heading"],
        next_step="",
        article_url=_place_of(article, version),
    )


def _asks_consent(condition: Mapping[str, Any]) -> bool:
    return condition["key"] in CONSENTS or any(_asks_consent(option) for option in condition.get("options", ()))


def _hears(condition: Mapping[str, Any]) -> bool:
    if condition["key"] in CONSENTS:
        return CONSENT_HEIGHT[condition["params"]["form"]] <= CONSENT_HEIGHT["oral"]
    return any(_hears(option) for option in condition.get("options", ()))


def _once(lines: Iterable[PanelCondition]) -> list[PanelCondition]:
    seen: dict[tuple[str, str], PanelCondition] = {}
    for line in lines:
        seen.setdefault((line.text, line.article), line)
    return list(seen.values())


def _line(condition: Mapping[str, Any], version: ReglementVersion) -> PanelCondition:
    article = condition["article"]
    return PanelCondition(
        key=condition["key"],
        met=condition["met"],
        text=condition_text(condition),
        article=article["label"],
        article_title=article["heading"],
        next_step="" if condition["met"] else _next_step(condition),
        article_url=_place_of(article, version),
        options=tuple(_line(option, version) for option in condition.get("options", ())),
    )


def _place_of(article: Mapping[str, Any], version: ReglementVersion) -> str:
    """Return where the article can be read; the law's own articles are not on our page, nor is a draft."""
    if version.activated_at is None or article["ruleset"] != version.reglement.key:
        return ""
    return f"{reverse('reglement:version', args=[version.pk])}#{anchor_of(article['key'])}"


def _next_step(condition: Mapping[str, Any]) -> str:
    exact = f"{condition['key']}:{condition['params'].get('why', '')}"
    return str(NEXT_STEPS.get(exact) or NEXT_STEPS.get(condition["key"]) or "")
