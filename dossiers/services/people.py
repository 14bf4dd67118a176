"""Registering clients and those who act for them."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from accounts.permissions import roles_of
from accounts.services import invite
from accounts.terms import Role
from audit.services import record
from dossiers.facts import OwnProof, PersonHasOtherRole, RepresentationEnded, RepresentsAlready
from dossiers.models import Client, Representative
from dossiers.permits import acting_role
from dossiers.services.numbers import next_number
from dossiers.terms import Capacity, Guardianship, RepresentationProof, Series
from vault.among import Ids
from vault.blind import blind_index, blind_words
from vault.clock import AkkoordNowOnce, akkoord_now
from vault.services import create_safe
from vault.terms import SafeKind


@transaction.atomic
def register_client(
    *,
    name: str,
    email: str = "",
    birth_date: date | None = None,
    phone: str = "",
    guardianship: str = Guardianship.NONE,
    by: User,
) -> Client:
    """Register a client under a safe of his own; he gets no login yet."""
    email = email.strip().lower()
    client = Client.objects.create(
        number=next_number(Series.CLIENT),
        safe=create_safe(kind=SafeKind.IDENTITY),
        name=name.strip(),
        email=email or None,
        phone=phone.strip() or None,
        birth_date=birth_date,
        name_index=blind_words("name", name),
        email_index=blind_index("email", email) if email else None,
        guardianship=Guardianship(guardianship),
    )
    record(
        "client.registered",
        by=by,
        role=acting_role(by),
        client_id=client.pk,
        object_type="dossiers.client",
        object_id=client.pk,
    )
    return client


@transaction.atomic
def link_client_user(*, client: Client, user: User, by: User) -> Client:
    """Give the client the login under which he reads his own dossier."""
    client = Client.objects.select_for_update(of=("self",)).get(pk=client.pk)
    client.user = user
    client.save(update_fields=["user"])
    record(
        "client.changed",
        by=by,
        role=acting_role(by),
        client_id=client.pk,
        object_type="dossiers.client",
        object_id=client.pk,
    )
    return client


@transaction.atomic
def add_representative(
    *,
    client: Client,
    user: User,
    capacity: str,
    by: User,
    valid_from: datetime | None = None,
    valid_until: datetime | None = None,
    proof: str = "",
) -> Representative:
    """Let a parent, guardian, curator or mentor act for this client during a period (UAVG 5).

    `proof` says what `by` saw that shows it; left out, it is seen later. Raises RepresentsAlready, OwnProof.
    """
    if client.user_id == user.pk or Representative.objects.filter(client=client, user=user, valid_until=None).exists():
        raise RepresentsAlready
    representative = Representative.objects.create(
        safe_id=client.safe_id,
        client=client,
        user=user,
        capacity=Capacity(capacity),
        valid_from=valid_from or akkoord_now(),
        valid_until=valid_until,
    )
    _write_down(representative, by)
    return prove_representation(representative, proof=proof, by=by) if proof else representative


@transaction.atomic
def invite_representative(
    *,
    client: Client,
    name: str,
    email: str,
    capacity: str,
    by: User,
    valid_until: datetime | None = None,
    proof: str = "",
) -> Representative:
    """Invite who acts for this client; who has a login of the portal already keeps it.

    Raises PersonHasOtherRole for an address of the bureau or an opdrachtgever, and what add_representative() raises.
    """
    known = User.objects.filter(email=email.strip().lower()).first()
    if known is not None and roles_of(known) - {Role.CLIENT, Role.REPRESENTATIVE}:
        raise PersonHasOtherRole
    user, _invitation = invite(email=email, role=Role.REPRESENTATIVE, by=by, name=name.strip())
    return add_representative(client=client, user=user, capacity=capacity, by=by, valid_until=valid_until, proof=proof)


@transaction.atomic
def prove_representation(representative: Representative, *, proof: str, by: User) -> Representative:
    """Write down what `by` saw that shows that this person lawfully acts for the client, instead of what was before.

    Raises RepresentationEnded, OwnProof.
    """
    representative = _current(representative)
    if representative.user_id == by.pk:
        raise OwnProof
    representative.proof, representative.proven_at = RepresentationProof(proof), akkoord_now()
    representative.proven_by = by
    representative.save(update_fields=["proof", "proven_at", "proven_by"])
    _write_down(representative, by)
    return representative


@transaction.atomic
def end_representation(representative: Representative, *, by: User) -> Representative:
    """End what somebody may do for a client, at once; raises RepresentationEnded on a second click."""
    representative = _current(representative)
    representative.valid_until = max(akkoord_now(), representative.valid_from)
    representative.save(update_fields=["valid_until"])
    _write_down(representative, by)
    return representative


def _current(representative: Representative) -> Representative:
    found = Representative.objects.select_for_update(of=("self",)).get(pk=representative.pk)
    if found.valid_until is not None and found.valid_until <= akkoord_now():
        raise RepresentationEnded
    return found


def _write_down(representative: Representative, by: User) -> None:
    record(
        "client.changed",
        by=by,
        role=acting_role(by),
        client_id=representative.client_id,
        object_type="dossiers.representative",
        object_id=representative.pk,
    )


def clients_to_let_go(client_ids: Collection[UUID]) -> QuerySet[Client]:
    """Return these clients, locked, so that no traject of theirs can begin before it is decided whether they leave."""
    return Client.objects.filter(pk__among=Ids(client_ids)).order_by("pk").select_for_update(of=("self",), no_key=True)


def let_go(client_ids: Collection[UUID]) -> None:
    """Write down that these clients leave for good: from now on the database lets no traject of theirs begin."""
    Client.objects.filter(pk__among=Ids(client_ids), leaving_at=None).update(leaving_at=AkkoordNowOnce())
