"""What can stand in the way with a reglement: one exception per fact."""

from django.utils.translation import gettext_lazy as _

from ui.facts import DomainRefusal


class NoActiveReglement(DomainRefusal):
    """No version is active, so nothing can be decided for a new traject."""

    sentence = _("Er is nog geen reglement actief. Vraag de directie om een versie actief te maken.")


class VersionHasHoles(DomainRefusal):
    """The version leaves something open that the organisation must fill before it can be used."""

    sentence = _("Dit reglement laat iets open. Vul dat eerst in.")


class VersionAlreadyActive(DomainRefusal):
    """This version was activated before."""

    sentence = _("Deze versie was al actief.")


class TwoPeopleNeeded(DomainRefusal):
    """One person cannot activate a version alone."""

    sentence = _("Twee verschillende mensen maken een versie actief.")


class PreviewOutdated(DomainRefusal):
    """What would change is no longer what the preview showed."""

    sentence = _("Er is intussen iets veranderd. Bekijk opnieuw wat deze versie verandert.")
