"""What forms say beside each field of the rule form and of the facts: its name, its help and its choices."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reglement.wording import vocabulary as say

Words = dict[str, str | Promise]

LABELS: Words = {
    "id": _("naam van de regel"),
    "except": _("behalve als"),
    "class": _("wie"),
    "of": _("een van deze"),
    "one_of": _("een van"),
    "names_treating_doctor": _("noemt de behandelend arts"),
    "balanced": _("belangen afgewogen"),
    "decided_by": _("besloten door"),
    "covers": _("wat eronder valt"),
    "field": _("veld"),
    "after_reading": _("gegeven na het lezen"),
    "reading_time": _("tijd om te lezen"),
    "at_most": _("ten hoogste"),
    "people": _("aantal mensen"),
    "read_at": _("door de cliënt geopend om te lezen"),
    "at_least": _("ten minste zo lang geleden"),
    "on": _("op welke dag"),
    "actor": _("wie het doet"),
    "client": _("de cliënt"),
    "recipient": _("wie het krijgt"),
    "content": _("waar het over gaat"),
    "start_notice": _("startbericht over rapporten"),
    "rights_notice": _("bericht over de rechten"),
    "reporting_agreement": _("afspraken over rapportage"),
    "filled": _("wat al is ingevuld"),
    "consents": _("toestemmingen"),
    "grounds": _("andere gronden"),
    "until": _("tot en met"),
    "assigned": _("het traject is aan deze persoon gegeven"),
    "authorised": _("heeft toegang tot het systeem"),
    "necessity_recorded": _("opgeschreven waarom het dossier nodig is"),
    "confidentiality_signed": _("geheimhouding getekend"),
    "age": _("leeftijd"),
    "guardianship": _("curatele of mentorschap"),
    "representation_proven": _("vertegenwoordiging bewezen"),
    "state": _("stand"),
    "by": _("gegeven door"),
    "at": _("moment"),
    "sha256": _("controlegetal van het document"),
    "recipients": _("ontvangers die zij noemt"),
    "categories": _("soorten gegevens"),
    "valid_until": _("geldig tot en met"),
    "format": _("soort bestand"),
    "oldest_on": _("oudste gegevens van"),
    "shown_to_client": _("de cliënt heeft dit gezien"),
    "shown_on": _("aan de cliënt getoond op"),
    "necessity_note": _("opgeschreven waarom dit nodig is"),
    "body": _("keurmerk van de auditor"),
    "agreement_on_file": _("getekende overeenkomst met de ontvanger"),
    "received_on": _("ontvangen op"),
    "identity_checked": _("zeker wie het vraagt"),
    "purpose_binding": _("artikel over doelen"),
    "consent_capacity": _("artikel over wie toestemming geeft"),
    "holding": _("artikel over vasthouden"),
    "refusing": _("artikel over weigeren"),
    "costs": _("artikel over kosten"),
}
PARTS: Words = {
    "geheel": _("Voor de hele tekst"),
    "metadata": _("Deze versie"),
    "articles": _("Artikelen"),
    "default_deny": _("Als geen regel iets toestaat"),
    "roles": _("Wie beslist"),
    "role": _("Rollen"),
    "catalogue": _("De lijst van gegevens"),
    "complaint_route": _("Waar een klacht heen gaat"),
    "purpose": _("Doelen"),
    "term": _("Woorden met een eigen betekenis"),
    "recipient": _("Ontvangers"),
    "catalogue_item": _("Soorten gegevens"),
    "gate_rule": _("Wat mag en wat niet"),
    "retention_rule": _("Hoe lang gegevens blijven"),
    "residual_rule": _("Wat na het vernietigen mag blijven"),
    "right_rule": _("Rechten van de cliënt"),
    "notice_rule": _("Wat mensen te horen krijgen"),
    "measure": _("Beveiliging"),
    "law_conflict": _("Waar de wet voorgaat"),
    "organisation_choice": _("Wat de organisatie zelf koos"),
}
CONSENT_FORMS: Words = {
    "implied": _("stilzwijgend, of als deel van iets anders"),
    "plain": _("toestemming"),
    "oral": _("gezegd en genoteerd"),
    "unambiguous": _("duidelijk"),
    "explicit": _("uitdrukkelijk"),
    "written": _("schriftelijk"),
}
CONSENT_STATES: Words = {
    "requested": _("gevraagd"),
    "given": _("gegeven"),
    "refused": _("geweigerd"),
    "withdrawn": _("ingetrokken"),
    "expired": _("verlopen"),
    "superseded": _("vervangen"),
}
CONSENT_GIVERS: Words = {
    "client": _("de cliënt"),
    "parent": _("een ouder"),
    "guardian": _("een voogd"),
    "curator": _("de curator"),
    "mentor": _("de mentor"),
    "opdrachtgever": _("de opdrachtgever"),
    "staff": _("een medewerker"),
    "other": _("een ander"),
}
KINDS_OF_TEXT: Words = {
    "reglement": _("een reglement"),
    "law": _("de wettekst"),
}
PLACES: Words = {
    "website": _("op de website"),
    "on_request": _("op verzoek"),
    "portal": _("in het portaal"),
    "start": _("bij het begin"),
}
LEGAL_BASES: Words = {
    "consent": _("toestemming"),
    "contract": _("overeenkomst"),
    "legal_obligation": _("wettelijke plicht"),
    "vital_interest": _("vitaal belang"),
    "public_task": _("publieke taak"),
    "legitimate_interest": _("gerechtvaardigd belang"),
}
SUBJECTS: Words = {
    "client": _("cliënten"),
    "representative": _("vertegenwoordigers"),
    "opdrachtgever_contact": _("contactpersonen van opdrachtgevers"),
    "staff": _("medewerkers"),
    "visitor": _("bezoekers"),
}
GUARDIANSHIPS: Words = {
    "none": _("geen van beide"),
    "curatele": _("curatele"),
    "mentorschap": _("mentorschap"),
}
NEEDS: Words = {
    "consent": _("toestemming van de cliënt"),
    "approval": _("goedkeuring binnen het bureau"),
    "ground": _("een grond met bewijs"),
    "start_notice": _("startbericht over rapporten"),
    "rights_notice": _("bericht over de rechten"),
    "notice": _("een ander bericht aan de cliënt"),
    "reporting_agreement": _("past in de afspraken over rapportage"),
    "channel": _("een bepaalde weg"),
    "format": _("een bepaald soort bestand"),
    "recipient_body": _("een auditor van een bepaald keurmerk"),
    "request_condition": _("een reden bij het verzoek"),
    "service": _("een bepaalde dienst"),
    "categories": _("niets dan bepaalde gegevens"),
    "recent": _("gegevens die niet te oud zijn"),
    "shown": _("aan de cliënt getoond"),
    "period": _("een afgesproken periode"),
    "group": _("een groep die groot genoeg is"),
    "any": _("een van een paar voorwaarden"),
    **say.PLAIN_NEEDS,
}
# Words of one field of one shape, where another field of that name has other words.
_OF_FIELD: dict[str, Words] = {
    "ConsentNeed.form": CONSENT_FORMS,
    "Consent.form": CONSENT_FORMS,
    "Consent.state": CONSENT_STATES,
    "Consent.by": CONSENT_GIVERS,
    "Client.representative": CONSENT_GIVERS,
    "Client.guardianship": GUARDIANSHIPS,
    "Metadata.kind": KINDS_OF_TEXT,
    "Metadata.available_at": PLACES,
    "PurposeEntry.key": say.words.PURPOSES,
    "PurposeEntry.ground": LEGAL_BASES,
    "PurposeEntry.subjects": SUBJECTS,
    "RecipientEntry.key": say.RECIPIENTS,
    "Recipient.class": say.RECIPIENTS,
    "Recipient.kind": say.KINDS_OF_RECIPIENT,
    "Content.kind": say.CONTENTS,
    "Content.format": say.words.FORMATS,
    "Ground.kind": say.GROUNDS,
    "Duty.kind": say.DUTIES,
    "Duty.channel": say.DUTY_CHANNELS,
    "Limit.kind": say.LIMITS,
    "GroundNeed.one_of": say.GROUNDS,
    "GroundNeed.covers": say.words.PARTS,
    "ReportingAgreementNeed.covers": say.words.PARTS,
    "ReportingAgreement.covers": say.words.PARTS,
    "ChannelNeed.one_of": say.CHANNELS,
    "FormatNeed.one_of": say.words.FORMATS,
    "RequestConditionNeed.one_of": say.words.CONDITIONS_OF_REQUEST,
    "ServiceNeed.one_of": say.SERVICES,
    "StatutoryHold.form": say.FORMS_OF_HOLD,
    "ResidualRule.kind": say.KINDS_OF_RESIDUAL,
}


def list_of(shape: str, key: str) -> Words | None:
    """Return the words of this one field, where they are not those of every field with its name."""
    return _OF_FIELD.get(f"{shape}.{key}")


def part_title(part: str) -> str:
    """Return what people call a part of the rule form, or its own name when nobody has named it yet."""
    return str(PARTS.get(part, part))


def need_choices(kinds: Iterable[str]) -> list[tuple[str, str]]:
    """Return the kinds of need with what people call them, in the order of the alphabet."""
    return sorted(((kind, str(NEEDS.get(kind, kind))) for kind in kinds), key=lambda each: each[1])
