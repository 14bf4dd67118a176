"""Effects, reasons, duties, limits and citations as sentences."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reglement.deciding import Citation, OpenedDuty, Reason, SetLimit
from reglement.wording import words
from reglement.wording.untimely import untimely_text

Said = Mapping[str, Any]

_EFFECTS: dict[str, str | Promise] = {
    "allow": _("Dit mag."),
    "deny": _("Dit mag niet."),
    "keep": _("Dit blijft bewaard."),
    "destroy": _("Dit wordt vernietigd."),
    "hold": _("Dit moet voorlopig blijven."),
}
_REASONS: dict[str, str | Promise] = {
    "allowed_by": _("Een regel van het reglement staat dit toe."),
    "prohibited": _("Een regel verbiedt dit."),
    "need_unmet": _("Een voorwaarde ontbreekt."),
    "default_deny": _("Geen enkele regel staat dit toe."),
    "ground_left_out": _("Een grond die niet compleet is, telde niet mee."),
    "law_prevails": _("De wet gaat hier voor op het reglement."),
    "consent_capacity": _("De toestemming is niet gegeven door wie dat volgens de wet kan."),
    "fact_missing": _("Een feit dat nodig is, is niet bekend."),
    "purpose": _("Het reglement noemt dit doel niet."),
    "catalogue": _("Het reglement laat deze soort gegevens niet toe."),
    "filled": _("Gegevens die voor deze dienst nodig zijn, ontbreken."),
    "necessity_note": _("Deze soort gegevens staat niet in het reglement; de reden ontbreekt."),
    "facts_invalid": _("De feiten kloppen niet, daarom mag het niet."),
    "facts_unreadable": _("De feiten zijn niet te lezen, daarom mag het niet."),
    "decision_error": _("Er ging iets mis, daarom mag het niet."),
    "term_ends": _("De bewaartermijn bepaalt de datum."),
    "organisation_choice": _("De tekst noemt hier niets; de organisatie koos dit zelf."),
    "deviation": _("De directie besloot tot langer bewaren."),
    "decided_end": _("Het bureau besloot dat dit niet meer nodig is."),
    "client_choice": _("De cliënt koos deze datum."),
    "statutory_hold": _("Een wet verplicht tot langer bewaren."),
    "hold_ended": _("Tot deze dag moest dit blijven, ook al was de termijn voorbij."),
    "hold": _("Er loopt iets waardoor dit moet blijven."),
    "no_term": _("Er staat geen termijn voor deze gegevens."),
    "term_unset": _("De organisatie heeft de termijn nog niet ingevuld."),
    "term_not_started": _("De termijn is nog niet begonnen."),
    "right_granted": _("De cliënt heeft dit recht."),
    "right_conditions_unmet": _("De reden die nodig is, ontbreekt."),
    "identity_checked": _("Het is nog niet zeker dat de cliënt dit zelf vraagt."),
    "representation_proven": _("Het bewijs dat deze persoon de cliënt vertegenwoordigt, ontbreekt."),
    "no_fee": _("Het antwoord is gratis."),
    "fee_lapses": _("De tekst laat een vergoeding toe; de wet maakt het antwoord gratis."),
    "fee_for_further_copy": _("Voor een volgende kopie mag het bureau een redelijke vergoeding vragen."),
    "right_only_closed": _("De tekst geeft dit recht pas na het einde van het traject."),
    "request_incomplete": _("In het verzoek staat niet welke veranderingen de cliënt wil."),
    "by_appointment": _("De tekst vraagt om een afspraak."),
    "answer_extended": _("Het antwoord mag later komen; de cliënt kreeg op tijd bericht."),
    "extension_breaks_reglement": _("De wet laat uitstel toe, maar de tekst niet: de termijn van de tekst blijft."),
    "extension_does_not_count": _("Uitstel kan alleen met bericht binnen de termijn; dit uitstel telt niet."),
    "closing_choice": _("De cliënt koos dit bij het einde van het traject."),
    "deidentify": _("Wat blijft, is niet meer tot een persoon te herleiden."),
    "residual": _("Dit is wat na het vernietigen mag blijven, met een eigen termijn."),
    "no_residual": _("Het reglement laat hiervan niets blijven."),
    "lookup_only": _("Dit mag alleen worden opgezocht."),
    "category_service": _("Deze soort gegevens hoort niet bij deze dienst."),
    "category_carrier": _("Deze soort gegevens mag niet op deze drager."),
    "category_source": _("Deze soort gegevens mag niet van deze bron komen."),
    "category_unspecified": _("Deze soort zegt niet wat erin staat."),
}
_DUTIES: dict[str, str | Promise] = {
    "inform_client": _("Vertel het de cliënt."),
    "inform_client:oral": _("Vertel het de cliënt in een gesprek."),
    "show_client": _("Laat het de cliënt zien."),
    "dossier_note": _("Maak een notitie in het dossier."),
    "tell_recipients": _("Vertel het wie de gegevens eerder kreeg."),
    "answer_client": _("Geef de cliënt antwoord."),
    "reasoned_refusal": _("Weiger met een reden."),
    "review": _("Bekijk dit opnieuw."),
    "ask_client": _("Vraag het de cliënt."),
}
_LIMITS: dict[str, str | Promise] = {
    "read_only": _("Alleen lezen."),
    "no_export": _("Niets meenemen of opslaan."),
    "mask": _("Verborgen blijft: %(tags)s."),
    "until": _("Tot en met %(until)s."),
    "relevant_items": _("Alleen wat ter zake doet."),
    "as_requested": _("Niet meer dan wat wet of rechter vraagt."),
    "lookup_only": _("Alleen opzoeken, niet lijsten of versturen."),
    "deidentified": _("Zonder wat naar de persoon leidt."),
    "separate_store": _("Op een aparte plaats, buiten het dagelijks werk."),
}


def effect_text(effect: str) -> str:
    """Return the outcome in three words."""
    return str(_EFFECTS.get(effect, effect))


def is_reason(key: str) -> bool:
    """Say whether this machine word is a reason that has a sentence."""
    return key in _REASONS or untimely_text(key, {}) is not None


def reason_text(reason: Reason | Said) -> str:
    """Return one reason as a sentence."""
    said = reason.as_dict() if isinstance(reason, Reason) else reason
    return untimely_text(said["key"], said["params"]) or str(_REASONS.get(said["key"], said["key"]))


def duty_text(duty: OpenedDuty | Said) -> str:
    """Return what must be done."""
    said = duty.as_dict() if isinstance(duty, OpenedDuty) else duty
    return str(_DUTIES.get(f"{said['kind']}:{said['channel']}") or _DUTIES.get(said["kind"], said["kind"]))


def limit_text(limit: SetLimit | Said) -> str:
    """Return one bound on what is allowed."""
    said = limit.as_dict() if isinstance(limit, SetLimit) else limit
    sentence = str(_LIMITS.get(said["kind"], said["kind"]))
    params = {"tags": words.listed(words.TAGS, said["tags"]), "until": said["until"] or ""}
    return sentence % params if "%(" in sentence else sentence


def citation_text(citation: Citation | Said) -> str:
    """Return an article as people cite it."""
    said = citation.as_dict() if isinstance(citation, Citation) else citation
    if said["ruleset"] == "law":
        return str(said["label"])
    label = f"{said['label']} ({said['part']})" if said.get("part") else said["label"]
    return gettext("art. %(label)s") % {"label": label}
