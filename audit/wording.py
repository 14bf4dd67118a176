"""How an event is told: one plain Dutch sentence per event word."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit.terms import Outcome, Word

ROLES: Final[dict[str, str | Promise]] = {
    "": _("Akkoord"),
    "system": _("Akkoord"),
    "coach": _("Een coach"),
    "administratie": _("De administratie"),
    "vestigingsmanager": _("De vestigingsmanager"),
    "beheerder": _("De beheerder"),
    "directie": _("De directie"),
    "privacy_officer": _("De privacy officer"),
    "client": _("De cliënt"),
    "representative": _("De vertegenwoordiger"),
    "opdrachtgever_contact": _("De opdrachtgever"),
    "auditor": _("De auditor"),
}

SENTENCES: Final[dict[str, str | Promise]] = {
    Word.DOSSIER_OPENED: _("{role} opende het dossier"),
    Word.DOSSIER_READ: _("{role} bekeek het dossier"),
    Word.DOSSIER_LISTED: _("{role} zag het dossier in een lijst"),
    Word.DOSSIER_SEARCHED: _("{role} vond het dossier bij het zoeken"),
    Word.CLIENT_REGISTERED: _("{role} schreef de cliënt in"),
    Word.CLIENT_READ: _("{role} bekeek de persoonsgegevens"),
    Word.CLIENT_CHANGED: _("{role} wijzigde de persoonsgegevens"),
    Word.CLIENT_REINDEXED: _("{role} maakte de naam en het e-mailadres vindbaar met een nieuwe sleutel"),
    Word.NOTE_READ: _("{role} las een notitie"),
    Word.NOTE_WRITTEN: _("{role} schreef een notitie"),
    Word.NOTE_CHANGED: _("{role} wijzigde een notitie"),
    Word.DOCUMENT_LISTED: _("{role} bekeek de lijst met documenten"),
    Word.DOCUMENT_READ: _("{role} opende een document"),
    Word.DOCUMENT_ADDED: _("{role} voegde een document toe"),
    Word.DOCUMENT_REFUSED: _("{role} bood een bestand aan dat niet is opgeslagen"),
    Word.CONSULT_READ: _("{role} las een gespreksverslag"),
    Word.CONSULT_RECORDED: _("{role} legde een gesprek vast"),
    Word.CONSULT_CHANGED: _("{role} wijzigde een gespreksverslag"),
    Word.CONSULT_CANCELLED: _("{role} liet een gesprek vervallen"),
    Word.CONSULT_SHARED: _("{role} deelde een gespreksverslag met de cliënt"),
    Word.CONSULT_CONFIRMED: _("{role} bevestigde een gespreksverslag"),
    Word.CONSULT_DISPUTED: _("{role} was het niet eens met een gespreksverslag"),
    Word.DUTY_OPENED: _("{role} kreeg een taak die het reglement voorschrijft"),
    Word.DUTY_DONE: _("{role} voerde een taak uit die het reglement voorschrijft"),
    Word.REPORT_LISTED: _("{role} bekeek de lijst met rapporten"),
    Word.REPORT_READ: _("{role} las een rapport"),
    Word.REPORT_WRITTEN: _("{role} schreef een rapport"),
    Word.REPORT_SUBMITTED: _("{role} legde een rapport voor aan de cliënt"),
    Word.REPORT_REMINDED: _("{role} herinnerde de cliënt aan een rapport"),
    Word.REPORT_APPROVED: _("{role} gaf akkoord op een rapport"),
    Word.REPORT_REFUSED: _("{role} gaf geen akkoord op een rapport"),
    Word.REPORT_VOIDED: _("Een akkoord verviel, omdat het rapport veranderde"),
    Word.REPORT_SENT: _("{role} gaf opdracht een rapport te versturen"),
    Word.REPORT_DELIVERED: _("Een rapport werd klaargezet voor de opdrachtgever"),
    Word.REPORT_HELD_BACK: _("Een rapport werd tegengehouden en is niet verstuurd"),
    Word.REPORT_OPENED: _("{role} opende een rapport"),
    Word.DISCLOSURE_MADE: _("{role} verstrekte gegevens"),
    Word.DISCLOSURE_OPENED: _("{role} opende verstrekte gegevens"),
    Word.DISCLOSURE_REFUSED: _("{role} wilde gegevens verstrekken, en dat is tegengehouden"),
    Word.EXPORT_MADE: _("{role} maakte een kopie van het dossier"),
    Word.EXPORT_DOWNLOADED: _("{role} haalde een kopie van het dossier op"),
    Word.GRANT_GIVEN: _("{role} gaf iemand toegang tot het dossier"),
    Word.GRANT_ENDED: _("{role} beëindigde iemands toegang tot het dossier"),
    Word.AGE_CHECKED: _("De leeftijd is nagegaan, om te weten wie toestemming kan geven"),
    Word.DECISION_MADE: _("Het reglement is toegepast op een vraag van {role}"),
    Word.CONSENT_REQUESTED: _("{role} vroeg de cliënt om akkoord"),
    Word.CONSENT_GIVEN: _("{role} gaf akkoord"),
    Word.CONSENT_REFUSED: _("{role} gaf geen akkoord"),
    Word.CONSENT_RECONFIRMED: _("{role} bevestigde een eerder akkoord"),
    Word.CONSENT_WITHDRAWN: _("{role} trok een akkoord in"),
    Word.CONSENT_EXPIRED: _("Een akkoord liep af"),
    Word.CONSENT_SUPERSEDED: _("Een akkoord verviel, omdat de inhoud veranderde"),
    Word.CONSENT_READ: _("{role} bekeek de akkoorden"),
    Word.GROUND_RECORDED: _("{role} legde een grond vast om gegevens te delen"),
    Word.GROUND_SECONDED: _("{role} bevestigde als tweede een grond om gegevens te delen"),
    Word.GROUND_ENDED: _("{role} trok een verzoek om iets te versturen in"),
    Word.AGREEMENT_MADE: _("{role} legde afspraken over rapporten vast"),
    Word.ACT_PLANNED: _("{role} vroeg goedkeuring voor meekijken of delen"),
    Word.ACT_APPROVED: _("{role} keurde meekijken of delen goed"),
    Word.ACT_NOT_APPROVED: _("{role} keurde meekijken of delen niet goed"),
    Word.ACT_APPROVAL_WITHDRAWN: _("{role} trok de goedkeuring voor meekijken of delen in"),
    Word.ACT_ENDED: _("{role} maakte een einde aan meekijken of delen"),
    Word.TRAJECT_STARTED: _("{role} startte het traject"),
    Word.TRAJECT_CHANGED: _("{role} wijzigde het traject"),
    Word.TRAJECT_CLOSED: _("{role} sloot het traject af"),
    Word.NOTICE_SENT: _("{role} stuurde een bericht dat het reglement voorschrijft"),
    Word.NOTICE_READ: _("{role} las een bericht dat het reglement voorschrijft"),
    Word.NOTICE_ACKNOWLEDGED: _("{role} bevestigde een bericht te hebben gelezen"),
    Word.REGLEMENT_LOADED: _("{role} las een reglement in"),
    Word.REGLEMENT_DRAFT_STARTED: _("{role} begon een ontwerp van het reglement"),
    Word.REGLEMENT_DRAFT_CHANGED: _("{role} wijzigde een ontwerp van het reglement"),
    Word.REGLEMENT_DRAFT_PUT_FORWARD: _("{role} legde een ontwerp van het reglement voor"),
    Word.REGLEMENT_DRAFT_DISCARDED: _("{role} legde een ontwerp van het reglement weg"),
    Word.REGLEMENT_PROPOSED: _("{role} stelde voor een versie van het reglement te laten gelden"),
    Word.REGLEMENT_CONFIRMED: _("{role} bevestigde als tweede een versie van het reglement"),
    Word.REGLEMENT_PROPOSAL_WITHDRAWN: _("{role} trok een voorstel voor een versie van het reglement in"),
    Word.REGLEMENT_PROPOSAL_LAPSED: _("Een voorstel voor een versie van het reglement verviel"),
    Word.REGLEMENT_ACTIVATED: _("{role} maakte een reglement geldig"),
    Word.REGLEMENT_READ: _("{role} las het reglement"),
    Word.REGLEMENT_ACKNOWLEDGED: _("{role} bevestigde het reglement te hebben gelezen"),
    Word.CONFIDENTIALITY_SIGNED: _("{role} tekende de geheimhouding"),
    Word.REFERRAL_MADE: _("{role} meldde een kandidaat aan"),
    Word.REFERRAL_READ: _("{role} bekeek een aanmelding"),
    Word.REFERRAL_ACCEPTED: _("{role} nam een aanmelding aan"),
    Word.REFERRAL_DECLINED: _("{role} wees een aanmelding af"),
    Word.RETENTION_COMPUTED: _("De bewaartermijn is berekend"),
    Word.RETENTION_DUE: _("De bewaartermijn liep af"),
    Word.RETENTION_WARNED: _("{role} kondigde aan dat het dossier vernietigd wordt"),
    Word.RETENTION_PROPOSED: _("{role} stelde voor het dossier te vernietigen"),
    Word.RETENTION_APPROVED: _("{role} keurde de vernietiging goed"),
    Word.RETENTION_EXTENDED: _("{role} verlengde de bewaartermijn"),
    Word.RETENTION_SHORTENED: _("{role} verkortte de bewaartermijn"),
    Word.RETENTION_DEVIATED: _("{role} besloot van de bewaartermijn af te wijken"),
    Word.RETENTION_SECONDED: _("{role} bevestigde als tweede een afwijking van de bewaartermijn"),
    Word.RETENTION_OBJECTED: _("{role} maakte bezwaar tegen de vernietiging"),
    Word.CHOICE_MADE: _("{role} legde vast wat de cliënt met zijn dossier wil"),
    Word.CHOICE_HANDED_OVER: _("{role} gaf de cliënt zijn dossier mee"),
    Word.RETENTION_REQUESTED: _("{role} vroeg om vernietiging"),
    Word.RETENTION_REQUEST_WITHDRAWN: _("{role} trok het verzoek om vernietiging in"),
    Word.RETENTION_INTENDED: _("De vernietiging van het dossier begon"),
    Word.RETENTION_HELD: _("{role} hield de vernietiging tegen"),
    Word.RETENTION_RELEASED: _("{role} liet de vernietiging weer toe"),
    Word.RETENTION_FENCED: _("Het dossier werd afgesloten voor vernietiging"),
    Word.RETENTION_SHREDDED: _("De sleutel van het dossier is vernietigd"),
    Word.RETENTION_ERASED: _("De gegevens van het dossier zijn gewist"),
    Word.RETENTION_VERIFIED: _("Er is nagegaan dat het dossier echt weg is"),
    Word.RETENTION_CERTIFIED: _("Het certificaat van vernietiging is gemaakt"),
    Word.CERTIFICATE_READ: _("{role} bekeek een certificaat van vernietiging"),
    Word.LOGIN_OK: _("{role} logde in"),
    Word.LOGIN_REFUSED: _("Inloggen lukte niet"),
    Word.LOGOUT: _("{role} logde uit"),
    Word.MFA_CHANGED: _("{role} wijzigde de extra beveiliging van het account"),
    Word.STEP_UP_REQUESTED: _("{role} vroeg een code om te bevestigen"),
    Word.STEP_UP_PASSED: _("{role} bevestigde met een code"),
    Word.STEP_UP_REFUSED: _("{role} gaf een code die niet klopte"),
    Word.INVITATION_SENT: _("{role} nodigde iemand uit"),
    Word.INVITATION_ACCEPTED: _("{role} nam een uitnodiging aan"),
    Word.INVITATION_REVOKED: _("{role} trok een uitnodiging in"),
    Word.ORGANISATION_CHANGED: _("{role} wijzigde de gegevens van de organisatie"),
    Word.USER_CREATED: _("{role} maakte een account aan"),
    Word.USER_CHANGED: _("{role} wijzigde een account"),
    Word.USER_LOCKED: _("{role} blokkeerde een account"),
    Word.USER_UNLOCKED: _("{role} hief een blokkade van een account op"),
    Word.ROLE_GIVEN: _("{role} gaf iemand een rol"),
    Word.ROLE_ENDED: _("{role} nam iemand een rol af"),
    Word.OPDRACHTGEVER_CHANGED: _("{role} wijzigde een opdrachtgever"),
    Word.LOG_READ: _("{role} bekeek het logboek"),
    Word.LOG_SEALED: _("Het logboek is verzegeld"),
}

_REFUSED: Final = _("{sentence} (geweigerd)")
_FAILED: Final = _("{sentence} (mislukt)")


def sentence_of(event: str, *, role: str, outcome: str = Outcome.OK) -> str:
    """Return the sentence of an event; a word from before this version is shown as it was stored."""
    template = SENTENCES.get(event)
    if template is None:
        return event
    actor = str(ROLES.get(role, role))
    if not str(template).startswith("{role}") and role not in {"", "system"}:
        actor = actor[:1].lower() + actor[1:]
    sentence = str(template).format(role=actor)
    sentence = sentence[:1].upper() + sentence[1:]
    if outcome == Outcome.REFUSED:
        return str(_REFUSED).format(sentence=sentence)
    if outcome == Outcome.FAILED:
        return str(_FAILED).format(sentence=sentence)
    return sentence
