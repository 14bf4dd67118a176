"""Clearing personal data that lie in no dossier, each after its own term; every sweep may be run again."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.db import models, transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from accounts.models import RoleAssignment, User
from accounts.services import forget_user
from accounts.terms import PASSWORD_ROLES
from audit.services import record
from audit.services.recording import Entry
from audit.terms import Word
from dossiers.models import Client, Dossier, OpdrachtgeverContact, Referral, Representative, Traject
from dossiers.services.people import clients_to_let_go, let_go
from mail.models import OutboxMessage
from retention.elsewhere import (
    ACCOUNT_KEPT,
    ADMIN_LOG_KEPT,
    CONTACT_KEPT,
    OUTBOX_ROW_KEPT,
    PROSPECT_KEPT,
    REFERRAL_KEPT,
    STAFF_KEPT,
    UNANSWERED_REFERRAL_KEPT,
)
from retention.inventory import declared, going_along, needed_for_others
from retention.services.apart import destroy_apart
from retention.services.blurring import blur_trajecten
from retention.services.remaining import clear_figures, destroy_remains
from retention.services.shortening import shorten_remains
from ui.sweeping import one_by_one
from vault.clock import akkoord_now
from vault.queries import held

FORGOTTEN = "@vernietigd.invalid"
Row = TypeVar("Row", bound=models.Model)
Result = TypeVar("Result")


def clear_elsewhere() -> dict[str, int]:
    """Run every sweep and return how many rows each cleared.

    Raises an ExceptionGroup of the sweeps in which something failed, after all had their turn.
    """
    sweeps = {
        "referrals": destroy_referrals,
        "prospects": destroy_prospects,
        "contacts": forget_contacts,
        "accounts": forget_accounts,
        "shortened": shorten_remains,
        "remains": destroy_remains,
        "figures": clear_figures,
        "trajecten": blur_trajecten,
        "staff": forget_staff,
        "admin log": clear_admin_log,
        "outbox": clear_outbox,
    }
    return dict(zip(sweeps, one_by_one(lambda name: sweeps[name](), sweeps, name=str), strict=True))


def forget_contacts() -> int:
    """Blank contacts whose opdrachtgever has no running traject, whom no dossier names, after their term."""
    running = Traject.objects.filter(opdrachtgever=OuterRef("opdrachtgever"), closed_at=None)
    quiet = OpdrachtgeverContact.objects.filter(Q(ended_at__isnull=False) | ~Exists(running))
    for model, column in _naming(OpdrachtgeverContact):
        quiet = quiet.exclude(Exists(model._base_manager.filter(**{column: OuterRef("pk")})))
    last_closed = Max("opdrachtgever__trajecten__closed_at")
    dated = quiet.annotate(last_at=Coalesce("ended_at", Greatest(Coalesce(last_closed, "created_at"), "created_at")))
    old = dated.filter(last_at__lt=akkoord_now() - CONTACT_KEPT)
    named = [contact for contact in old.select_related("user") if contact.name]
    return sum(_each(_forget_contact, named))


def forget_accounts() -> int:
    """Forget accounts of the portal that have nobody and nothing to be there for any more, after their term."""
    roles = RoleAssignment.objects.filter(user=OuterRef("pk"))
    portal = User.objects.exclude(email__endswith=FORGOTTEN).filter(Exists(roles), is_superuser=False)
    portal = portal.exclude(Exists(roles.filter(role__in=PASSWORD_ROLES)))
    last_at = Greatest(Coalesce("last_login", "created_at"), "created_at")
    idle = _not_in_the_portal(portal).annotate(last_at=last_at)
    return sum(_each(_forget, idle.filter(last_at__lt=akkoord_now() - ACCOUNT_KEPT)))


def forget_staff() -> int:
    """Forget people who have worked here for a year no more and whom no dossier names; who did what stays as an id.

    An account that was only locked still has its role, and is not of somebody who left. Who came back in the portal is
    kept for as long as he is there for somebody; a role of the portal has no end of its own.
    """
    roles = RoleAssignment.objects.filter(user=OuterRef("pk"), role__in=PASSWORD_ROLES)
    lasting = roles.filter(Q(valid_until=None) | Q(valid_until__gt=akkoord_now() - STAFF_KEPT))
    left = User.objects.exclude(email__endswith=FORGOTTEN)
    left = _not_in_the_portal(left.filter(Exists(roles), ~Exists(lasting), is_superuser=False))
    for model, column in _naming_in_a_dossier():
        left = left.exclude(Exists(model._base_manager.filter(**{column: OuterRef("pk")})))
    running = Traject.objects.filter(dossier__destroyed_at=None)
    for column in _columns_to(Traject, User):
        left = left.exclude(Exists(running.filter(**{column: OuterRef("pk")})))
    return sum(_each(_forget, left))


def _not_in_the_portal(users: QuerySet[User]) -> QuerySet[User]:
    """Leave out who is a client, acts for one, or speaks for an opdrachtgever."""
    users = users.exclude(pk__in=Client.objects.exclude(user=None).values("user"))
    users = users.exclude(pk__in=Representative.objects.values("user"))
    return users.exclude(pk__in=OpdrachtgeverContact.objects.filter(ended_at=None).values("user"))


def destroy_prospects() -> int:
    """Destroy clients with whom no traject began; their safe is shredded, so that no backup can read it either."""
    old = Client.objects.filter(trajecten=None, created_at__lt=akkoord_now() - PROSPECT_KEPT)
    return sum(_each(_destroy_prospect, _not_held(old.select_related("user"))))


def _destroy_prospect(client: Client) -> bool:
    if not _lets_go(client.pk):
        return False
    _destroy(client.safe_id, client_id=client.pk)
    if client.user is not None and not _is_needed(client.user):
        _forget(client.user)
    return True


@transaction.atomic
def _lets_go(client_id: UUID) -> bool:
    """Close the door on a client with whom still no traject has begun; False when one began meanwhile."""
    [client] = clients_to_let_go([client_id])
    if Traject.objects.filter(client=client).exists():
        return False
    let_go([client_id])
    return True


def destroy_referrals() -> int:
    """Destroy candidates whom the bureau did not take on, or never answered about."""
    now = akkoord_now()
    declined = Q(declined_at__lt=now - REFERRAL_KEPT)
    unanswered = Q(declined_at=None, accepted_at=None, created_at__lt=now - UNANSWERED_REFERRAL_KEPT)
    # Accepted and then no traject: the candidate never came.
    nothing_came = Q(accepted_at__lt=now - UNANSWERED_REFERRAL_KEPT)
    old = _not_held(Referral.objects.filter(declined | unanswered | nothing_came, traject=None))
    return len(_each(lambda referral: _destroy(referral.safe_id), old))


def clear_admin_log() -> int:
    """Delete what the admin site remembers of who changed what; the log of the house has its own seal and term."""
    deleted, _kinds = LogEntry.objects.filter(action_time__lt=akkoord_now() - ADMIN_LOG_KEPT).delete()
    return deleted


def clear_outbox() -> int:
    """Delete rows of messages whose address was blanked long ago."""
    old = OutboxMessage.objects.filter(to__isnull=True, created_at__lt=akkoord_now() - OUTBOX_ROW_KEPT)
    deleted, _kinds = old.delete()
    return deleted


def _each(work: Callable[[Row], Result], rows: Iterable[Row]) -> list[Result]:
    return one_by_one(work, rows, name=lambda row: row.pk)


def _naming(target: type[models.Model]) -> list[tuple[type[models.Model], str]]:
    """Return the columns by which a row that goes with its dossier names a row of `target`."""
    return [
        (model, column)
        for model in apps.get_models()
        if not declared(model, "kept")
        for column in _columns_to(model, target)
    ]


def _naming_in_a_dossier() -> list[tuple[type[models.Model], str]]:
    """Return the columns by which what lies in a dossier, or goes with it, names somebody of the bureau."""
    rows = going_along({Dossier, Client})
    return [(model, column) for model in rows for column in _columns_to(model, User)]


def _columns_to(model: type[models.Model], target: type[models.Model]) -> list[str]:
    columns = model._meta.concrete_fields
    return [one.name for one in columns if one.remote_field is not None and one.remote_field.model is target]


def _not_held(rows: QuerySet[Any]) -> list[Any]:
    found = list(rows)
    kept = held([row.safe_id for row in found])
    return [row for row in found if row.safe_id not in kept]


def _destroy(safe_id: UUID, *, client_id: UUID | None = None) -> None:
    told = Entry(event=Word.ELSEWHERE_ERASED, role="system", client_id=client_id)
    destroy_apart(safe_id, told=told, client_ids=[client_id] if client_id else [])


@transaction.atomic
def _forget_contact(contact: OpdrachtgeverContact) -> bool:
    ended_at = contact.ended_at or akkoord_now()
    OpdrachtgeverContact.objects.filter(pk=contact.pk).update(name="", job_title="", ended_at=ended_at)
    record(Word.ELSEWHERE_ERASED, role="system", object_type="dossiers.opdrachtgevercontact", object_id=contact.pk)
    if not _is_needed(contact.user):
        _forget(contact.user)
    return True


def _is_needed(user: User) -> bool:
    return Client.objects.filter(user=user).exists() or bool(needed_for_others([user.pk]))


@transaction.atomic
def _forget(user: User) -> bool:
    forget_user(user)
    record(Word.ELSEWHERE_ERASED, role="system", object_type="accounts.user", object_id=user.pk)
    return True
