"""Reads about people and the organisation."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Organisation, RoleAssignment, User
from accounts.terms import Role


def names_of(user_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Return the names of staff, contacts and auditors by id; a client has no name here, so he is left out."""
    ids = {user_id for user_id in user_ids if user_id is not None}
    people = User.objects.filter(pk__in=ids).only("pk", "name")
    return {user.pk: user.name for user in people if user.name}


def people_in(roles: Iterable[Role]) -> QuerySet[User]:
    """Return the people who can log in and have one of these roles now."""
    held = RoleAssignment.objects.live().filter(user=OuterRef("pk"), role__in=list(roles))
    return User.objects.filter(Exists(held), is_active=True)


def organisation() -> Organisation | None:
    """Return the organisation whose installation this is, once it has been named."""
    return Organisation.objects.first()


def wants_four_eyes() -> bool:
    """Say whether the organisation wants two people where something is destroyed or kept longer."""
    return Organisation.objects.filter(four_eyes=True).exists()


def organisation_name() -> str:
    """Return the name of the bureau, for mail and papers; "Akkoord" until the bureau is named."""
    return Organisation.objects.values_list("name", flat=True).first() or "Akkoord"
