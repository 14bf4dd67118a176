"""The beginning of an installation: the organisation and its first directie."""

from django.db import transaction

from accounts.facts import AlreadyFounded
from accounts.models import Invitation, Organisation, RoleAssignment
from accounts.services.inviting import invite
from accounts.terms import Role


@transaction.atomic
def found_organisation(*, name: str, email: str, person: str, language: str = "nl") -> Invitation:
    """Name the organisation and invite its first directie; raises AlreadyFounded once somebody is directie."""
    # One row by constraint, so two commands at one moment wait for each other here.
    organisation, _made = Organisation.objects.select_for_update().get_or_create(only=True, defaults={"name": name})
    if RoleAssignment.objects.live().filter(role=Role.DIRECTIE).exists():
        raise AlreadyFounded
    organisation.name = name
    organisation.save(update_fields=["name"])
    _user, invitation = invite(email=email, name=person, role=Role.DIRECTIE, by=None, language=language)
    return invitation
