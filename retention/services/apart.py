"""The destruction of a safe that lies apart from every dossier: of a candidate, a prospect, or what remained."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from audit.services.recording import Entry, record_many
from retention.inventory import inventory_of_safes
from retention.services.erasing import erase_files, erase_rows
from retention.services.verifying import verify_gone
from vault.ids import new_id
from vault.services import shred


def destroy_apart(safe_id: UUID, *, told: Entry, client_ids: Collection[UUID] = ()) -> None:
    """Shred the safe, erase its files and then its rows, write `told` in the log, and prove that nothing is left.

    The rows go last: while they are there the next sweep finds what a kill or a sick disk left. Not to be called
    inside a transaction. Raises SafeIsHeld, StorageOutOfReach, ResidueFound.
    """
    shred([safe_id], case_id=new_id(), certificate_id=None)
    erase_files([safe_id])
    with transaction.atomic():
        erase_rows(inventory_of_safes({safe_id}))
        record_many([told])
    verify_gone(safe_ids=[safe_id], client_ids=client_ids)
