"""What can stand in the way in consent: one exception per fact, each with the sentence a person may read."""

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ui.facts import DomainRefusal

if TYPE_CHECKING:
    from reglement.models import Decision


class GateRefused(DomainRefusal):
    """The gate decided that this may not happen; the decision says on which article."""

    sentence = _("Dit mag nu niet volgens het reglement. Hieronder staat wat er nog ontbreekt.")

    def __init__(self, decision: "Decision") -> None:
        super().__init__(str(decision.pk))
        self.decision = decision


class ParentMustSign(GateRefused):
    """The client is too young to consent, and the reglement asks that a parent or guardian did (UAVG 5)."""

    sentence = _(
        "Deze cliënt is jonger dan 16 jaar. Zonder getekende toestemming van een ouder of voogd kan het traject niet "
        "beginnen. Voeg het papier toe bij de cliënt."
    )


class NotForAChild(DomainRefusal):
    """Only a parent or guardian signs for a child."""

    sentence = _("Voor een kind tekent een ouder of een voogd.")


class SignedLater(DomainRefusal):
    """The day of the signature has yet to come."""

    sentence = _("De dag van de handtekening ligt in de toekomst.")


class DisclosureRefused(DomainRefusal):
    """The database refused the disclosure; `reason` is its word for why."""

    SENTENCES: dict[str, str | Promise] = {
        "disclosure_consent_not_given": _("De cliënt heeft het akkoord intussen ingetrokken. Er is niets verstuurd."),
        "disclosure_client_said_no_since": _("De cliënt heeft intussen nee gezegd. Er is niets verstuurd."),
        "disclosure_content_superseded": _("Er is intussen een nieuwe versie. Leg die opnieuw voor."),
        "disclosure_decision_expired": _("Het besluit is verlopen. Vraag het opnieuw."),
        "disclosure_content_going": _("Dit wordt vernietigd. Het kan niet meer worden verstrekt of geopend."),
    }
    sentence: str | Promise = _("Dit kan niet worden verstrekt: het past niet bij het besluit van de poort.")

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.sentence = self.SENTENCES.get(reason, type(self).sentence)


class NotYoursToTell(DomainRefusal):
    """Somebody who may not write in the dossier tells its client nothing in the name of the bureau."""

    sentence = _("U mag in dit dossier niet schrijven, en dus ook niets aan de cliënt vertellen.")


class PlanUnknown(DomainRefusal):
    """The signed trajectplan is not a document of this dossier that the person may see, or was not signed yet."""

    sentence = _("Kies het getekende trajectplan uit de documenten van dit dossier, met de dag van de handtekening.")


class ContentNumberTaken(DomainRefusal):
    """Somebody stored a version with this number at the same moment."""

    sentence = _("Iemand anders heeft intussen een nieuwe versie opgeslagen.")


class ApprovalOutdated(DomainRefusal):
    """The version that was asked about is no longer the current one."""

    sentence = _("Er is een nieuwere versie. U hoeft deze versie niet meer te beantwoorden.")


class AlreadyAnswered(DomainRefusal):
    """The question has another answer already."""

    sentence = _("U heeft hier al antwoord op gegeven.")


class NothingToWithdraw(DomainRefusal):
    """The consent isn't in force, so it can't be withdrawn."""

    sentence = _("Er is geen akkoord om in te trekken.")


class NotYoursToAnswer(DomainRefusal):
    """Only the client or his representative answers for the client (UAVG 5)."""

    sentence = _("Alleen de cliënt of zijn vertegenwoordiger kan dit beantwoorden.")


class WordsMissing(DomainRefusal):
    """Something that has to be written down was left empty."""

    sentence = _("Vul dit eerst in.")


class StatuteMissing(DomainRefusal):
    """A legal obligation is one only by the statute that obliges."""

    sentence = _("Bij een wettelijke plicht hoort de wet met het artikel.")


class ClientHasNoAccount(DomainRefusal):
    """The client can't be asked in the portal, because he has no login."""

    sentence = _("Deze cliënt heeft geen toegang tot het portaal. Leg het stuk op papier voor.")


