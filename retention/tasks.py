"""Doorbells of destruction: beat pokes, workers claim."""

from uuid import UUID

from celery import current_task, shared_task

from audit.opening import assert_locked
from retention.models import PurgeCase
from retention.services.advancing import advance
from retention.services.cases import find_due
from ui.doors import no_content
from ui.ringing import ring


@shared_task(name="retention.tasks.find_due_dossiers")
@no_content("Opens cases and rings bells; nothing sealed is read.")
def find_due_dossiers() -> None:
    """Open a case for each dossier that comes due, and ring for every case that is not finished."""
    assert_locked()
    find_due()
    for case_id in PurgeCase.objects.unfinished().values_list("pk", flat=True):
        ring(advance_case, str(case_id))


@shared_task(name="retention.tasks.advance_case", acks_late=True)
@no_content("Destroys without reading: no safe is unlocked on this road.")
def advance_case(case_id: str) -> None:
    """Take one case as far as it may go now; safe to ring twice, a second worker finds the lease taken."""
    assert_locked()
    advance(UUID(case_id), worker=str(current_task.request.id or "by hand"))
