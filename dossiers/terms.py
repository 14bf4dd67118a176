"""The choices of dossiers and their legal sources: kinds, sensitivities, grounds of access, sizes."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class OpdrachtgeverKind(models.TextChoices):
    EMPLOYER = "employer", _("werkgever")
    UWV = "uwv", _("UWV")
    MUNICIPALITY = "municipality", _("gemeente")
    INSURER = "insurer", _("verzekeraar")
    OTHER = "other", _("anders")


class ContactClass(models.TextChoices):
    """How the reglement sees a contact: the opdrachtgever himself, or a manager at the workplace."""

    OPDRACHTGEVER = "opdrachtgever", _("opdrachtgever")
    WORKPLACE_MANAGER = "workplace_manager", _("leidinggevende op de werkplek")


class ServiceType(models.TextChoices):
    SPOOR1 = "spoor1", _("re-integratie eerste spoor")
    SPOOR2 = "spoor2", _("re-integratie tweede spoor")
    OUTPLACEMENT = "outplacement", _("outplacement")
    LOOPBAAN = "loopbaan", _("loopbaanbegeleiding")
    JOBCOACHING = "jobcoaching", _("jobcoaching")
    OVERIG = "overig", _("overige begeleiding")


class Purpose(models.TextChoices):
    """Why the bureau keeps the dossier (AVG 5(1)(b)); words that every reglement knows, so that a gate can ask."""

    GUIDANCE = "guidance", _("begeleiding naar werk")
    PLACEMENT = "placement", _("plaatsing bij een werkgever")
    ASSESSMENT = "assessment", _("onderzoek naar wat iemand kan en wil")


class Outcome(models.TextChoices):
    OWN_EMPLOYER = "own_employer", _("weer aan het werk bij de eigen werkgever")
    NEW_EMPLOYER = "new_employer", _("aan het werk bij een nieuwe werkgever")
    SELF_EMPLOYED = "self_employed", _("zelfstandig ondernemer")
    EDUCATION = "education", _("opleiding of stage")
    NO_WORK = "no_work", _("nog geen werk")
    STOPPED_EARLY = "stopped_early", _("eerder gestopt")
    OTHER = "other", _("anders")


class Guardianship(models.TextChoices):
    """Who decides beside the client; UAVG 5 treats curatele and mentorschap like an age under 16."""

    NONE = "none", _("geen")
    CURATELE = "curatele", _("curatele")
    MENTORSCHAP = "mentorschap", _("mentorschap")


class Capacity(models.TextChoices):
    PARENT = "parent", _("ouder")
    GUARDIAN = "guardian", _("voogd")
    CURATOR = "curator", _("curator")
    MENTOR = "mentor", _("mentor")


class RepresentationProof(models.TextChoices):
    """What shows that somebody lawfully acts for a client (UAVG 5; BW 1:245, 1:378, 1:450)."""

    COURT_ORDER = "court_order", _("beschikking van de rechter")
    GUARDIANSHIP_REGISTER = "guardianship_register", _("curatele- en bewindregister")
    AUTHORITY_REGISTER = "authority_register", _("gezagsregister")
    BIRTH_RECORD = "birth_record", _("geboorteakte of uittreksel")


class Provenance(models.TextChoices):
    """Who provided an item; what a treating doctor wrote stays locked unless a consent names it."""

    CLIENT = "client", _("de cliënt")
    OPDRACHTGEVER = "opdrachtgever", _("de opdrachtgever")
    TREATING_DOCTOR = "treating_doctor", _("een behandelend arts")
    BUREAU = "bureau", _("het bureau zelf")
    OTHER = "other", _("iemand anders")


class Carrier(models.TextChoices):
    DIGITAL = "digital", _("digitaal")
    PAPER = "paper", _("papier")


class ItemTag(models.TextChoices):
    """How sensitive a category of the catalogue is."""

    ORDINARY = "ordinary", _("gewoon")
    CONTACT = "contact", _("contactgegevens")
    IDENTIFYING = "identifying", _("wie iemand is")
    IDENTITY_NUMBER = "identity_number", _("identiteitsnummer")
    FINANCIAL = "financial", _("geld")
    SENSITIVE = "sensitive", _("gevoelig")
    FUNCTIONAL = "functional", _("wat iemand kan (belastbaarheid)")
    MEDICAL = "medical", _("medisch")
    TEST = "test", _("uitslag van een test")
    BELIEF = "belief", _("overtuiging of afkomst")
    CRIMINAL = "criminal", _("strafrechtelijk")
    CREDENTIAL = "credential", _("wachtwoord")


# AVG 9: behind their own permission, and only written by somebody who holds it.
HEALTH_TAGS: Final = frozenset({ItemTag.FUNCTIONAL, ItemTag.MEDICAL})
# AVG 5(1)(c), 25 and 32: a password of a vacancy site has no business in a dossier, whatever a reglement lists.
REFUSED_TAGS: Final = frozenset({ItemTag.CREDENTIAL})
# AVG 9 and UAVG 46: belief and the BSN need a ground in a statute, which no dossier can record yet.
WITHHELD_TAGS: Final = REFUSED_TAGS | {ItemTag.BELIEF, ItemTag.IDENTITY_NUMBER}


class OutsideCategory(models.TextChoices):
    """What a catalogue that is a minimum or an indication leaves room for, when it is written why it is needed."""

    ORDINARY = "outside_ordinary", _("iets anders")
    SENSITIVE = "outside_sensitive", _("iets anders dat gevoelig is")
    FUNCTIONAL = "outside_functional", _("iets anders over wat iemand kan (belastbaarheid)")
    MEDICAL = "outside_medical", _("iets anders over gezondheid")


OUTSIDE_TAGS: Final = {
    OutsideCategory.ORDINARY: ItemTag.ORDINARY,
    OutsideCategory.SENSITIVE: ItemTag.SENSITIVE,
    OutsideCategory.FUNCTIONAL: ItemTag.FUNCTIONAL,
    OutsideCategory.MEDICAL: ItemTag.MEDICAL,
}


class PartKind(models.TextChoices):
    """What a part of a dossier holds: the content kinds of the reglement, and the bureau's own notes."""

    NOTES = "notes", _("notities")
    DOCUMENT = "document", _("documenten")
    TEST_RESULT = "test_result", _("uitslagen van tests")
    REPORT = "report", _("rapporten")