class SignedOtherPaper(DomainRefusal):
    """The hash on the signed paper is not that of the version on file."""

    sentence = _("Het controlegetal op het papier hoort niet bij deze versie.")


class WitnessMustBeAnother(DomainRefusal):
    """Who records an answer can't be his own witness."""

    sentence = _("Een ander dan uzelf moet getuige zijn.")


class SecondMustBeAnother(DomainRefusal):
    """Who records a ground can't confirm it himself."""

    sentence = _("Iemand anders moet deze grond bevestigen.")


class NotYoursToDecide(DomainRefusal):
    """The reglement and the law give this decision to others."""

    sentence = _("Over deze grond beslist iemand met een andere rol.")


class AlreadyConfirmed(DomainRefusal):
    """The ground was confirmed before."""

    sentence = _("Deze grond was al bevestigd.")


class NoAgreementLines(DomainRefusal):
    """A reporting agreement says at least to whom something goes, or that nothing goes to anybody."""

    sentence = _("Leg ten minste één regel vast: aan wie, wat, hoe, waarvoor en hoe vaak.")


class ContactOfAnother(DomainRefusal):
    """A line names a contact of another opdrachtgever."""

    sentence = _("Deze contactpersoon hoort niet bij de opdrachtgever van dit traject.")


class ReferralAlreadyStarted(DomainRefusal):
    """A traject was started from this referral before."""

    sentence = _("Voor deze aanmelding is al een traject gestart.")


class NoticeUnknown(DomainRefusal):
    """There is no start notice to acknowledge."""

    sentence = _("Er is voor dit traject nog geen startbericht.")


class UnknownCategory(DomainRefusal):
    """A category isn't in the catalogue of the reglement of this traject."""

    sentence = _("Deze soort gegevens staat niet in het reglement van dit traject.")


class GrantOverlaps(DomainRefusal):
    """The person already has access to this dossier."""

    sentence = _("Deze persoon heeft al toegang tot dit dossier.")


class AcknowledgeFirst(DomainRefusal):
    """Who works here has yet to acknowledge the version of the reglement that holds."""

    sentence = _("Bevestig eerst de versie van het reglement die nu geldt. Daarna kunt u een traject starten.")


class NoApprovalAsked(DomainRefusal):
    """The reglement asks no colleague for this, so there is nothing to approve."""

    sentence = _("Het reglement vraagt hiervoor geen goedkeuring van een collega.")


class ApprovalOfAnother(DomainRefusal):
    """Who asks does not approve, and an approval is given in a role that the reglement names."""

    sentence = _("Een collega in de genoemde rol keurt dit goed, en niet wie het vraagt.")


class PlannedActIsOver(DomainRefusal):
    """What was planned has ended, so nothing is approved any more."""

    sentence = _("Dit is al voorbij of gestopt.")


class NothingToShow(DomainRefusal):
    """What was chosen can't be shown to somebody from outside."""

    sentence = _("Kies stukken die u zelf mag zien, die niet vertrouwelijk zijn en die op het scherm te lezen zijn.")


class UntilMissed(DomainRefusal):
    """The last day has passed already."""

    sentence = _("Deze dag is al voorbij.")


class PurposeUnknown(DomainRefusal):
    """The text does not know this use."""

    sentence = _("Kies waartegen u bezwaar maakt.")


class ObjectedBefore(DomainRefusal):
    """The same objection stands already."""

    sentence = _("Dit bezwaar staat er al.")


class ObjectionClosed(DomainRefusal):
    """It was decided, or the client took it back."""

    sentence = _("Over dit bezwaar is al besloten, of het is ingetrokken.")


class ExtendedBefore(DomainRefusal):
    """The answer was put off once; the law knows no second time."""

    sentence = _("Het antwoord op dit bezwaar is al een keer uitgesteld. Nog een keer mag niet.")


class TooLateToExtend(DomainRefusal):
    """The month in which the client must hear it has passed."""

    sentence = _("Uitstellen kan alleen in de eerste maand. Die is voorbij: antwoord zo snel mogelijk.")


class AdvertisingStops(DomainRefusal):
    """Against advertising there is nothing to weigh (AVG 21(3))."""

    sentence = _("Een bezwaar tegen reclame wordt niet gewogen: die stopt.")
