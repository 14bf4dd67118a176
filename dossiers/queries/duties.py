"""What the bureau still owes, for the desk of who may do it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from dossiers.models import Dossier, Duty
from dossiers.permissions import visible_to


@dataclass(frozen=True)
class DutyLine:
    """One open duty, with where it comes from."""

    id: UUID
    dossier_id: UUID
    dossier_number: str
    kind: str
    kind_label: str
    article_label: str
    channel: str
    due_at: datetime | None
    subject_type: str
    subject_id: UUID | None


def open_duties(user: Any, *, dossier: Dossier | None = None, limit: int = 50) -> list[DutyLine]:
    """Return the open duties in the dossiers visible to `user`, or in one of them; the soonest first."""
    duties = Duty.objects.filter(dossier__in=visible_to(user), done_at=None).select_related("dossier")
    if dossier is not None:
        duties = duties.filter(dossier=dossier)
    return [_line(duty) for duty in duties.order_by(F("due_at").asc(nulls_last=True), "created_at")[:limit]]


def _line(duty: Duty) -> DutyLine:
    return DutyLine(
        id=duty.pk,
        dossier_id=duty.dossier_id,
        dossier_number=duty.dossier.number,
        kind=duty.kind,
        kind_label=duty.get_kind_display(),
        article_label=duty.article_label,
        channel=duty.channel,
        due_at=duty.due_at,
        subject_type=duty.subject_type,
        subject_id=duty.subject_id,
    )
