"""Whom a notice of the reglement is for: the people behind each audience who can be reached here."""

from collections.abc import Callable
from typing import Final

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.queries import people_in
from accounts.terms import STAFF_ROLES
from dossiers.models import Dossier, Representative
from dossiers.permissions import live_contacts
from reglement.models import Acknowledgement, ReglementVersion
from vault.clock import AkkoordNow


def people_of(audience: str) -> QuerySet[User]:
    """Return the people of an audience who have an account: clients whose data are kept, contacts, staff."""
    return _AUDIENCES[audience]()


def people_to_tell(audience: str, version: ReglementVersion) -> QuerySet[User]:
    """Return who of an audience was here before this version began to hold and has not been told of it yet."""
    told = Acknowledgement.objects.filter(
        version=version, kind=Acknowledgement.Kind.REGLEMENT, evidence=Acknowledgement.Evidence.SENT
    )
    people = people_of(audience).filter(created_at__lte=version.activated_at)
    return people.exclude(pk__in=told.values("user_id")).order_by("created_at", "pk")


def _clients() -> QuerySet[User]:
    kept = Dossier.objects.filter(destroyed_at=None).values("traject__client_id")
    represents = Representative.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=AkkoordNow()), valid_from__lte=AkkoordNow(), client__in=kept
    )
    return User.objects.filter(
        Q(pk__in=Dossier.objects.filter(destroyed_at=None).values("traject__client__user_id"))
        | Q(pk__in=represents.values("user_id")),
        is_active=True,
    )


def _contacts() -> QuerySet[User]:
    return User.objects.filter(pk__in=live_contacts().values("user_id"), is_active=True)


def _staff() -> QuerySet[User]:
    return people_in(STAFF_ROLES)


_AUDIENCES: Final[dict[str, Callable[[], QuerySet[User]]]] = {
    "client": _clients,
    "opdrachtgever": _contacts,
    "staff": _staff,
}
