"""Delivering exactly once: claim under a lease, then disclosure, mail and moment in one transaction."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from audit.terms import Outcome, Word
from consent import gate
from consent.models import Disclosure
from consent.refusals import DisclosureRefused
from consent.services.disclosing import make_disclosure
from dossiers.permits import acting_role
from mail.services import queue
from reporting import terms
from reporting.models import Delivery
from reporting.services.going import is_going, let_nobody_begin
from reporting.services.noting import write_down
from reporting.services.sending import decision_about
from reporting.services.sourcing import let_terms_run
from reporting.services.telling import tell_sender
from reporting.terms import RefusedReason
from vault.clock import akkoord_now
from vault.queries import live


def deliver(delivery_id: UUID, *, worker: str) -> bool:
    """Bring one delivery to its end, delivered or refused; returns False when there is nothing to do for this worker.

    Safe to call any number of times, at once and after a crash anywhere: whoever holds the lease works, and the effect
    stands in the same transaction as the moment that says it is done.
    """
    delivery = _claimed(delivery_id, worker)
    if delivery is None:
        return False
    if is_going(delivery.report_version):
        return _refuse(delivery, RefusedReason.CONTENT_GONE)
    if not gate.permits(delivery.decision):
        delivery.decision = decision_about(delivery.report_version, by=delivery.requested_by)
        if not gate.permits(delivery.decision):
            return _refuse(delivery, RefusedReason.GATE)
    try:
        return _hand_over(delivery)
    except DisclosureRefused as refused:
        return _refuse(delivery, terms.REASON_OF_TRIGGER.get(refused.reason, RefusedReason.DISCLOSURE_REFUSED))


def due_deliveries(limit: int = 100) -> list[UUID]:
    """Return the deliveries that no living worker holds, oldest first."""
    return list(Delivery.objects.open().unclaimed().order_by("requested_at").values_list("pk", flat=True)[:limit])


@transaction.atomic
def _claimed(delivery_id: UUID, worker: str) -> Delivery | None:
    dossier_id = Delivery.objects.filter(pk=delivery_id).values_list("report_version__report__dossier").first()
    if dossier_id is None:
        return None
    let_nobody_begin(*dossier_id)
    claimable = Delivery.objects.open().unclaimed().select_for_update(of=("self",), skip_locked=True)
    delivery = claimable.filter(pk=delivery_id).first()
    if delivery is None:
        return None
    if _takes_something_in(delivery):
        delivery.claimed_until = akkoord_now() + terms.DELIVERY_LEASE
        delivery.claimed_by = worker
        delivery.attempts += 1
        delivery.save(update_fields=["claimed_until", "claimed_by", "attempts"])
    return _whole(delivery_id)


@transaction.atomic
def _hand_over(delivery: Delivery) -> bool:
    version = delivery.report_version
    # A destruction that began before this lock is seen by the database, which refuses the disclosure.
    let_nobody_begin(version.report.dossier_id)
    if not _is_still_mine(delivery):
        return False
    by = delivery.requested_by
    disclosure = make_disclosure(
        decision=delivery.decision, content_version=version.content, contact=delivery.contact, by=by
    )
    _mail(delivery, disclosure)
    _end(delivery, disclosure=disclosure, delivered_at=akkoord_now())
    let_terms_run(version.report)
    write_down(Word.REPORT_DELIVERED, version, by, role=acting_role(by), decision_id=delivery.decision_id)
    return True


@transaction.atomic
def _refuse(delivery: Delivery, reason: RefusedReason) -> bool:
    let_nobody_begin(delivery.report_version.report.dossier_id)
    if not _is_still_mine(delivery):
        return False
    by, dossier = delivery.requested_by, delivery.report_version.report.dossier
    # A row that takes nothing in stays open, so it is not the row that says whether he knows.
    if reason == RefusedReason.CONTENT_GONE and not tell_sender(delivery.pk, by, number=dossier.number):
        return False
    if _takes_something_in(delivery):
        _end(delivery, refused_at=akkoord_now(), refused_reason=reason)
    write_down(
        Word.REPORT_HELD_BACK,
        delivery.report_version,
        by,
        role=acting_role(by),
        decision_id=delivery.decision_id,
        outcome=Outcome.REFUSED,
    )
    return True


def _takes_something_in(delivery: Delivery) -> bool:
    """Say whether something can be written on the row: it goes with its dossier once that is being destroyed."""
    return bool(live([delivery.safe_id]))


def _is_still_mine(delivery: Delivery) -> bool:
    """Lock the row and say whether it still is open and claimed by this very attempt, not by a later one."""
    mine = Delivery.objects.open().filter(pk=delivery.pk, claimed_by=delivery.claimed_by, attempts=delivery.attempts)
    return mine.select_for_update(of=("self",)).exists()


def _end(delivery: Delivery, **moments: object) -> None:
    changes = {**moments, "decision": delivery.decision, "claimed_until": None, "claimed_by": ""}
    for column, value in changes.items():
        setattr(delivery, column, value)
    delivery.save(update_fields=list(changes))


def _mail(delivery: Delivery, disclosure: Disclosure) -> None:
    reader = delivery.contact.user
    queue(
        template="report_delivered",
        to=reader.email,
        context={
            "link": settings.AKKOORD_BASE_URL + reverse("reporting:contact-report", args=[disclosure.pk]),
            "coach": delivery.requested_by.name,
        },
        idempotency_key=f"report-delivered:{delivery.pk}",
        language=reader.language,
    )


def _whole(delivery_id: UUID) -> Delivery:
    return Delivery.objects.select_related(
        "decision",
        "requested_by",
        "contact__user",
        "report_version__content_version",
        "report_version__report__contact",
        "report_version__report__dossier__traject__client",
    ).get(pk=delivery_id)
