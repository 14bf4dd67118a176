"""The approvals of colleagues that are about this very question: act, purpose, recipient, content and data."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from accounts.models import RoleAssignment
from consent.facts.question import Question, Words
from consent.models import InsideApproval, PlannedAct
from consent.terms import ApprovalKind
from dossiers.models import Dossier
from vault.clock import today


@dataclass(frozen=True)
class Approved:
    """One planned act and who approved it, in which role."""

    planned: PlannedAct
    by: UUID
    role: str


def approved_in(dossier: Dossier) -> tuple[Approved, ...]:
    """Return the approvals in force for this dossier: not taken back, not over, by who still has that role."""
    holds_role = RoleAssignment.objects.live().filter(user=OuterRef("by"), role=OuterRef("role"))
    taken_back = InsideApproval.objects.filter(
        planned=OuterRef("planned"), by=OuterRef("by"), kind=ApprovalKind.WITHDRAWN
    )
    given = InsideApproval.objects.filter(
        Exists(holds_role),
        ~Exists(taken_back),
        planned__dossier=dossier,
        planned__ended_at=None,
        planned__until__gte=today(),
        kind=ApprovalKind.GIVEN,
    )
    return tuple(
        Approved(each.planned, each.by_id, each.role) for each in given.select_related("planned").order_by("at")
    )


def approvals(question: Question, approved: Sequence[Approved]) -> tuple[Words, ...]:
    """Return those that cover this question: what is planned names every document and every kind of data in it."""
    return tuple(
        {"by_role": each.role, "by_another": each.by != question.actor.pk}
        for each in approved
        if _covers(each.planned, question)
    )


def _covers(planned: PlannedAct, question: Question) -> bool:
    content = question.content
    asked = content.category_keys if content else [category.key for category in question.categories]
    named = {item["key"] for item in planned.categories}
    return (
        (planned.act, planned.purpose) == (question.act, question.purpose)
        and planned.contact_id == (question.contact.pk if question.contact else None)
        and planned.content_version_id == (content.pk if content else None)
        and set(question.documents) <= set(planned.documents)
        and bool(asked)
        and set(asked) <= named
    )
