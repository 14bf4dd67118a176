"""Doorbells of reporting: deliver a report, look for lost bells and lost deliveries, keep older reports apart."""

import time
from uuid import UUID

from celery import current_task, shared_task

from audit.opening import assert_locked
from reporting.services.delivering import deliver, due_deliveries
from reporting.services.keeping_apart import keep_apart
from reporting.services.telling import tell_of_lost
from ui.doors import gated, no_content
from ui.ringing import ring

KEEPING_APART_SECONDS = 120.0


@shared_task(name="reporting.tasks.deliver_report", acks_late=True)
@gated("report")
def deliver_report(delivery_id: str) -> None:
    """Bring one delivery to its end; ringing twice does nothing twice."""
    assert_locked()
    deliver(UUID(delivery_id), worker=str(current_task.request.id or "by hand"))


@shared_task(name="reporting.tasks.sweep_deliveries")
@no_content("Rings for deliveries by their id; each delivery passes the gate itself.")
def sweep_deliveries() -> None:
    """Ring again for every delivery that no living worker holds."""
    assert_locked()
    for delivery_id in due_deliveries():
        ring(deliver_report, delivery_id)


@shared_task(name="reporting.tasks.tell_senders")
@no_content("Mails that nothing was sent; the report and all that it said are gone.")
def tell_senders() -> None:
    """Tell who sent a report that was destroyed before anybody came to its delivery."""
    assert_locked()
    tell_of_lost()


@shared_task(name="reporting.tasks.keep_older_reports_apart")
@no_content("Seals older reports anew in safes of their own; shows them to nobody.")
def keep_older_reports_apart() -> None:
    """Move reports of before reports were parts, for less than a task may last; the next ring goes on."""
    assert_locked()
    until = time.monotonic() + KEEPING_APART_SECONDS
    for _progress in keep_apart(at_once=1):
        if time.monotonic() > until:
            return
