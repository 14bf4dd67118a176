"""Who may see dates and cases, and who may approve or hold."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.permissions import has_role
from accounts.terms import Role
from dossiers.models import Document, Dossier, Part
from dossiers.permissions import access_of, visible_to
from retention.models import DestructionList, PaperDossier, PurgeCase, RecipientNotice, TermChange
from vault.models import Hold

REVIEWERS = (Role.DIRECTIE, Role.PRIVACY_OFFICER)
REMAINS_ROLES = (Role.COACH, Role.VESTIGINGSMANAGER, Role.ADMINISTRATIE, *REVIEWERS)
# Who carries out the duty to keep something (law floor, what-outlives-is-found-again).
DUTY_ROLES = (Role.ADMINISTRATIE, Role.PRIVACY_OFFICER)
LEFT_ROLES = (Role.ADMINISTRATIE, *REVIEWERS)
PAPER_ROLES = (Role.ADMINISTRATIE, Role.VESTIGINGSMANAGER, *REVIEWERS)


def may_review(user: User) -> bool:
    """Directie and privacy officer approve, hold and release; they see numbers and dates, never content."""
    return has_role(user, *REVIEWERS)


def dossiers_with_dates(user: User) -> QuerySet[Dossier]:
    """Reviewers see the dates of every dossier, others only of those they may know to exist.

    Of a destroyed dossier only reviewers still see what a statute or a longer term keeps.
    """
    if may_review(user):
        left = Part.objects.filter(dossier=OuterRef("pk"), destroyed_at=None)
        known = Dossier.objects.filter(Q(destroyed_at=None) | Exists(left))
    else:
        known = visible_to(user).filter(destroyed_at=None)
    return known.select_related("traject")


def hold_or_404(dossier: Dossier, hold_id: UUID) -> Hold:
    """Return a hold that lies on this dossier, lifted or not; raises Http404 for any other."""
    safes = [dossier.safe_id, *Part.objects.filter(dossier=dossier).values_list("safe_id", flat=True)]
    return get_object_or_404(Hold.objects.filter(safes__in=safes).distinct(), pk=hold_id)


def reviewable_case(user: User, case_id: UUID) -> PurgeCase | None:
    """Return the open case, or None for who may not approve or when there is no such case."""
    if not may_review(user):
        return None
    return PurgeCase.objects.unfinished().filter(pk=case_id).first()


def change_or_404(dossier: Dossier, change_id: UUID) -> TermChange:
    """Return what was decided about a term of this dossier; raises Http404 for any other."""
    return get_object_or_404(TermChange.objects.filter(dossier=dossier).select_related("dossier"), pk=change_id)


def list_or_404(list_id: UUID) -> DestructionList:
    """Return a destruction list; raises Http404 when there is none."""
    return get_object_or_404(DestructionList.objects.select_related("proposed_by", "approved_by"), pk=list_id)


def may_handle_paper(user: User) -> bool:
    """Administratie, vestigingsmanager and reviewers know where paper lies and confirm that it is gone."""
    return has_role(user, *PAPER_ROLES)


def paper_or_404(paper_id: UUID) -> PaperDossier:
    """Return a paper dossier; raises Http404 when there is none."""
    return get_object_or_404(PaperDossier.objects.select_related("dossier__traject"), pk=paper_id)


def part_of_file_or_404(user: User, dossier: Dossier, document_id: UUID) -> Part:
    """Return the part that a file is which `user` may read; raises Http404 for any other."""
    readable = Document.objects.filter(access_of(user, dossier).readable(), pk=document_id, dossier=dossier)
    return get_object_or_404(
        Part.objects.filter(dossier=dossier, destroyed_at=None), item_id__in=readable.values("pk")
    )


def notice_or_404(notice_id: UUID) -> RecipientNotice:
    """Return what has to be told to one recipient; raises Http404 when there is no such recipient."""
    return get_object_or_404(RecipientNotice.objects.select_related("case"), pk=notice_id)


def whereabouts_of(dossier: Dossier) -> str:
    """Return where the paper of this dossier lies; empty when nothing was written down."""
    return PaperDossier.objects.filter(dossier=dossier).values_list("whereabouts", flat=True).first() or ""
