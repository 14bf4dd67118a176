"""The words, transitions and periods of consent and disclosure, each beside its source."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.terms import Role


class ConsentKind(models.TextChoices):
    APPROVAL = "approval", _("akkoord op één document")
    CONSENT = "consent", _("toestemming")


class EventKind(models.TextChoices):
    REQUESTED = "requested", _("gevraagd")
    GIVEN = "given", _("gegeven")
    REFUSED = "refused", _("geweigerd")
    RECONFIRMED = "reconfirmed", _("opnieuw bevestigd")
    WITHDRAWN = "withdrawn", _("ingetrokken")
    EXPIRED = "expired", _("verlopen")
    SUPERSEDED = "superseded", _("vervallen door een nieuwe versie")


class State(models.TextChoices):
    REQUESTED = "requested", _("wacht op antwoord")
    GIVEN = "given", _("gegeven")
    REFUSED = "refused", _("geweigerd")
    WITHDRAWN = "withdrawn", _("ingetrokken")
    EXPIRED = "expired", _("verlopen")
    SUPERSEDED = "superseded", _("vervallen")


LIVE_STATES: Final = frozenset({State.REQUESTED, State.GIVEN})


class ConsentForm(models.TextChoices):
    """How a consent is worded and given; a stronger form covers the weaker ones."""

    PLAIN = "plain", _("in welke vorm ook")
    ORAL = "oral", _("gezegd en opgeschreven")
    UNAMBIGUOUS = "unambiguous", _("ondubbelzinnig")
    EXPLICIT = "explicit", _("uitdrukkelijk")
    WRITTEN = "written", _("schriftelijk")


class Evidence(models.TextChoices):
    PORTAL_STEP_UP = "portal_step_up", _("in het portaal, met een verse code")
    PORTAL_CLICK = "portal_click", _("in het portaal")
    SIGNED_PAPER = "signed_paper", _("op papier getekend")
    RECORDED_ORAL = "recorded_oral", _("gezegd, en opgeschreven met een getuige")
    SYSTEM = "system", _("volgt uit een andere gebeurtenis")


# AVG 7(1): the controller must be able to prove consent, so these kinds of evidence carry a yes.
PROOF_OF_YES: Final = frozenset({Evidence.PORTAL_STEP_UP, Evidence.SIGNED_PAPER, Evidence.RECORDED_ORAL})


class Capacity(models.TextChoices):
    """In what capacity somebody speaks (UAVG 5)."""

    CLIENT = "client", _("cliënt")
    PARENT = "parent", _("ouder")
    GUARDIAN = "guardian", _("voogd")
    CURATOR = "curator", _("curator")
    MENTOR = "mentor", _("mentor")
    BUREAU = "bureau", _("bureau")


class ReportKind(models.TextChoices):
    EXTENSIVE = "extensive", _("uitgebreid rapport")
    SHORT_PROGRESS = "short_progress", _("kort voortgangsbericht")


class ReportForm(models.TextChoices):
    WRITTEN = "written", _("schriftelijk")
    ORAL = "oral", _("mondeling")


class ContentFormat(models.TextChoices):
    PDF = "pdf", _("pdf")
    DOCX = "docx", _("tekstdocument")
    TEXT = "text", _("platte tekst")
    IMAGE = "image", _("afbeelding")
    OTHER = "other", _("anders")


class ReportPurpose(models.TextChoices):
    """Why a report goes out: named to the client before the start (A4P 4, WC 6)."""

    PLAN = "plan", _("de aanpak bespreken")
    PROGRESS = "progress", _("de voortgang volgen")
    PLACEMENT = "placement", _("werk vinden en beginnen")
    CONCLUSION = "conclusion", _("het traject afsluiten")
    LEGAL = "legal", _("een wettelijke plicht nakomen")


class Frequency(models.TextChoices):
    ONCE = "once", _("één keer")
    MONTHLY = "monthly", _("elke maand")
    SIX_WEEKLY = "six_weekly", _("elke zes weken")
    QUARTERLY = "quarterly", _("elke drie maanden")
    AT_START_AND_END = "start_and_end", _("aan het begin en aan het einde")
    AT_END = "at_end", _("aan het einde")


class GroundKind(models.TextChoices):
    """Grounds other than consent that staff can record (AVG 6(1); WC 6)."""

    CLIENT_CONTRACT = "client_contract", _("een overeenkomst met de cliënt zelf")
    LEGAL_OBLIGATION = "legal_obligation", _("een wettelijke plicht")
    COURT_ORDER = "court_order", _("een bevel van de rechter")
    AUTHORITY_REQUEST = "authority_request", _("een vordering van een bevoegde instantie")
    VITAL_INTEREST = "vital_interest", _("levensgevaar")
    LEGITIMATE_INTEREST = "legitimate_interest", _("een gerechtvaardigd belang, afgewogen")
    WORK_NECESSITY = "work_necessity", _("nodig voor het werk aan dit traject")
    OWN_RIGHTS = "own_rights", _("bescherming van de rechten van het bureau, afgewogen")
    VERIFICATION = "verification", _("controle van gegevens")
    COMPATIBLE_PURPOSE = "compatible_purpose", _("een doel dat past bij waarvoor de gegevens er zijn, getoetst")
    RESEARCH = "research", _("onderzoek")
    WEIGHTY_REASON = "weighty_reason", _("een zwaarwegende reden")
    UNFORESEEN = "unforeseen", _("een geval dat het reglement niet noemt")
    TRAJECTPLAN = "trajectplan", _("afgesproken in het getekende trajectplan")
    CLIENT_REQUEST = "client_request", _("gevraagd door de cliënt zelf")


# Grounds that hold for whom and what they name, and nothing else; each has a form of its own.
NAMING_KINDS: Final = frozenset({GroundKind.TRAJECTPLAN, GroundKind.CLIENT_REQUEST})


class Channel(models.TextChoices):
    PORTAL = "portal", _("via het portaal")
    DOWNLOAD = "download", _("als download")
    EMAIL = "email", _("per e-mail")
    PAPER = "paper", _("op papier")
    TELEPHONE = "telephone", _("aan de telefoon")
    CONVERSATION = "conversation", _("in een gesprek")
    EXPORT = "export", _("als export")
    TRANSFER = "transfer", _("bij overdracht aan het einde")


class NoticeEvidence(models.TextChoices):
    """Proof that the start notice reached the client; sending is enough (parameters 8.4)."""

    SENT = "sent", _("verstuurd")
    HANDED_OVER = "handed_over", _("overhandigd")


class NoticeAbout(models.TextChoices):
    """What a client is told while his traject runs, in the words of the reglement (AVG 13(3), 14)."""

    NEW_PURPOSE = "new_purpose", _("iets nieuws")
    DATA_FROM_OTHERS = "data_from_others", _("gegevens die een ander over u geeft")


class UseAct(models.TextChoices):
    """What the bureau may want to do with data that it sends to nobody."""

    REQUEST_INBOUND = "request_inbound", _("informatie opvragen bij een ander")
    USE_INTERNALLY = "use_internally", _("een testuitslag gebruiken")


class PlannedKind(models.TextChoices):
    """What may wait for the approval of a colleague, in the words of the reglement."""

    VIEW = "view", _("iemand van buiten laten meekijken")
    EXPORT = "export", _("een kopie van het dossier maken")
    REPORT = "report", _("een rapport versturen")


# How long a yes of a colleague holds: a copy is taken soon, a report is one exact version and is read for long.
APPROVAL_HOLDS: Final = {PlannedKind.EXPORT: timedelta(days=14), PlannedKind.REPORT: timedelta(days=366)}


class ObjectionOutcome(models.TextChoices):
    """What the bureau decides about an objection of the client (AVG 21(1))."""

    HONOURED = "honoured", _("wij doen dit niet meer")
    COMPELLING = "compelling", _("wij gaan door, om een dwingende reden")


# Who speaks for the controller about an objection, and how soon: within a month, or two more where the client was told
# why within the first (AVG 12(3)).
DECIDES_ON_OBJECTIONS: Final = frozenset({Role.DIRECTIE, Role.PRIVACY_OFFICER})
OBJECTION_ANSWERED_IN: Final = "P1M"
OBJECTION_ANSWERED_AFTER_EXTENSION_IN: Final = "P3M"
SEALED_IN_OBJECTION: Final = ("words", "reason", "extension")
# How long before the last day who decides is told that it comes.
OBJECTION_RUNG_AHEAD: Final = timedelta(days=7)


class ApprovalKind(models.TextChoices):
    """What a colleague says about a planned act."""

    GIVEN = "given", _("goedgekeurd")
    REFUSED = "refused", _("niet goedgekeurd")
    WITHDRAWN = "withdrawn", _("goedkeuring ingetrokken")


class AskedOf(models.TextChoices):
    """Of whom information is asked, in the words of the reglement; staff stands for the bureau's own use."""

    STAFF = "staff", _("ons eigen bureau")
    OPDRACHTGEVER = "opdrachtgever", _("de opdrachtgever")
    CARE_PROVIDER = "care_provider", _("een zorgverlener")
    DOCTOR = "doctor", _("een arts")
    MEDICAL_ADVISER = "medical_adviser", _("een medisch adviseur")
    TEST_BUREAU = "test_bureau", _("een testbureau")
    TRAINING_PROVIDER = "training_provider", _("een opleider")
    RELATION = "relation", _("een bekende of vroegere werkgever")
    BENEFITS_AGENCY = "benefits_agency", _("een uitkeringsinstantie")
    OTHER = "other", _("iemand anders")


# What a grant to write is asked about: everyday data, and apart from them what somebody can do (AVG 9, UAVG 30).
PLAIN_TAGS: Final = frozenset({"ordinary", "contact", "identifying", "sensitive"})
HEALTH_TAGS_TO_WRITE: Final = frozenset({"functional"})

STEP_UP_PURPOSE: Final = "consent.approve"

# A decision is only as good as the facts of its moment.
DECISION_LIFE: Final = timedelta(minutes=15)


@dataclass(frozen=True)
class Rhythm:
    """How often is still what was agreed: at most so many in all, or so many days apart."""

    most: int | None = None
    least_days: int = 0


# What the client was told is a rhythm and not a clock: a report may come some days early, never twice.
RHYTHM: Final = {
    Frequency.ONCE: Rhythm(most=1),
    Frequency.MONTHLY: Rhythm(least_days=21),
    Frequency.SIX_WEEKLY: Rhythm(least_days=30),
    Frequency.QUARTERLY: Rhythm(least_days=70),
    Frequency.AT_START_AND_END: Rhythm(most=2),
    Frequency.AT_END: Rhythm(most=1),
}
