"""Telling who wanted to send a report that it is being destroyed, or was before anybody came to its delivery."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from audit.services import record
from audit.terms import Outcome, Word
from dossiers.permits import acting_role
from mail.models import OutboxMessage
from mail.services import queue
from reporting.models import LostDelivery
from ui.sweeping import one_by_one

HELD_BACK, LOST_SIGHT_OF = "report_held_back", "report_lost_sight_of"


def tell_sender(delivery_id: UUID, sender: User, *, number: str, template: str = HELD_BACK) -> bool:
    """Mail the sender what became of his delivery, and say whether he did not know yet; `number` is of the dossier.

    Call it under a lock on the delivery, or on what is left of it: of two at once one is to be first.
    """
    key = f"report-held-back:{delivery_id}"
    if OutboxMessage.objects.filter(idempotency_key=key).exists():
        return False
    queue(
        template=template,
        to=sender.email,
        context={"link": settings.AKKOORD_BASE_URL + reverse("reporting:reports", args=[number])},
        idempotency_key=key,
        language=sender.language,
    )
    return True


def tell_of_lost(limit: int = 100) -> int:
    """Tell the senders of deliveries that were destroyed before they ended; returns how many did not know yet.

    Safe to call any number of times, at once and after a crash anywhere: what is left of a delivery goes in the
    transaction of its mail. Raises an ExceptionGroup of those that failed alone.
    """
    waiting = LostDelivery.objects.order_by("lost_at").values_list("pk", flat=True)[:limit]
    return sum(one_by_one(_tell_of, list(waiting), name=str))


@transaction.atomic
def _tell_of(delivery_id: UUID) -> bool:
    waiting = LostDelivery.objects.select_for_update(of=("self",), skip_locked=True)
    lost = waiting.select_related("dossier", "requested_by").filter(pk=delivery_id).first()
    if lost is None:
        return False
    template = LOST_SIGHT_OF if lost.was_restored else HELD_BACK
    is_fresh = tell_sender(lost.pk, lost.requested_by, number=lost.dossier.number, template=template)
    if is_fresh:
        record(
            Word.REPORT_LOST_SIGHT_OF if lost.was_restored else Word.REPORT_HELD_BACK,
            by=lost.requested_by,
            role=acting_role(lost.requested_by),
            dossier_id=lost.dossier_id,
            object_type="reporting.delivery",
            object_id=lost.pk,
            purpose="reporting",
            decision_id=lost.decision_id,
            outcome=Outcome.REFUSED,
        )
    lost.delete()
    return is_fresh
