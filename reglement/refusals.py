"""What this room refuses to do, each as a fact with the sentence that a person may read."""

from django.utils.translation import gettext_lazy as _

from reglement.loading.problems import Problem
from ui.facts import DomainRefusal


class NoActiveReglement(DomainRefusal):
    """No version of a reglement holds now."""

    sentence = _("Er geldt nog geen reglement. Lees er een in en maak het geldig.")


class VersionAlreadyActive(DomainRefusal):
    """The version holds already, or held before."""

    sentence = _("Deze versie is al geldig gemaakt.")


class VersionHasHoles(DomainRefusal):
    """The text leaves open what must be filled in before it can hold."""

    sentence = _("In deze versie staat nog iets open. Vul dat eerst in.")


class ImpactOutdated(DomainRefusal):
    """The preview that was seen is not about the present state."""

    sentence = _("De gevolgen zijn veranderd sinds u ze zag. Bekijk ze opnieuw.")


class SecondPersonNeeded(DomainRefusal):
    """One person cannot activate a version alone."""

    sentence = _("Geldig maken doen twee verschillende mensen.")


class NotTheirs(DomainRefusal):
    """The person has no role that the reglement lets decide this."""

    sentence = _("U heeft niet de rol die hierover gaat.")


class ProfileRefused(DomainRefusal):
    """A profile that cannot be loaded; `problems` names each place."""

    sentence = _("Dit profiel kan niet worden ingelezen.")

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep what is wrong."""
        super().__init__()
        self.problems = problems


class NotYetValid(DomainRefusal):
    """The text says that it holds from a later day."""

    sentence = _("Deze versie geldt volgens haar tekst pas later. Maak haar geldig op of na die dag.")


class LabelTaken(DomainRefusal):
    """A version of this reglement with the same label holds or held."""

    sentence = _("Er gold al een versie met deze naam. Geef deze versie een eigen naam.")


class PeriodsOverlap(DomainRefusal):
    """The text says that it holds from a day on which a later or equally old version held."""

    sentence = _(
        "Deze versie begint volgens haar tekst niet later dan een versie die al gold. "
        "Twee versies gelden nooit tegelijk. Geef deze versie een latere begindatum."
    )


class SupersedesMissing(DomainRefusal):
    """A version that is not the first says nothing about the one it replaces."""

    sentence = _("Deze versie zegt niet welke versie zij vervangt. Vul dat in.")


class SupersedesUnknown(DomainRefusal):
    """The version that is named as replaced never held here."""

    sentence = _("Deze versie zegt een versie te vervangen die hier nooit gold. Verbeter die naam.")


class SupersedesInCircle(DomainRefusal):
    """Following what each version replaces, one comes back where one was."""

    sentence = _("Deze versie vervangt in een kring zichzelf. Verbeter welke versie zij vervangt.")


class ConflictsNotAccepted(DomainRefusal):
    """Not every place where the law prevails was accepted."""

    sentence = _("Vink eerst elke plek aan waar de wet voorgaat op de tekst.")


class ProposalPending(DomainRefusal):
    """Somebody proposed this version already."""

    sentence = _("Voor deze versie ligt er al een voorstel van iemand anders.")


class ProposalEnded(DomainRefusal):
    """The proposal was withdrawn, has lapsed, or was carried out."""

    sentence = _("Dit voorstel is al afgelopen. Er is nu niets veranderd.")


class DelayNotOver(DomainRefusal):
    """The day of waiting that stands for the second key is not over."""

    sentence = _("De wachttijd van een dag is nog niet om.")


class DraftChanged(DomainRefusal):
    """Somebody else saved the draft since this page was opened."""

    sentence = _("Iemand heeft dit ontwerp gewijzigd sinds u deze pagina opende. Er is niets bewaard.")


class DraftEnded(DomainRefusal):
    """The draft was put away, or what it became holds or held."""

    sentence = _(
        "Aan dit ontwerp kan niets meer veranderen: het is weggelegd of het geldt al. Begin een nieuw ontwerp."
    )


class DraftInvalid(DomainRefusal):
    """The draft is not a text that can hold."""

    sentence = _("In dit ontwerp klopt nog iets niet. Verbeter dat eerst.")


class NotADraft(DomainRefusal):
    """The file cannot be shown and mended part by part."""

    sentence = _(
        "De delen van dit bestand hebben niet de vorm van een reglement. Daarom kan het niet worden gewijzigd."
    )
