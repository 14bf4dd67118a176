"""The facts for which retention refuses an act; each sentence is safe to show."""

from django.utils.translation import gettext_lazy as _

from ui.facts import DomainRefusal


class DestructionAlreadyBegun(DomainRefusal):
    """After the intent there is only forward."""

    sentence = _("De vernietiging is al begonnen en kan niet meer worden gestopt.")


class DossierIsHeld(DomainRefusal):
    """A complaint, court case, request or audit keeps this dossier."""

    sentence = _("Dit dossier wordt vastgehouden. Het kan nu niet worden vernietigd.")


class CaseAlreadyApproved(DomainRefusal):
    """A second approval changes nothing."""

    sentence = _("Deze vernietiging was al goedgekeurd.")


class FourEyesWanted(DomainRefusal):
    """One person approves nothing where the organisation wants two."""

    sentence = _("Uw organisatie wil dat twee mensen goedkeuren. Zet dit dossier op een lijst.")


class NothingToList(DomainRefusal):
    """Every announced destruction is on a list, held or approved."""

    sentence = _("Er is nu niets om op een lijst te zetten.")


class ListIsYourOwn(DomainRefusal):
    """Who proposes a list does not decide about it."""

    sentence = _("U stelde deze lijst zelf voor. Een ander moet erover beslissen.")


class ListIsClosed(DomainRefusal):
    """Somebody decided about this list."""

    sentence = _("Over deze lijst is al beslist.")


class NotOnTheList(DomainRefusal):
    """The dossier is not on this list, or was taken out."""

    sentence = _("Dit dossier staat niet meer op de lijst.")


class PaperGoneBefore(DomainRefusal):
    """It was confirmed that this paper is gone."""

    sentence = _("Dit papier was al vernietigd.")


class PaperNotDue(DomainRefusal):
    """Its date has yet to come, or the day of destruction has."""

    sentence = _("De datum van dit papier moet nog komen, of de dag die u koos.")


class PaperHeldAlready(DomainRefusal):
    """A second hold for the same reason changes nothing."""

    sentence = _("Dit papier wordt al om deze reden vastgehouden.")


class PaperIsHeld(DomainRefusal):
    """A complaint, court case, request or audit keeps this paper."""

    sentence = _("Dit papier wordt vastgehouden. Het kan nu niet worden vernietigd.")


class RecipientDone(DomainRefusal):
    """Somebody told this recipient, or decided why not."""

    sentence = _("Deze ontvanger was al gedaan.")


class NothingToHold(DomainRefusal):
    """What is destroyed cannot be kept any more."""

    sentence = _("Dit dossier is al vernietigd. Er is niets meer om vast te houden.")


class NotTheirChoice(DomainRefusal):
    """What happens to a dossier is for its client to choose, or for who may write in it to record."""

    sentence = _("Alleen de cliënt kiest, of wie in dit dossier mag schrijven legt het voor hem vast.")


class ChoiceNotOffered(DomainRefusal):
    """The reglement lets the client choose nothing here, or not this."""

    sentence = _("Het reglement laat deze keuze hier niet.")


class EvidenceMissing(DomainRefusal):
    """A choice that somebody records for the client needs its proof."""

    sentence = _("Schrijf op hoe u weet dat de cliënt dit wil en waar het bewijs ligt.")


class ErasureAskedBefore(DomainRefusal):
    """A second request changes nothing."""

    sentence = _("Er is al gevraagd om dit dossier te vernietigen.")


class ErasureNeedsReason(DomainRefusal):
    """The text and the law each ask a reason, and this is none of them."""

    sentence = _(
        "Kies de reden waarom het dossier weg moet. Zonder reden geven het reglement en de wet dit recht niet."
    )


class ErasureNotGranted(DomainRefusal):
    """Text and law refuse this request whatever reason goes with it; the sentence says why."""

    def __init__(self, why: str) -> None:
        """Keep the reasons of the decision as sentences."""
        super().__init__(why)
        self.sentence = why


class NothingToWithdraw(DomainRefusal):
    """There is no request that still waits."""

    sentence = _("Er is geen verzoek dat nog kan worden ingetrokken.")


class ChangeNotOffered(DomainRefusal):
    """The reglement leaves this term as it is."""

    sentence = _("Het reglement laat deze wijziging hier niet toe.")


class ChangeChangesNothing(DomainRefusal):
    """Longer is later than the date that stands, shorter is earlier, and neither lies in the past."""

    sentence = _("Kies een dag die past: later dan de datum voor langer bewaren, eerder voor eerder weg.")


class ChangeBeyondTheText(DomainRefusal):
    """The text says how long may be deviated from its term at most."""

    sentence = _("Zo lang laat het reglement niet toe. Kies een eerdere dag.")


class SecondIsTheSame(DomainRefusal):
    """Four eyes are those of two people."""

    sentence = _("U legde dit zelf vast. Een ander moet het bevestigen.")


class SecondNotWanted(DomainRefusal):
    """There is nothing to confirm, or somebody did."""

    sentence = _("Dit vraagt geen bevestiging, of is al bevestigd.")


class NothingToHandOver(DomainRefusal):
    """The client did not choose to take his dossier along, or the day has yet to come."""

    sentence = _("De cliënt koos niet voor meenemen, of deze dag moet nog komen.")


class HandedOverBefore(DomainRefusal):
    """It was handed over before."""

    sentence = _("Dit was al overhandigd.")


class ResidueFound(Exception):
    """The verification scan found rows, files or keys that should be gone; carries table names and counts only."""


class StepNotTaken(Exception):
    """Somebody asks when a step of a destruction was taken that was not; carries the word of the step."""


class NoRetentionRule(Exception):
    """The reglement gives no term for a closed dossier, so no date can be computed: the version has a hole."""


class RemainsHeld(DomainRefusal):
    """A hold lies on what remained of this person."""

    sentence = _("Dit wordt vastgehouden. Het kan nu niet worden vernietigd.")


class NotToBeLookedUp(DomainRefusal):
    """The reglement lets this person look nothing up for this purpose."""

    sentence = _("Het reglement laat u hiervoor niets opzoeken.")


class TooManyRemain(DomainRefusal):
    """The words fit more people than may be shown at once: what remained is looked up one by one."""

    sentence = _("Te veel mensen heten zo. Vul de hele naam in.")


class NotToBeRead(DomainRefusal):
    """The gate lets this person read nothing of it for this purpose."""

    sentence = _("U mag dit hiervoor niet lezen.")


class PartIsEnding(DomainRefusal):
    """What is being destroyed, or outlives its dossier, keeps the law that it has."""

    sentence = _("Dit document wordt al vernietigd, of het dossier is weg. De wet verandert niet meer.")


class NotToBeDeidentified(DomainRefusal):
    """A law needs the names in it, the dossier is still there, or it was done before."""

    sentence = _("Voor dit stuk kan geen onherkenbaar stuk in de plaats komen.")
