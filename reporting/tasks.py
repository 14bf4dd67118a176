"""Doorbells of reporting: deliver one report, and look for deliveries whose bell was lost."""

from uuid import UUID

from celery import current_task, shared_task

from audit.opening import assert_locked
from reporting.services.delivering import deliver, due_deliveries
from ui.doors import gated, no_content
from ui.ringing import ring


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
