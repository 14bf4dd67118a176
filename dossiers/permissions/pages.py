"""The first line of a view: the object this person may know, or an answer that does not tell it exists."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from dossiers.models import Client, Consult, Dossier, Duty, Note, OpdrachtgeverContact, Referral, Representative
from dossiers.permissions.grants import access_of, may_write, visible_to
from dossiers.permissions.owners import own_dossiers
from dossiers.permissions.referrals import contacts_of, referrals_known_to

WITH_SKELETON = (
    "safe",
    "traject__client",
    "traject__opdrachtgever",
    "traject__branch",
    "traject__reglement_version",
)


def dossier_or_404(user: Any, number: str, *, write: bool = False) -> Dossier:
    """Return the dossier; raises Http404 when `user` may not know it, PermissionDenied when he may not write in it."""
    dossier = _with_skeleton(visible_to(user)).filter(number=number).first()
    if dossier is None:
        raise Http404
    if write and not may_write(user, dossier):
        raise PermissionDenied
    return dossier


def own_note_or_404(user: Any, dossier: Dossier, note_id: UUID) -> Note:
    """Return the note of this dossier that `user` wrote and may still read; raises Http404 otherwise."""
    readable = access_of(user, dossier).readable()
    note = Note.objects.filter(readable, pk=note_id, dossier=dossier, author_id=user.pk).first()
    if note is None:
        raise Http404
    note.dossier = dossier
    return note


def consult_or_404(user: Any, dossier: Dossier, consult_id: UUID) -> Consult:
    """Return the consult of this dossier; raises Http404 when there is none, or none that `user` may see."""
    if not access_of(user, dossier).sees_in_general:
        raise Http404
    consult = Consult.objects.filter(pk=consult_id, dossier=dossier).first()
    if consult is None:
        raise Http404
    consult.dossier = dossier
    return consult


def own_consult_or_404(user: Any, consult_id: UUID) -> Consult:
    """Return a consult about `user` or whom he represents, if its summary was shared; raises Http404 otherwise."""
    shared = Consult.objects.filter(dossier__in=own_dossiers(user), summary_shared_at__isnull=False, cancelled_at=None)
    consult = shared.select_related("dossier").filter(pk=consult_id).first()
    if consult is None:
        raise Http404
    return consult


def duty_or_404(dossier: Dossier, duty_id: UUID) -> Duty:
    """Return the duty of this dossier; raises Http404 when there is none."""
    duty = Duty.objects.filter(pk=duty_id, dossier=dossier).first()
    if duty is None:
        raise Http404
    return duty


def own_dossier_or_404(user: Any, number: str | None = None) -> Dossier:
    """Return the client's own dossier of this number, or his newest; raises Http404 when there is none."""
    own = _with_skeleton(own_dossiers(user)).order_by("-created_at", "-pk")
    dossier = (own if number is None else own.filter(number=number)).first()
    if dossier is None:
        raise Http404
    return dossier


def referral_or_404(user: Any, referral_id: UUID) -> Referral:
    """Return a referral that `user` may answer, answered or not; raises Http404 otherwise."""
    referral = referrals_known_to(user).filter(pk=referral_id).first()
    if referral is None:
        raise Http404
    return referral


def client_or_404(dossier: Dossier) -> Client:
    """Return whom the dossier is about; raises Http404 once he is destroyed."""
    if dossier.traject.client is None:
        raise Http404
    return dossier.traject.client


def representative_or_404(dossier: Dossier, representative_id: UUID) -> Representative:
    """Return who acts or acted for the client of this dossier; raises Http404 for anybody else."""
    found = Representative.objects.filter(pk=representative_id, client=dossier.traject.client_id).first()
    if found is None:
        raise Http404
    return found


def contact_or_404(user: Any) -> OpdrachtgeverContact:
    """Return the contact that `user` acts as; raises Http404 when he is none."""
    contact = contacts_of(user).select_related("opdrachtgever").first()
    if contact is None:
        raise Http404
    return contact


def _with_skeleton(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    # The rules of a version are read once per process, so its text does not travel along with every page.
    return dossiers.select_related(*WITH_SKELETON).defer("traject__reglement_version__document")
