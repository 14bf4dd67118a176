"""One condition of a decision as a sentence: what was asked, and when it is missing, what is wrong."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reglement.deciding import Condition
from reglement.rules.expected import Expected
from reglement.wording import words
from reglement.wording.expectations import expected_words
from reglement.wording.terms_in_words import term_words
from reglement.wording.untimely import untimely_text

Said = Mapping[str, Any]

_PLAIN: dict[str, tuple[str | Promise, str | Promise]] = {
    # key: (when met, when missing)
    "agreement_on_file": (
        _("Er is een getekende overeenkomst met de ontvanger."),
        _("Er is geen getekende overeenkomst met de ontvanger."),
    ),
    "confidentiality": (
        _("De geheimhouding is getekend."),
        _("De geheimhouding is nog niet getekend."),
    ),
    "need_to_know": (
        _("Deze persoon heeft het dossier nodig voor zijn werk."),
        _("Er is niet vastgelegd dat deze persoon het dossier nodig heeft voor zijn werk."),
    ),
    "necessity_note": (
        _("Er is opgeschreven waarom dit nodig is."),
        _("Er is nog niet opgeschreven waarom dit nodig is."),
    ),
    "identity_checked": (
        _("Het is zeker dat de cliënt dit zelf vraagt."),
        _("Het is nog niet zeker dat de cliënt dit zelf vraagt."),
    ),
    "objection_weighed": (
        _("Het bezwaar van de cliënt is gewogen."),
        _("De cliënt wil dit niet. De belangen zijn nog niet opnieuw gewogen."),
    ),
    "same_branch": (_("Deze persoon werkt op dezelfde vestiging."), _("Deze persoon werkt op een andere vestiging.")),
    "assigned": (
        _("Dit traject is aan deze persoon gegeven."),
        _("Dit traject is niet aan deze persoon gegeven."),
    ),
    "authorised": (
        _("De beheerder gaf deze persoon toegang tot het systeem."),
        _("De beheerder gaf deze persoon geen toegang tot het systeem."),
    ),
    "representation_proven": (
        _("Het is bewezen dat deze persoon de cliënt vertegenwoordigt."),
        _("Het bewijs dat deze persoon de cliënt vertegenwoordigt, ontbreekt."),
    ),
    "spaced": (_("De vorige keer is lang genoeg geleden."), _("De vorige keer is nog niet lang genoeg geleden.")),
    "recent": (_("De gegevens zijn recent genoeg."), _("De gegevens zijn te oud, of hun datum is niet bekend.")),
    "rights_notice": (
        _("De cliënt is op zijn rechten gewezen."),
        _("De cliënt is nog niet op zijn rechten gewezen."),
    ),
    "prohibited": (_("Dit is niet verboden."), _("Dit artikel verbiedt dit.")),
    "no_rule_allows": (_("Een artikel staat dit toe."), _("Geen enkel artikel staat dit toe.")),
    "any": (_("Er is een grond."), _("Een van deze gronden is nodig.")),
    "all": (_("Dit is er allemaal."), _("Dit is samen nodig.")),
    "no_term": (_("Er is een bewaartermijn."), _("Voor deze gegevens staat er geen termijn.")),
    "term_unset": (_("De termijn is ingevuld."), _("De organisatie heeft de termijn nog niet ingevuld.")),
    "term_not_started": (_("De termijn loopt."), _("De termijn is nog niet begonnen.")),
    "handed_over": (
        _("De cliënt heeft de gegevens gekregen."),
        _("De cliënt heeft de gegevens nog niet gekregen; tot dan geldt de gewone termijn."),
    ),
    "no_residual": (_("Dit mag blijven."), _("Het reglement laat hiervan niets blijven.")),
    "lookup_only": (_("Dit is opzoeken."), _("Dit mag alleen worden opgezocht.")),
    "right_only_closed": (
        _("Het traject is gesloten."),
        _("De tekst geeft dit recht pas na het einde van het traject."),
    ),
    "request_incomplete": (
        _("Er staat in welke veranderingen de cliënt wil."),
        _("In het verzoek staat niet welke veranderingen de cliënt wil."),
    ),
    "decision_error": (_("De vraag is beantwoord."), _("Er ging iets mis bij het beslissen. Daarom mag het niet.")),
    "facts_unreadable": (_("De feiten zijn te lezen."), _("De feiten zijn niet te lezen. Daarom mag het niet.")),
}
_CONSENT_PROBLEMS: dict[str, str | Promise] = {
    "none": _("Die is er nog niet."),
    "requested": _("Die is gevraagd, er is nog geen antwoord."),
    "refused": _("De cliënt zei nee."),
    "withdrawn": _("De cliënt heeft die ingetrokken."),
    "expired": _("Die is verlopen."),
    "to_come": _("Die is van na de dag van deze vraag."),
    "too_old": _("Die is te lang geleden gegeven."),
    "too_soon": _("Die is te snel gegeven: de cliënt had nog te weinig tijd om deze versie te lezen."),
    "before_reading": _("Die is niet gegeven na het lezen van deze versie."),
    "superseded": _("Die ging over een eerdere versie."),
    "other_version": _("Die ging over een andere versie."),
    "recipient": _("Die noemt deze ontvanger niet."),
    "purpose": _("Die was voor een ander doel."),
    "item": _("Die noemt deze gegevens niet."),
    "period": _("Die heeft geen einddatum."),
    "treating_doctor": _("Die noemt de gegevens van de behandelend arts niet."),
    "form": _("Die is niet in de vorm die hier nodig is."),
    "giver": _("Die is niet van de cliënt zelf."),
    "minor": _("De cliënt is jonger dan zestien; een ouder of voogd moet die geven."),
    "guardianship": _("De curator of mentor moet die geven."),
    "age_unknown": _("De leeftijd van de cliënt is niet bekend."),
}
# A yes to one exact version is what people call approving it.
_VERSION_PROBLEMS: dict[str, str | Promise] = {
    "none": _("De cliënt heeft deze versie nog niet goedgekeurd."),
    "requested": _("De cliënt heeft deze versie nog niet goedgekeurd."),
    "refused": _("De cliënt vindt deze versie niet goed."),
    "withdrawn": _("De cliënt heeft het akkoord op deze versie ingetrokken."),
    "superseded": _("De cliënt heeft een eerdere versie goedgekeurd, niet deze."),
    "other_version": _("De cliënt heeft een andere versie goedgekeurd, niet deze."),
}
_GROUND_PROBLEMS: dict[str, str | Promise] = {
    "none": _("Die is niet vastgelegd."),
    "evidence": _("Het bewijs ontbreekt."),
    "statute": _("De wet en het artikel ontbreken."),
    "balance": _("De afweging ontbreekt."),
    "decided_by": _("Het besluit van de juiste persoon ontbreekt."),
    "recipient": _("Deze ontvanger staat er niet in."),
    "data": _("Deze gegevens staan er niet in."),
}


def condition_text(condition: Condition | Said) -> str:
    """Return what this condition asks, and if it is missing, why, in the language of the reader."""
    said = condition.as_dict() if isinstance(condition, Condition) else condition
    key = said["key"]
    if key in _PLAIN:
        met, missing = _PLAIN[key]
        return str(met if said["met"] else missing)
    sentence = _SENTENCES.get(key)
    return sentence(said["params"], bool(said["met"])) if sentence else str(key)


def _consent(params: Said, met: bool) -> str:  # noqa: FBT001 (one table of sentences, one shape)
    form = str(words.FORMS.get(params.get("form", ""), params.get("form", "")))
    exact = "version" in params.get("bound_to", ())
    if met and exact:
        return gettext("De cliënt heeft deze versie goedgekeurd.")
    if met:
        return gettext("Er is %(form)s van de cliënt.") % {"form": form}
    if exact and params.get("why") in _VERSION_PROBLEMS:
        return str(_VERSION_PROBLEMS[params["why"]])
    asked = (
        gettext("Nodig is %(form)s van de cliënt voor precies deze versie.")
        if exact
        else gettext("Nodig is %(form)s van de cliënt.")
    )
    return f"{asked % {'form': form}} {_CONSENT_PROBLEMS.get(params.get('why', ''), '')}".strip()


def _ground(params: Said, met: bool) -> str:  # noqa: FBT001
    if met:
        return gettext("Er is een grond: %(ground)s.") % {"ground": words.listed(words.GROUNDS, [params["ground"]])}
    grounds = words.either(words.GROUNDS, params.get("one_of", ()))
    asked = gettext("Nodig is een grond: %(grounds)s.") % {"grounds": grounds}
    return f"{asked} {_GROUND_PROBLEMS.get(params.get('why', ''), '')}".strip()


def _start_notice(params: Said, met: bool) -> str:  # noqa: FBT001
    if met:
        return gettext("De cliënt heeft het startbericht.")
    if params.get("why") == "items":
        return gettext("In het startbericht ontbreekt: %(parts)s.") % {
            "parts": words.listed(words.PARTS, params.get("missing", ()))
        }
    return gettext("De cliënt heeft het startbericht nog niet.")


def _reporting_agreement(params: Said, met: bool) -> str:  # noqa: FBT001
    if met:
        return gettext("Dit past in de afspraken over rapportage.")
    parts = words.listed(words.PARTS, params.get("missing", ()))
    return gettext("Dit past niet in de afspraken over rapportage: %(parts)s.") % {"parts": parts}


def _one_of(met: str | Promise, missing: str | Promise, lists: words.Words) -> Callable[[Said, bool], str]:
    def sentence(params: Said, is_met: bool) -> str:  # noqa: FBT001
        asked = words.either(lists, params.get("one_of", params.get("by_role", ())))
        return str(met if is_met else missing) % {"asked": asked}

    return sentence


def _timely(key: str, met: str | Promise) -> Callable[[Said, bool], str]:
    def sentence(params: Said, is_met: bool) -> str:  # noqa: FBT001
        return str(met) if is_met else untimely_text(key, params) or key

    return sentence


def _fact(params: Said, met: bool) -> str:  # noqa: FBT001
    fact = str(words.FACTS.get(params.get("fact", ""), params.get("fact", "")))
    return (
        gettext("Dit is bekend: %(fact)s.") % {"fact": fact}
        if met
        else gettext("Niet bekend: %(fact)s.") % {"fact": fact}
    )


def _period(params: Said, met: bool) -> str:  # noqa: FBT001
    if met:
        return gettext("De periode is afgesproken.")
    if "at_most" not in params:
        return gettext("Er is geen periode afgesproken.")
    return gettext("De periode is te lang: zij mag hooguit %(term)s duren.") % {"term": term_words(params["at_most"])}


def _group(params: Said, met: bool) -> str:  # noqa: FBT001
    people = {"people": params.get("people", "")}
    if met:
        return gettext("De kleinste groep telt minstens %(people)s mensen.") % people
    return gettext("De kleinste groep moet minstens %(people)s mensen tellen.") % people


def _invalid(params: Said, met: bool) -> str:  # noqa: FBT001
    expected = Expected(params.get("expected", "json"), params.get("value", ""), tuple(params.get("one_of", ())))
    return gettext("Dit feit klopt niet: %(fact)s. Verwacht: %(expected)s.") % {
        "fact": params.get("fact") or gettext("de hele vraag"),
        "expected": expected_words(expected),
    }


def _purpose(params: Said, met: bool) -> str:  # noqa: FBT001
    purpose = words.listed(words.PURPOSES, [params.get("purpose", "")])
    if met:
        return gettext("Het reglement noemt dit doel: %(purpose)s.") % {"purpose": purpose}
    return gettext("Het reglement noemt dit doel niet: %(purpose)s.") % {"purpose": purpose}


def _catalogue(params: Said, met: bool) -> str:  # noqa: FBT001
    return gettext("Het reglement noemt deze soort gegevens niet: %(keys)s.") % {
        "keys": ", ".join(params.get("categories", ()))
    }


def _notice(params: Said, met: bool) -> str:  # noqa: FBT001
    about = {"event": words.EVENTS.get(params.get("event", ""), params.get("event", ""))}
    if met:
        return gettext("De cliënt heeft bericht over %(event)s.") % about
    if params.get("at_least"):
        return gettext("De cliënt heeft bericht over %(event)s, maar nog niet lang genoeg geleden.") % about
    return gettext("De cliënt heeft nog geen bericht over %(event)s.") % about


def _categories(params: Said, met: bool) -> str:  # noqa: FBT001
    if met:
        return gettext("Er gaat niets anders mee dan wat hier mag.")
    outside = ", ".join(params.get("outside", ())) or gettext("niet bekend welke gegevens")
    return gettext("Dit hoort hier niet bij: %(outside)s.") % {"outside": outside}


def _shown(params: Said, met: bool) -> str:  # noqa: FBT001
    if met:
        return gettext("De cliënt heeft dit gezien.")
    if params.get("at_least"):
        return gettext("De cliënt heeft dit gezien, maar nog niet lang genoeg geleden om te kunnen antwoorden.")
    return gettext("De cliënt heeft dit nog niet gezien.")


def _filled(params: Said, met: bool) -> str:  # noqa: FBT001
    asked = {"category": params.get("category", "")}
    if met:
        return gettext("Dit is ingevuld: %(category)s.") % asked
    return gettext("Voor deze dienst is nodig: %(category)s.") % asked


def _bounded(met: str | Promise, missing: str | Promise, lists: words.Words) -> Callable[[Said, bool], str]:
    def sentence(params: Said, is_met: bool) -> str:  # noqa: FBT001
        category, asked = params.get("category", ""), words.either(lists, params.get("one_of", ()))
        return str(met if is_met else missing) % {"category": category, "asked": asked}

    return sentence


_SENTENCES: dict[str, Callable[[Said, bool], str]] = {
    "consent": _consent,
    "consent_version": _consent,
    "ground": _ground,
    "start_notice": _start_notice,
    "reporting_agreement": _reporting_agreement,
    "approval": _one_of(_("Goedgekeurd door: %(asked)s."), _("Goedkeuring nodig van: %(asked)s."), words.ROLES),
    "channel": _one_of(_("De weg klopt: %(asked)s."), _("Dit kan alleen via %(asked)s."), words.CHANNELS),
    "format": _one_of(_("De vorm klopt: %(asked)s."), _("Dit moet als %(asked)s."), words.FORMATS),
    "recipient_body": _one_of(
        _("De auditor hoort bij %(asked)s."), _("Alleen een auditor van %(asked)s mag dit."), {}
    ),
    "request_condition": _one_of(
        _("De reden klopt: %(asked)s."), _("Nodig is een reden: %(asked)s."), words.CONDITIONS_OF_REQUEST
    ),
    "service": _one_of(_("De dienst klopt: %(asked)s."), _("Dit hoort bij %(asked)s."), words.SERVICES),
    "window_passed": _timely("window_passed", _("Het verzoek is op tijd.")),
    "right_only_running": _timely("right_only_running", _("Het traject loopt.")),
    "asked_too_soon": _timely("asked_too_soon", _("Het vorige verzoek is lang genoeg geleden.")),
    "fact_missing": _fact,
    "fact_invalid": _invalid,
    "group": _group,
    "period": _period,
    "purpose": _purpose,
    "catalogue": _catalogue,
    "notice": _notice,
    "categories": _categories,
    "filled": _filled,
    "shown": _shown,
    "category_service": _bounded(
        _("De dienst past bij deze gegevens: %(category)s."),
        _("Deze gegevens (%(category)s) horen alleen bij %(asked)s."),
        words.SERVICES,
    ),
    "category_carrier": _bounded(
        _("De drager past bij deze gegevens: %(category)s."),
        _("Deze gegevens (%(category)s) mogen alleen op deze drager: %(asked)s."),
        words.CARRIERS,
    ),
    "category_unspecified": _bounded(
        _("Er staat bij wat erin staat: %(category)s."),
        _("Dit zegt niet wat erin staat: %(category)s. Kies ook de soort gegevens."),
        {},
    ),
    "category_source": _bounded(
        _("De bron past bij deze gegevens: %(category)s."),
        _("Deze gegevens (%(category)s) mogen alleen komen van %(asked)s."),
        words.SOURCES,
    ),
}
