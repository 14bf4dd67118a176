"""The words of the closed lists, in plain Dutch."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = dict[str, str | Promise]

FORMS: Words = {
    "plain": _("toestemming"),
    "oral": _("toestemming, gezegd en genoteerd"),
    "unambiguous": _("duidelijke toestemming"),
    "explicit": _("uitdrukkelijke toestemming"),
    "written": _("schriftelijke toestemming"),
}
GROUNDS: Words = {
    "work_necessity": _("nodig voor het werk, met notitie"),
    "court_order": _("bevel van de rechter"),
    "legal_obligation": _("wettelijke plicht, met wet en artikel"),
    "authority_request": _("verzoek van een overheid, met de wet erbij"),
    "client_contract": _("overeenkomst met de cliënt"),
    "vital_interest": _("vitaal belang van de cliënt"),
    "legitimate_interest": _("gerechtvaardigd belang, met afweging"),
    "own_rights": _("bescherming van eigen rechten, met afweging"),
    "verification": _("controle van gegevens"),
    "compatible_purpose": _("verenigbaar doel"),
    "trajectplan": _("afspraak in het getekende trajectplan"),
    "client_request": _("verzoek van de cliënt zelf"),
    "weighty_reason": _("zwaarwegende reden"),
    "research": _("wetenschappelijk of statistisch onderzoek"),
    "unforeseen": _("geval waarin de tekst niet voorziet"),
}
PARTS: Words = {
    "recipient": _("aan wie"),
    "data": _("welke gegevens"),
    "way": _("op welke manier"),
    "purpose": _("waarvoor"),
    "frequency": _("hoe vaak"),
}
CHANNELS: Words = {
    "portal": _("het portaal"),
    "download": _("een download"),
    "email": _("e-mail"),
    "paper": _("papier"),
    "telephone": _("telefoon"),
    "conversation": _("een gesprek"),
    "export": _("een export"),
    "transfer": _("overdracht"),
    "coupling": _("een koppeling met een ander systeem"),
}
FORMATS: Words = {
    "pdf": _("pdf"),
    "docx": _("Word-bestand"),
    "text": _("gewone tekst"),
    "image": _("afbeelding"),
    "other": _("ander bestand"),
}
ROLES: Words = {
    "coach": _("coach"),
    "substitute_coach": _("vervanger van de coach"),
    "administratie": _("administratie"),
    "vestigingsmanager": _("vestigingsmanager"),
    "beheerder": _("beheerder"),
    "directie": _("directie"),
    "privacy_officer": _("privacy officer"),
    "engaged_third_party": _("ingehuurde derde"),
}
SERVICES: Words = {
    "spoor1": _("re-integratie eerste spoor"),
    "spoor2": _("re-integratie tweede spoor"),
    "spoor3": _("re-integratie derde spoor"),
    "outplacement": _("outplacement"),
    "loopbaan": _("loopbaanbegeleiding"),
    "coaching": _("coaching"),
    "jobcoaching": _("jobcoaching"),
    "participation": _("participatie"),
    "assessment": _("assessment"),
    "overig": _("overige dienst"),
}
PURPOSES: Words = {
    "registration": _("inschrijving"),
    "guidance": _("begeleiding"),
    "reporting": _("rapportage"),
    "placement": _("in contact brengen met werk"),
    "assessment": _("tests en onderzoek"),
    "relation": _("relatiebeheer"),
    "portal": _("gebruik van het portaal"),
    "information": _("informatie"),
    "analysis": _("analyse"),
    "newsletter": _("nieuwsbrief"),
    "quality_audit": _("toetsing van de kwaliteit"),
    "invoicing": _("facturatie"),
    "management_information": _("managementinformatie"),
    "subsidy": _("subsidie"),
    "research": _("onderzoek"),
    "medical_advice": _("medisch advies"),
    "legal_duty": _("wettelijke plicht"),
    "legal_claim": _("rechtsvordering"),
    "verification": _("controle van gegevens"),
    "supervision": _("toezicht"),
    "complaint": _("klacht"),
    "request_of_client": _("verzoek van de cliënt"),
}
FACTS: Words = {
    "purpose": _("het doel"),
    "actor": _("wie het doet"),
    "recipient.class": _("aan wie het gaat"),
    "content.categories": _("welke soorten gegevens erin staan"),
    "content.form": _("schriftelijk of mondeling"),
    "content.report_kind": _("uitgebreid of kort"),
    "content.report_purpose": _("waar het rapport voor is"),
    "content.kind": _("wat voor stuk het is"),
    "content.channel": _("langs welke weg het gaat"),
    "content.carrier": _("digitaal of papier"),
    "actor.employment": _("in dienst of ingehuurd"),
    "actor.same_branch": _("van welke vestiging deze persoon is"),
    "actor.place": _("waar deze persoon werkt"),
    "actor.device": _("op welk apparaat"),
    "recipient.outside_eea": _("of de gegevens buiten de Europese Economische Ruimte komen"),
    "recipient.kind": _("wat voor ontvanger het is"),
    "service": _("welke dienst het is"),
    "phase": _("of het traject nog loopt"),
    "complaint": _("of de cliënt een klacht heeft"),
    "content.source": _("van wie de gegevens komen"),
    "retention": _("de gegevens over bewaren"),
    "retention.carrier": _("digitaal of papier"),
    "request": _("de gegevens over het verzoek"),
}
CONDITIONS_OF_REQUEST: Words = {
    "wrong": _("de gegevens kloppen niet"),
    "incomplete": _("de gegevens zijn niet volledig"),
    "irrelevant": _("de gegevens doen er niet toe"),
    "unlawful": _("het gebruik mag niet"),
    "no_longer_needed": _("de gegevens zijn niet meer nodig"),
    "consent_withdrawn": _("de toestemming is ingetrokken"),
    "objection": _("er is bezwaar gemaakt"),
    "minor_data": _("de gegevens zijn van een kind"),
}
CARRIERS: Words = {"digital": _("digitaal"), "paper": _("papier")}
SOURCES: Words = {
    "client": _("de cliënt"),
    "representative": _("de vertegenwoordiger"),
    "opdrachtgever": _("de opdrachtgever"),
    "employer": _("de werkgever"),
    "treating_doctor": _("de behandelend arts"),
    "medical_adviser": _("de medisch adviseur"),
    "test_bureau": _("een testbureau"),
    "authority": _("een overheid"),
    "other": _("een ander"),
    "bureau": _("het bureau zelf"),
}
TAGS: Words = {
    "functional": _("belastbaarheid"),
    "medical": _("medisch"),
    "belief": _("geloof of afkomst"),
    "test": _("tests"),
    "criminal": _("strafrechtelijk"),
    "identity_number": _("burgerservicenummer"),
}
EVENTS: Words = {
    "traject_start": _("het begin van een traject"),
    "version_activated": _("een nieuwe versie van het reglement"),
    "new_purpose": _("een nieuw doel of een nieuwe soort gegevens"),
    "data_from_others": _("gegevens die van een ander komen"),
    "report_sent": _("een verstuurd rapport"),
    "rights": _("de rechten van de cliënt"),
    "confidentiality": _("de geheimhouding"),
    "destruction": _("het vernietigen"),
    "correction": _("een verbetering"),
    "breach": _("een datalek"),
}


def listed(words: Words, keys: Iterable[str]) -> str:
    """Return the words of these keys, one after the other."""
    return ", ".join(str(words.get(key, key)) for key in keys)


def every(words: Words, keys: Iterable[str]) -> str:
    """Return the words of these keys as all of them: "a, b en c"."""
    *others, last = [str(words.get(key, key)) for key in keys] or [""]
    return str(_(" en ")).join(filter(None, [", ".join(others), last]))


def either(words: Words, keys: Iterable[str]) -> str:
    """Return the words of these keys as alternatives: "a, b of c"."""
    *others, last = [str(words.get(key, key)) for key in keys] or [""]
    return str(_(" of ")).join(filter(None, [", ".join(others), last]))