class NoteKind(models.TextChoices):
    NOTE = "note", _("notitie")
    CALL = "call", _("telefoongesprek")
    CORRESPONDENCE = "correspondence", _("brief of e-mail")


class Answer(models.TextChoices):
    CONFIRMED = "confirmed", _("klopt")
    DISPUTED = "disputed", _("klopt niet")


class DutyKind(models.TextChoices):
    """What a decision obliges the bureau to do afterwards."""

    INFORM_CLIENT = "inform_client", _("vertel het de cliënt")
    SHOW_CLIENT = "show_client", _("laat het de cliënt zien")
    DOSSIER_NOTE = "dossier_note", _("schrijf er een notitie over in het dossier")
    TELL_RECIPIENTS = "tell_recipients", _("laat het weten aan wie de gegevens eerder kreeg")
    ANSWER_CLIENT = "answer_client", _("geef de cliënt antwoord")
    REASONED_REFUSAL = "reasoned_refusal", _("leg uit waarom het niet mag")
    ASK_CLIENT = "ask_client", _("vraag het de cliënt")
    REVIEW = "review", _("kijk dit na")


class GrantGround(models.TextChoices):
    """Why somebody may look into a dossier."""

    ASSIGNED = "assigned", _("begeleidt dit traject")
    SUBSTITUTE = "substitute", _("vervanger van de coach")
    SUPERVISION = "supervision", _("toezicht op het traject")
    ADMINISTRATION = "administration", _("administratie van het traject")
    AUDIT = "audit", _("controle voor een keurmerk")
    REQUEST = "request", _("behandeling van een verzoek van de cliënt")
    EMERGENCY = "emergency", _("noodgeval")


class DossierPermission(models.TextChoices):
    """The rights that a grant can give; the codenames are Django permissions on Dossier."""

    VIEW = "view_dossier", _("inzien")
    WRITE = "change_dossier", _("schrijven")
    EXPORT = "export_dossier", _("een kopie maken")
    HEALTH = "view_health", _("gezondheidsgegevens")


class CategoryRight(models.TextChoices):
    """What a reglement may give or keep from a role in one category of data, each apart."""

    VIEW = "view", _("inzien")
    WRITE = "write", _("schrijven")
    EXPORT = "export", _("een kopie maken")


# In the place of a category: what a dossier holds in general, such as the summaries of talks.
IN_GENERAL: Final = "*"

# The right in a category that each right to a dossier stands on.
CATEGORY_RIGHT_OF: Final = {
    DossierPermission.VIEW: CategoryRight.VIEW,
    DossierPermission.WRITE: CategoryRight.WRITE,
    DossierPermission.EXPORT: CategoryRight.EXPORT,
    DossierPermission.HEALTH: CategoryRight.VIEW,
}


class Series(models.TextChoices):
    """The prefixes of the numbers that people say over the telephone."""

    DOSSIER = "D", _("dossier")
    CLIENT = "K", _("cliënt")


CONSULT_MINUTES_MIN: Final = 5
CONSULT_MINUTES_MAX: Final = 480
TEXT_MAX_CHARACTERS: Final = 50_000
FILE_NAME_MAX_CHARACTERS: Final = 120
NECESSITY_MAX_CHARACTERS: Final = 1_000
# The largest caseload that a search as you type decrypts; beyond it only exact words are found.
CASELOAD_SEARCH_MAX: Final = 2_000
PAGE_SIZE: Final = 25
# How long a coach has to answer a referral before it stands out on the list.
REFERRAL_IS_OLD_AFTER: Final = timedelta(days=5)
# More parts, a larger whole or a tighter packing than any office file has: a bomb, or an accident like one.
ARCHIVE_MAX_PARTS: Final = 4_000
ARCHIVE_MAX_BYTES: Final = 300 * 1024 * 1024
ARCHIVE_MAX_RATIO: Final = 200
