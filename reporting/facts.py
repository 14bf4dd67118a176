"""What reporting refuses to do, one small exception per fact; each carries the sentence a person may read."""

from django.utils.translation import gettext_lazy as _

from ui.facts import DomainRefusal


class ReportChangedElsewhere(DomainRefusal):
    """Somebody saved a newer version between reading and saving; `number` is the newest one."""

    sentence = _(
        "Dit rapport is intussen in een ander venster gewijzigd. Uw tekst staat hieronder en is nog niet bewaard. "
        "Vergelijk hem met de nieuwste versie en bewaar daarna opnieuw."
    )

    def __init__(self, number: int) -> None:
        super().__init__(str(self.sentence))
        self.number = number


class VersionOutdated(DomainRefusal):
    """What was asked is about a version that is no longer the newest."""

    sentence = _("Er is een nieuwere versie van dit rapport. Kijk eerst wat er is veranderd.")


class ContentGone(DomainRefusal):
    """The dossier of this report was destroyed; what was decided about it went along."""

    sentence = _("Het dossier van dit rapport is vernietigd.")


class ReportIsGoing(DomainRefusal):
    """The destruction of this report, or of the whole dossier, has begun."""

    sentence = _("Dit rapport wordt vernietigd. Het kan niet meer worden verstuurd.")


class CopyTooLarge(DomainRefusal):
    """The documents of the dossier are more than one copy holds."""

    sentence = _("De documenten in dit dossier zijn samen te groot voor één kopie. Haal ze los op.")


class NeverReports(DomainRefusal):
    """The reglement lets the bureau report to nobody; carries the label of the article."""

    def __init__(self, article: str) -> None:
        super().__init__(article)
        self.sentence = _("Dit bureau rapporteert aan niemand, volgens artikel %(article)s.") % {"article": article}


class DataToCome(DomainRefusal):
    """Data are of a day that was, or of today."""

    sentence = _("De dag van de oudste gegevens moet nog komen.")


class SourceUnknown(DomainRefusal):
    """A file that is said to be a source is not in this dossier, or not any more."""

    sentence = _("Een van de gekozen stukken is er niet meer. Kies opnieuw.")


class CategoryUnknown(DomainRefusal):
    """A category that the catalogue of the reglement does not know, or that may not stand in a report."""

    sentence = _("Kies soorten gegevens die in de lijst van het reglement staan.")


class ContactOfAnotherOpdrachtgever(DomainRefusal):
    """The recipient does not act for the opdrachtgever of this traject, or no longer does."""

    sentence = _("Deze ontvanger hoort niet bij de opdrachtgever van dit traject.")


class NothingToRemindOf(DomainRefusal):
    """The client has nothing to answer about this version."""

    sentence = _("Er ligt op dit moment niets bij de cliënt om op te antwoorden.")


class RemindedAlready(DomainRefusal):
    """The client was reminded of this version today."""

    sentence = _("De cliënt kreeg vandaag al een herinnering. Bellen werkt misschien beter.")
