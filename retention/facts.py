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


class NothingToHold(DomainRefusal):
    """What is destroyed cannot be kept any more."""

    sentence = _("Dit dossier is al vernietigd. Er is niets meer om vast te houden.")


class ResidueFound(Exception):
    """The verification scan found rows, files or keys that should be gone; carries table names and counts only."""


class StepNotTaken(Exception):
    """Somebody asks when a step of a destruction was taken that was not; carries the word of the step."""


class NoRetentionRule(Exception):
    """The reglement gives no term for a closed dossier, so no date can be computed: the version has a hole."""
