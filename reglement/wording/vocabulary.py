"""The words of the rule form in plain Dutch: fields, and the closed lists that other rooms don't tell already."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reglement.wording import words

Words = dict[str, str | Promise]

ACTS: Words = {
    "view": _("inkijken"),
    "write": _("opschrijven"),
    "export": _("een kopie meenemen"),
    "report": _("rapporteren"),
    "disclose": _("gegevens geven"),
    "substitute": _("waarnemen"),
    "request_inbound": _("gegevens opvragen"),
    "use_internally": _("binnen het bureau gebruiken"),
    "audit": _("toetsen voor een keurmerk"),
    "intake": _("inschrijven"),
    "start": _("een traject beginnen"),
    "record_consent": _("toestemming vastleggen"),
    "retain": _("bewaren"),
    "exercise_right": _("een verzoek doen"),
}
RECIPIENTS: Words = {
    "staff": _("medewerkers"),
    "client": _("de cliënt"),
    "representative": _("de vertegenwoordiger"),
    "opdrachtgever": _("de opdrachtgever"),
    "workplace_manager": _("de leidinggevende op het werk"),
    "possible_employer": _("een mogelijke werkgever"),
    "relation": _("een relatie van het bureau"),
    "doctor": _("een arts"),
    "medical_adviser": _("een medisch adviseur"),
    "care_provider": _("een hulpverlener"),
    "test_bureau": _("een testbureau"),
    "training_provider": _("een opleider"),
    "engaged_third_party": _("een ingehuurde derde"),
    "supplier": _("een leverancier"),
    "auditor": _("een auditor"),
    "court": _("de rechter"),
    "authority": _("een overheid"),
    "subsidy_body": _("een subsidiegever"),
    "benefits_agency": _("een uitkeringsinstantie"),
    "researcher": _("een onderzoeker"),
    "other": _("een ander"),
}
KINDS_OF_RECIPIENT: Words = {
    "employer": _("werkgever"),
    "uwv": _("UWV"),
    "municipality": _("gemeente"),
    "insurer": _("verzekeraar"),
    "other": _("andere opdrachtgever"),
    "unknown": _("onbekend"),
}
ROLES: Words = {
    **words.ROLES,
    "client": _("cliënt"),
    "representative": _("vertegenwoordiger"),
    "opdrachtgever_contact": _("contactpersoon van de opdrachtgever"),
    "workplace_manager": _("leidinggevende op het werk"),
    "auditor": _("auditor"),
    "supplier": _("leverancier"),
    "third_party": _("derde"),
}
PHASES: Words = {"running": _("zolang het traject loopt"), "closed": _("na het einde van het traject")}
PLACES: Words = {"office": _("op kantoor"), "elsewhere": _("buiten kantoor")}
DEVICES: Words = {"bureau": _("een apparaat van het bureau"), "own": _("een eigen apparaat")}
REPORTS: Words = {"extensive": _("uitgebreide rapportage"), "short_progress": _("kort voortgangsbericht")}
REPORT_PURPOSES: Words = {
    "plan": _("de aanpak bespreken"),
    "progress": _("de voortgang volgen"),
    "placement": _("werk vinden en beginnen"),
    "conclusion": _("het eindrapport, om het traject af te sluiten"),
    "legal": _("een wettelijke plicht nakomen"),
}
COMPLAINTS: Words = {
    "none": _("geen klacht"),
    "open": _("een klacht die loopt"),
    "closed": _("na een klacht"),
}
FORMS_OF_CONTENT: Words = {"written": _("schriftelijk"), "oral": _("mondeling")}
CONTENTS: Words = {
    "report": _("rapport"),
    "cv": _("cv"),
    "profile": _("profiel"),
    "contact_data": _("contactgegevens"),
    "test_result": _("testuitslag"),
    "reference": _("referentie"),
    "document": _("document"),
    "message": _("bericht"),
    "dossier": _("dossier"),
}
CARRIERS: Words = {"digital": _("digitaal"), "paper": _("op papier")}
SERVICES: Words = {**words.SERVICES, "spoor3": _("re-integratie derde spoor")}
CHANNELS: Words = {**words.CHANNELS, "coupling": _("een koppeling")}
GROUNDS: Words = {
    **words.GROUNDS,
    "research": _("onderzoek"),
    "unforeseen": _("niet voorzien geval, met besluit"),
}
EMPLOYMENTS: Words = {
    "employed": _("in dienst"),
    "contractor": _("ingehuurd"),
    "none": _("niet van het bureau"),
}
TAGS: Words = {
    "ordinary": _("gewone gegevens"),
    "contact": _("contactgegevens"),
    "identifying": _("gegevens die iemand aanwijzen"),
    "identity_number": _("burgerservicenummer"),
    "financial": _("geldzaken"),
    "sensitive": _("gevoelige gegevens"),
    "functional": _("belastbaarheid"),
    "medical": _("medische gegevens"),
    "test": _("tests"),
    "belief": _("geloof of afkomst"),
    "criminal": _("strafrechtelijke gegevens"),
    "credential": _("wachtwoorden"),
}
SOURCES: Words = {
    "client": _("van de cliënt"),
    "representative": _("van de vertegenwoordiger"),
    "opdrachtgever": _("van de opdrachtgever"),
    "employer": _("van de werkgever"),
    "treating_doctor": _("van de behandelend arts"),
    "medical_adviser": _("van de medisch adviseur"),
    "test_bureau": _("van een testbureau"),
    "authority": _("van een overheid"),
    "other": _("van een ander"),
    "bureau": _("van het bureau zelf"),
}
TRIGGERS: Words = {
    "intake": _("de intake"),
    "last_contact": _("het laatste contact"),
    "traject_end": _("het einde van het traject"),
    "assignment_end": _("het einde van de opdracht"),
    "service_end": _("het einde van de dienst"),
    "contract_end": _("het einde van de overeenkomst"),
    "document_event": _("de dag van het document zelf"),
    "report_final": _("de dag waarop het rapport klaar is"),
    "outcome": _("de dag waarop het doel is bereikt"),
    "last_traject_end": _("het einde van het laatste traject"),
    "client_request": _("het verzoek van de cliënt"),
    "complaint_closed": _("het einde van een klacht"),
}
OUTCOMES: Words = {
    "placed": _("werk gevonden"),
    "not_placed": _("geen werk gevonden"),
    "stopped": _("gestopt"),
    "transferred": _("overgedragen"),
}
ROUNDINGS: Words = {
    "none": _("op de dag zelf"),
    "month_end": _("aan het eind van de maand"),
    "year_end": _("aan het eind van het jaar"),
}
BOUNDS: Words = {
    "at_most": _("hooguit"),
    "complete_within": _("volledig binnen"),
    "as_a_rule": _("in de regel hooguit"),
    "exactly": _("precies"),
}
END_ACTIONS: Words = {"destroy": _("vernietigen"), "deidentify": _("onherkenbaar maken")}
OVERRIDES: Words = {
    "shorten": _("eerder laten vernietigen"),
    "extend": _("langer laten bewaren"),
    "object": _("bezwaar maken"),
    "delete_now": _("meteen laten vernietigen"),
    "conditional_delete": _("laten vernietigen met een reden"),
}
CLOSING_CHOICES: Words = {"keep": _("bewaren"), "take_along": _("meenemen"), "destroy": _("vernietigen")}
RIGHTS: Words = {
    "notice": _("bericht krijgen"),
    "access": _("inzien"),
    "rectify": _("verbeteren"),
    "supplement": _("aanvullen"),
    "erase": _("laten wissen"),
    "block": _("laten afschermen"),
    "object": _("bezwaar maken"),
    "port": _("meenemen"),
    "complain": _("klagen"),
}
REQUEST_CHANNELS: Words = {
    "portal": _("het portaal"),
    "email": _("e-mail"),
    "letter": _("een brief"),
    "telephone": _("de telefoon"),
    "desk": _("de balie"),
    "controller": _("de directie"),
}
REQUIREMENTS: Words = {
    "changes_stated": _("welke wijziging de cliënt wil"),
    "by_appointment": _("een afspraak"),
    "identity_checked": _("zekerheid over wie het vraagt"),
}
EVENTS: Words = words.EVENTS
AUDIENCES: Words = {
    "client": _("cliënten"),
    "opdrachtgever": _("opdrachtgevers"),
    "staff": _("medewerkers"),
    "recipient": _("ontvangers"),
    "authority": _("de Autoriteit Persoonsgegevens"),
    "public": _("iedereen"),
}
NOTICE_CHANNELS: Words = {
    "email": _("e-mail"),
    "website": _("de website"),
    "portal": _("het portaal"),
    "letter": _("een brief"),
    "oral": _("een gesprek"),
}
EVIDENCES: Words = {
    "none": _("geen"),
    "sent": _("verstuurd"),
    "handed_over": _("overhandigd"),
    "read": _("gelezen"),
    "signed": _("ondertekend"),
}
TIMINGS: Words = {"before": _("vooraf"), "at": _("meteen"), "after": _("achteraf"), "any_time": _("op elk moment")}
MODES: Words = {
    "indicative": _("een voorbeeld"),
    "enumerated": _("alles wat er is"),
    "minimum": _("in ieder geval dit"),
    "maximum": _("ten hoogste dit"),
}
SCOPES: Words = {
    "version": _("deze versie"),
    "item": _("deze gegevens"),
    "recipient": _("deze ontvanger"),
    "purpose": _("dit doel"),
    "period": _("een periode"),
}
DUTIES: Words = {
    "inform_client": _("de cliënt vertellen"),
    "show_client": _("de cliënt laten zien"),
    "dossier_note": _("een notitie in het dossier"),
    "tell_recipients": _("ontvangers vertellen"),
    "answer_client": _("de cliënt antwoorden"),
    "reasoned_refusal": _("weigeren met een reden"),
    "review": _("opnieuw bekijken"),
    "ask_client": _("de cliënt vragen"),
}
DUTY_CHANNELS: Words = {
    "oral": _("in een gesprek"),
    "written": _("schriftelijk"),
    "portal": _("in het portaal"),
    "any": _("op een eigen manier"),
}
LIMITS: Words = {
    "read_only": _("alleen lezen"),
    "no_export": _("niets meenemen"),
    "mask": _("een deel verborgen"),
    "until": _("tot een datum"),
    "relevant_items": _("alleen wat ter zake doet"),
    "as_requested": _("niet meer dan wat wet of rechter vraagt"),
    "lookup_only": _("alleen opzoeken"),
    "deidentified": _("onherkenbaar"),
    "separate_store": _("op een aparte plaats"),
}
ITEMS: Words = {
    **words.PARTS,
    "auditor": _("wie voor een keurmerk kan komen kijken"),
    "authority": _("de klacht bij de Autoriteit Persoonsgegevens"),
    "categories": _("welke soorten gegevens"),
    "consequences": _("de gevolgen"),
    "contact": _("bij wie u terechtkunt"),
    "controller": _("wie verantwoordelijk is"),
    "copy": _("een kopie"),
    "dossier": _("het dossier"),
    "grounds": _("op welke grond"),
    "measures": _("wat ertegen is gedaan"),
    "nature": _("wat er is gebeurd"),
    "overview": _("een overzicht"),
    "purposes": _("voor welke doelen"),
    "recipients": _("wie de gegevens krijgen"),
    "reglement": _("dat er een reglement is"),
    "rights": _("welke rechten er zijn"),
    "source": _("waar de gegevens vandaan komen"),
    "term": _("hoe lang de gegevens blijven"),
}
LEGAL_BASES: Words = {
    "consent": _("toestemming"),
    "contract": _("uitvoering van een overeenkomst"),
    "legal_obligation": _("wettelijke plicht"),
    "vital_interest": _("vitaal belang"),
    "public_task": _("taak van algemeen belang"),
    "legitimate_interest": _("gerechtvaardigd belang"),
}
SUBJECTS: Words = {
    "client": _("cliënten"),
    "representative": _("vertegenwoordigers van cliënten"),
    "opdrachtgever_contact": _("contactpersonen van opdrachtgevers"),
    "staff": _("medewerkers"),
    "visitor": _("bezoekers van de website"),
}
KINDS_OF_RESIDUAL: Words = {"record": _("een regel over één persoon"), "figures": _("cijfers zonder namen")}
FIELDS_OF_RESIDUAL: Words = {
    "client_name": _("naam van de cliënt"),
    "service": _("soort dienst"),
    "year": _("jaar"),
    "principal": _("opdrachtgever"),
    "principal_kind": _("soort opdrachtgever"),
    "outcome": _("hoe het traject eindigde"),
}
FORMS_OF_HOLD: Words = {"identifying": _("met naam"), "deidentified": _("onherkenbaar")}
SECOND_KEYS: Words = {"person": _("een tweede persoon"), "delay": _("een dag wachten")}
EFFECTS: Words = {
    "allow": _("mag"),
    "deny": _("mag niet"),
    "require": _("mag alleen met een voorwaarde"),
    "limit": _("mag met een grens"),
}


def listed(lists: Words, keys: Iterable[Any]) -> str:
    """Return the words of these keys, one after the other."""
    return ", ".join(str(lists.get(str(key), key)) for key in keys)


# Needs that have nothing to fill in; the forms and the sentences name them alike.
PLAIN_NEEDS: Words = {
    "agreement_on_file": _("een getekende overeenkomst met de ontvanger"),
    "confidentiality": _("getekende geheimhouding"),
    "need_to_know": _("noodzaak voor het werk"),
    "necessity_note": _("een notitie waarom het nodig is"),
    "identity_checked": _("zekerheid over wie het vraagt"),
    "objection_weighed": _("een nieuwe afweging na een bezwaar"),
    "same_branch": _("werk op dezelfde vestiging"),
    "assigned": _("een traject dat aan deze persoon is gegeven"),
    "authorised": _("toegang tot het systeem van de beheerder"),
    "representation_proven": _("bewijs van de vertegenwoordiging"),
}
