"""The first line of a view: the object this person may know, or an answer that does not tell it exists."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from dossiers.models import Dossier, OpdrachtgeverContact
from dossiers.permissions.grants import may_write, visible_to
from dossiers.permissions.owners import own_dossiers
from dossiers.permissions.referrals import contacts_of

WITH_SKELETON = ("safe", "traject", "traject__client", "traject__opdrachtgever", "traject__branch")


def dossier_or_404(user: Any, number: str, *, write: bool = False) -> Dossier:
    """Return the dossier; raises Http404 when `user` may not know it, PermissionDenied when he may not write in it."""
    dossier = visible_to(user).select_related(*WITH_SKELETON).filter(number=number).first()
    if dossier is None:
        raise Http404
    if write and not may_write(user, dossier):
        raise PermissionDenied
    return dossier


def own_dossier_or_404(user: Any, number: str | None = None) -> Dossier:
    """Return the client's own dossier of this number, or his newest; raises Http404 when there is none."""
    own = own_dossiers(user).select_related(*WITH_SKELETON).order_by("-created_at", "-pk")
    dossier = (own if number is None else own.filter(number=number)).first()
    if dossier is None:
        raise Http404
    return dossier


def contact_or_404(user: Any) -> OpdrachtgeverContact:
    """Return the contact that `user` acts as; raises Http404 when he is none."""
    contact = contacts_of(user).select_related("opdrachtgever").first()
    if contact is None:
        raise Http404
    return contact
