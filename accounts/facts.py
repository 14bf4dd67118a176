"""What this room refuses, one exception per fact, each with the sentence that a person may read."""

from django.utils.translation import gettext_lazy as _

from ui.facts import DomainRefusal


class InvitationNotOpen(DomainRefusal):
    """The token belongs to no invitation that still works; wrong, expired, revoked and used look alike."""

    sentence = _("Deze uitnodiging werkt niet meer. Vraag een nieuwe uitnodiging.")


class UserIsLocked(DomainRefusal):
    """The account is locked, so nothing is sent to it."""

    sentence = _("Dit account is geblokkeerd. Hef eerst de blokkade op.")


class UserNotLocked(DomainRefusal):
    """There is no lock to lift."""

    sentence = _("Dit account is niet geblokkeerd.")


class CannotLockYourself(DomainRefusal):
    """Somebody tried to lock the account he works with."""

    sentence = _("U kunt uw eigen account niet blokkeren.")


class RolesOfBothSides(DomainRefusal):
    """Staff and portal people log in in different ways, so one account is never both."""

    sentence = _("Dit e-mailadres hoort al bij iemand met een andere soort rol. Gebruik een ander e-mailadres.")


class RoleAlreadyHeld(DomainRefusal):
    """The person has this role in this branch already."""

    sentence = _("Deze persoon heeft deze rol al.")


class RoleAlreadyEnded(DomainRefusal):
    """The role is over."""

    sentence = _("Deze rol is al beëindigd.")


class MayNotAppoint(DomainRefusal):
    """Only directie appoints beheerder and directie."""

    sentence = _("U mag deze rol niet geven of beëindigen. Alleen de directie benoemt een beheerder.")


class StepUpRefused(DomainRefusal):
    """A fresh code was not accepted."""


class StepUpWrong(StepUpRefused):
    """The code is not the one that was mailed."""

    sentence = _("Deze code klopt niet. Kijk goed naar de laatste e-mail en probeer het opnieuw.")


class StepUpExpired(StepUpRefused):
    """The code is older than it may be, or none was asked."""

    sentence = _("Deze code is verlopen. Vraag een nieuwe code aan.")


class StepUpSpent(StepUpRefused):
    """The code was tried wrongly too often."""

    sentence = _("Deze code is te vaak verkeerd ingevuld. Vraag een nieuwe code aan.")


class StepUpAlreadyUsed(StepUpRefused):
    """The code was right and has been used before, for this very purpose and subject."""

    sentence = _("Deze code is al gebruikt.")


class StepUpTooOften(StepUpRefused):
    """So many codes were asked within an hour that somebody may be guessing."""

    sentence = _("U heeft te vaak een code aangevraagd. Probeer het over een uur opnieuw.")


class AlreadyFounded(DomainRefusal):
    """Somebody is directie already, so the next one is appointed by a person and not by a command."""

    sentence = _("Er is al een directie. Zij benoemt verdere directieleden en de beheerder in het beheer.")
