"""Opening the duties that decisions bring along, and fulfilling them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.services import record
from dossiers.facts import DutyAlreadyDone
from dossiers.models import Dossier, Duty
from dossiers.permits import acting_role
from dossiers.terms import DutyKind
from reglement.models import Decision
from vault.clock import akkoord_now


@transaction.atomic
def open_duty(
    *,
    dossier: Dossier,
    kind: str,
    article_key: str = "",
    article_label: str = "",
    channel: str = "",
    due_at: datetime | None = None,
    subject_type: str = "",
    subject_id: UUID | None = None,
    decision: Decision | None = None,
) -> Duty:
    """Open a duty on the desk of the coach; the same duty of the same decision twice is one duty."""
    words = {"article_key": article_key, "article_label": article_label, "channel": channel, "due_at": due_at}
    if decision is None or subject_id is None:
        return Duty.objects.create(
            dossier=dossier,
            kind=DutyKind(kind),
            decision=decision,
            subject_type=subject_type,
            subject_id=subject_id,
            **words,
        )
    duty, _is_new = Duty.objects.get_or_create(
        dossier=dossier,
        kind=DutyKind(kind),
        decision=decision,
        subject_id=subject_id,
        defaults={"subject_type": subject_type, **words},
    )
    return duty


@transaction.atomic
def finish_duty(*, duty: Duty, by: User) -> Duty:
    """Record that `by` fulfilled this duty now; raises DutyAlreadyDone."""
    duty = Duty.objects.select_for_update(of=("self",)).get(pk=duty.pk)
    if duty.is_done:
        raise DutyAlreadyDone
    duty.done_at, duty.done_by = akkoord_now(), by
    duty.save(update_fields=["done_at", "done_by"])
    record(
        "duty.done",
        by=by,
        role=acting_role(by),
        dossier_id=duty.dossier_id,
        object_type="dossiers.duty",
        object_id=duty.pk,
        decision_id=duty.decision_id,
        article=duty.article_label,
    )
    return duty
