"""Doorbells of the vault."""

from celery import shared_task

from ui.doors import no_content
from vault import quarantine
from vault.services import sweep_orphan_files, sweep_orphan_keys


@shared_task
@no_content("removes keys and bytes that belong to nothing")
def sweep() -> None:
    """Remove what crashes left lying; in quarantine nothing is removed but what the ledger says."""
    if not quarantine.doors_closed():
        sweep_orphan_keys()
        sweep_orphan_files()
