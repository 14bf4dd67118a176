"""Who may see dates and cases, and who may approve or hold."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.permissions import has_role
from accounts.terms import Role
from dossiers.models import Dossier
from dossiers.permissions import visible_to
from retention.models import DestructionList, PurgeCase, TermChange
from vault.models import Hold

REVIEWERS = (Role.DIRECTIE, Role.PRIVACY_OFFICER)


def may_review(user: User) -> bool:
    """Directie and privacy officer approve, hold and release; they see numbers and dates, never content."""
    return has_role(user, *REVIEWERS)


def dossiers_with_dates(user: User) -> QuerySet[Dossier]:
    """Reviewers see the dates of every dossier, others only of those they may know to exist."""
    known = Dossier.objects.all() if may_review(user) else visible_to(user)
    return known.filter(destroyed_at=None).select_related("traject")


def hold_or_404(dossier: Dossier, hold_id: UUID) -> Hold:
    """Return a hold that lies on this dossier, lifted or not; raises Http404 for any other."""
    return get_object_or_404(Hold.objects.filter(safes=dossier.safe_id), pk=hold_id)


def reviewable_case(user: User, case_id: UUID) -> PurgeCase | None:
    """Return the open case, or None for who may not approve or when there is no such case."""
    if not may_review(user):
        return None
    return PurgeCase.objects.filter(pk=case_id, certified_at=None).first()


def change_or_404(dossier: Dossier, change_id: UUID) -> TermChange:
    """Return what was decided about a term of this dossier; raises Http404 for any other."""
    return get_object_or_404(TermChange.objects.filter(dossier=dossier).select_related("dossier"), pk=change_id)


def list_or_404(list_id: UUID) -> DestructionList:
    """Return a destruction list; raises Http404 when there is none."""
    return get_object_or_404(DestructionList.objects.select_related("proposed_by", "approved_by"), pk=list_id)
