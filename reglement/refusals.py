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
