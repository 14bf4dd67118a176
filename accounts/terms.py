"""The words of this room: roles, and how long an invitation, a code and a lock-out last."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody is to the bureau; the words are those of a question to the reglement."""

    COACH = "coach", _("coach")
    ADMINISTRATIE = "administratie", _("administratie")
    VESTIGINGSMANAGER = "vestigingsmanager", _("vestigingsmanager")
    BEHEERDER = "beheerder", _("beheerder")
    DIRECTIE = "directie", _("directie")
    PRIVACY_OFFICER = "privacy_officer", _("privacy officer")
    CLIENT = "client", _("cliënt")
    REPRESENTATIVE = "representative", _("vertegenwoordiger")
    OPDRACHTGEVER_CONTACT = "opdrachtgever_contact", _("contactpersoon van een opdrachtgever")
    AUDITOR = "auditor", _("auditor")


STAFF_ROLES: Final = frozenset(
    {
        Role.COACH,
        Role.ADMINISTRATIE,
        Role.VESTIGINGSMANAGER,
        Role.BEHEERDER,
        Role.DIRECTIE,
        Role.PRIVACY_OFFICER,
    }
)
PORTAL_ROLES: Final = frozenset({Role.CLIENT, Role.REPRESENTATIVE, Role.OPDRACHTGEVER_CONTACT})
# Who sees dossiers of others proves himself with a password and a second factor, an auditor from outside too.
PASSWORD_ROLES: Final = STAFF_ROLES | {Role.AUDITOR}
ADMIN_SITE_ROLES: Final = frozenset({Role.BEHEERDER, Role.DIRECTIE, Role.PRIVACY_OFFICER})

INVITATION_LIFE: Final = timedelta(days=14)
# A fresh code shows that the client himself is there at the moment of approval (parameters 8.5).
STEP_UP_LIFE: Final = timedelta(minutes=10)
STEP_UP_ATTEMPTS: Final = 5
STEP_UP_PER_HOUR: Final = 6
