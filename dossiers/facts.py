"""What can stand in the way in dossiers: one exception per fact, each with the sentence a person may read."""

from django.utils.translation import gettext_lazy as _

from ui.facts import DomainRefusal


class TrajectClosed(DomainRefusal):
    """The traject has been closed, so nothing is added to its dossier or changed in it."""

    sentence = _("Dit traject is gesloten. Er kan niets meer bij en niets meer veranderen.")


class TrajectAlreadyClosed(DomainRefusal):
    """Somebody closed this traject before."""

    sentence = _("Dit traject was al gesloten.")


class EndsBeforeStart(DomainRefusal):
    """The day of the end lies before the day of the start."""

    sentence = _("De einddatum ligt voor de begindatum van het traject.")


class OpdrachtgeverEnded(DomainRefusal):
    """The bureau no longer works for this opdrachtgever."""

    sentence = _("Deze opdrachtgever is beëindigd. Kies een andere.")


class ClientIsLeaving(DomainRefusal):
    """What the bureau knows of this client is being destroyed; who comes back is registered anew."""

    sentence = _("De gegevens van deze cliënt worden vernietigd. Schrijf de cliënt opnieuw in.")


class OpdrachtgeverExists(DomainRefusal):
    """There already is an opdrachtgever of this name."""

    sentence = _("Er is al een opdrachtgever met deze naam.")


class ContactEnded(DomainRefusal):
    """This contact no longer acts for the opdrachtgever."""

    sentence = _("Deze contactpersoon is niet meer actief bij de opdrachtgever.")


class PersonHasOtherRole(DomainRefusal):
    """The e-mail address belongs to somebody with another place in the house."""

    sentence = _("Dit e-mailadres hoort al bij iemand anders in Akkoord.")


class RepresentsAlready(DomainRefusal):
    """This person acts for the client already, or is the client himself."""

    sentence = _("Deze persoon treedt al voor de cliënt op, of is de cliënt zelf.")


class RepresentationEnded(DomainRefusal):
    """This person no longer acts for the client."""

    sentence = _("Deze persoon treedt niet meer voor de cliënt op.")


class OwnProof(DomainRefusal):
    """Somebody else has to see the proof."""

    sentence = _("Niemand bewijst zijn eigen vertegenwoordiging.")


class AgreementExists(DomainRefusal):
    """The same agreement was recorded before."""

    sentence = _("Er staat al een overeenkomst met dit kenmerk.")


class GrantNotPermitted(DomainRefusal):
    """The decision does not permit this access, or is about somebody or something else."""

    sentence = _("Het besluit van de poort staat deze toegang niet toe.")


class GrantAlreadyEnded(DomainRefusal):
    """Somebody ended this access before."""

    sentence = _("Deze toegang was al beëindigd.")


class RightMissing(DomainRefusal):
    """The person has no right to do this in this dossier."""

    sentence = _("U mag dit niet in dit dossier.")


class HealthRightMissing(DomainRefusal):
    """The category holds health data, which this person may not write."""

    sentence = _("Dit zijn gezondheidsgegevens. Daar heeft u geen toegang toe in dit dossier.")


class CategoryUnknown(DomainRefusal):
    """The catalogue of the reglement does not know this category."""

    sentence = _("Deze soort gegevens staat niet in het reglement van dit traject. Kies een andere.")


class CategoryRefused(DomainRefusal):
    """Data of this kind may not be kept, whatever the catalogue says."""

    sentence = _("Gegevens van deze soort mogen niet in een dossier, bijvoorbeeld wachtwoorden.")


class CategoryClosed(DomainRefusal):
    """The reglement lists this category, but not for this traject, this carrier or this source."""

    def __init__(self, why: str) -> None:
        """Keep the sentence that names the article."""
        super().__init__(why)
        self.sentence = why


class CategoryNotYours(CategoryClosed):
    """The reglement lets others write in this category, but not somebody in this role."""

    def __init__(self, article: str) -> None:
        """Name the article that keeps this role out."""
        why = _("U mag volgens artikel %(article)s niet in deze soort schrijven.")
        super().__init__(why % {"article": article})


