"""Reads about people and the organisation."""

from collections.abc import Iterable
from uuid import UUID

from accounts.models import Organisation, User


def names_of(user_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Return the names of staff, contacts and auditors by id; a client has no name here, so he is left out."""
    ids = {user_id for user_id in user_ids if user_id is not None}
    people = User.objects.filter(pk__in=ids).only("pk", "name")
    return {user.pk: user.name for user in people if user.name}


def organisation_name() -> str:
    """Return the name of the bureau, for mail and papers; "Akkoord" until the bureau is named."""
    return Organisation.objects.values_list("name", flat=True).first() or "Akkoord"
