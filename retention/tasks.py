"""Doorbells of destruction: beat pokes, workers claim."""

import logging
from contextlib import suppress
from uuid import UUID

from celery import current_task, shared_task
from django.conf import settings

from audit.opening import assert_locked
from reglement.refusals import NoActiveReglement
from reglement.services import active_version
from retention.backups import places, pruning
from retention.backups.reapplying import reopen
from retention.backups.troubles import AlreadyRunning, BackupTrouble
from retention.services import advancing, clearing, departing, following, printing
from retention.services.alarming import tell_of_stopped, watch_clock
from retention.services.cases import find_due
from retention.services.requesting import follow_requests
from retention.services.warning import warn_in_time
from retention.terms import BATCH, BELLS, PRINTED_AT_ONCE, TAKEN_AT_ONCE
from retention.waiting import movable
from ui.doors import no_content
from ui.ringing import ring
from ui.sweeping import in_turn
from vault import quarantine

logger = logging.getLogger(__name__)


@shared_task(name="retention.tasks.find_due_dossiers")
@no_content("Opens cases and rings bells; nothing sealed is read.")
def find_due_dossiers() -> None:
    """Open cases for what comes due, and ring for those that may go further now; the next poke does the rest."""
    assert_locked()
    in_turn(
        following.follow_other_trajecten, follow_requests, watch_clock, find_due, warn_in_time, tell_of_stopped, _ring
    )


def _ring() -> None:
    for _bell in range(0, movable()[: BELLS * BATCH].count(), BATCH):
        ring(advance_due)


@shared_task(name="retention.tasks.follow_version")
@no_content("Rings bells for the dossiers that a new version of the reglement has not reached yet.")
def follow_version() -> None:
    """Ring for every dossier that was last decided about under another version than the one that holds."""
    assert_locked()
    try:
        version = active_version()
    except NoActiveReglement:
        return
    for dossier_id in following.dossiers_behind(version):
        ring(follow_dossier, str(dossier_id))


@shared_task(name="retention.tasks.follow_dossier", acks_late=True)
@no_content("Decides about access and dates again; the gate reads an age, nothing is shown.")
def follow_dossier(dossier_id: str) -> None:
    """Let one dossier follow the version that holds; safe to ring twice."""
    assert_locked()
    following.follow_version(UUID(dossier_id))


@shared_task(name="retention.tasks.advance_case", acks_late=True)
@no_content("Destroys without reading: no safe is unlocked on this road.")
def advance_case(case_id: str) -> None:
    """Take one case as far as it may go now; safe to ring twice, a second worker finds the lease taken."""
    assert_locked()
    advancing.advance(UUID(case_id), worker=_worker())


@shared_task(name="retention.tasks.advance_due", acks_late=True)
@no_content("Destroys without reading: no safe is unlocked on this road.")
def advance_due() -> None:
    """Take what is due as far as it may go now, batch by batch; safe to ring twice, each case has one worker."""
    assert_locked()
    if advancing.advance_due(worker=_worker(), at_most=TAKEN_AT_ONCE) >= TAKEN_AT_ONCE:
        ring(advance_due)


def _worker() -> str:
    return str(current_task.request.id or "by hand")


@shared_task(name="retention.tasks.print_certificates")
@no_content("A certificate holds counts, dates and articles, no personal data.")
def print_certificates() -> None:
    """Make the PDF of certificates that nobody asked for yet; safe to ring twice, and the next poke does the rest."""
    assert_locked()
    printing.print_waiting(PRINTED_AT_ONCE)


@shared_task(name="retention.tasks.clear_elsewhere")
@no_content("Blanks and destroys without reading: no safe is unlocked on this road.")
def clear_elsewhere() -> None:
    """Clear personal data that lie in no dossier, each after its own term; safe to ring twice."""
    assert_locked()
    clearing.clear_elsewhere()


@shared_task(name="retention.tasks.follow_departures")
@no_content("Gives safes a fresh key; nothing sealed is read.")
def follow_departures() -> None:
    """Renew the keys of safes that notes left, so that what they were there opens no more; safe to ring twice."""
    assert_locked()
    departing.follow_departures()


@shared_task(name="retention.tasks.reopen_doors", runs_behind_closed_doors=True)
@no_content("Destroys again what a restored database brought back; no safe is unlocked on this road.")
def reopen_doors() -> None:
    """Do again what a database that is older than the ledger forgot; a restore that is under way is left to itself."""
    assert_locked()
    if quarantine.doors_closed():
        with suppress(BackupTrouble):
            reopen()


@shared_task(name="retention.tasks.prune_backups", runs_behind_closed_doors=True)
@no_content("Removes sealed files whose time has come; opens none.")
def prune_backups() -> None:
    """Destroy backups that have outlived their life, also where nobody makes new ones any more."""
    if getattr(settings, "AKKOORD_BACKUP_DIR", None):
        try:
            with places.only_one():
                pruning.prune()
        except AlreadyRunning:
            pass  # who makes a backup has pruned first
        except OSError:
            logger.warning("the folder of backups can't be written here; akkoord-backup.timer must see to it")