class SourceNotYours(CategoryClosed):
    """What comes from this source may not be kept in this category, or not before the client agreed."""

    def __init__(self, article: str, category: str) -> None:
        """Name the article that keeps it out, and the key of the category to ask the client about."""
        why = _("Volgens artikel %(article)s mag dit pas als de cliënt het goedvindt dat u dit van een ander bewaart.")
        super().__init__(why % {"article": article})
        self.category = category


class NecessityMissing(DomainRefusal):
    """The reglement lets this be kept only when it is written why that is needed."""

    sentence = _("Schrijf op waarom dit nodig is: zonder dat mag dit volgens het reglement niet in het dossier.")


class TextMissing(DomainRefusal):
    """There is nothing to keep."""

    sentence = _("Schrijf eerst een tekst.")


class NoteChangedElsewhere(DomainRefusal):
    """Somebody changed the note after this person opened it."""

    sentence = _("Deze notitie is intussen ergens anders gewijzigd. Uw tekst staat hieronder nog.")


class NoteIsHeld(DomainRefusal):
    """What is held stays in its part, so the note keeps its category for now."""

    sentence = _("Dit dossier wordt vastgehouden. De soort van deze notitie kan nu niet veranderen.")


class ConsultChangedElsewhere(DomainRefusal):
    """Somebody changed the consult after this person opened it."""

    sentence = _("Dit gesprek is intussen ergens anders gewijzigd. Uw tekst staat hieronder nog.")


class ConsultCancelled(DomainRefusal):
    """The consult did not take place."""

    sentence = _("Dit gesprek is afgezegd.")


class SummaryMissing(DomainRefusal):
    """There is no summary to share."""

    sentence = _("Schrijf eerst een samenvatting.")


class SummaryAlreadyShared(DomainRefusal):
    """The client already has this summary, so it stays as it is."""

    sentence = _("Deze samenvatting is al met de cliënt gedeeld.")


class SummaryNotShared(DomainRefusal):
    """The client has not been given this summary."""

    sentence = _("Deze samenvatting is niet met u gedeeld.")


class SummaryAlreadyAnswered(DomainRefusal):
    """The client answered this summary before."""

    sentence = _("U heeft al laten weten of deze samenvatting klopt.")


class ReferralAlreadyAnswered(DomainRefusal):
    """The referral has been accepted or declined."""

    sentence = _("Deze aanmelding is al beantwoord.")


class DutyAlreadyDone(DomainRefusal):
    """Somebody fulfilled this duty before."""

    sentence = _("Dit was al gedaan.")


class FileRefused(DomainRefusal):
    """The upload can't be kept."""

    sentence = _("Dit bestand kan niet worden bewaard.")


class FileEmpty(FileRefused):
    """The upload has no bytes."""

    sentence = _("Dit bestand is leeg. Kies een ander bestand.")


class FileTooBig(FileRefused):
    """The upload is larger than the house accepts."""

    sentence = _("Dit bestand is te groot. Maak het kleiner of splits het in delen.")


class FileTypeNotAllowed(FileRefused):
    """The house does not keep this kind of file."""

    sentence = _(
        "Dit soort bestanden kan hier niet. Kies een pdf, een Word-, Excel- of tekstbestand, een foto of een e-mail."
    )


class FileHasMacros(FileRefused):
    """The file carries a program."""

    sentence = _("In dit bestand zit een programma (macro). Sla het op zonder macro en kies het opnieuw.")


class FileTypeLies(FileRefused):
    """The content of the file is not what its name says."""

    sentence = _("De inhoud van dit bestand past niet bij de naam. Sla het opnieuw op en probeer het nog eens.")


class FileUnpacksTooFar(FileRefused):
    """The file is packed so tightly that opening it could harm."""

    sentence = _("Dit bestand is te sterk ingepakt om veilig te bewaren.")


class FileNameTooStrange(FileRefused):
    """Nothing usable remains of the file name."""

    sentence = _("De naam van dit bestand is niet bruikbaar. Geef het een gewone naam en probeer het opnieuw.")


class StatuteNeedsItsDay(DomainRefusal):
    """A law that obliges to keep something is named with the day until which it asks that, and the other way round."""

    sentence = _("Noem de wet én de dag tot wanneer die bewaren vraagt, of geen van beide.")
