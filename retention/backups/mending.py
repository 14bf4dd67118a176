"""A ledger of which lines are lost for good: written on from what `default` knows, and never silently."""

from uuid import UUID

from retention.backups.troubles import BackupTrouble
from retention.models import PurgeCase
from retention.services.advancing import safe_ids_of
from vault import ledger, quarantine, remembering
from vault.models import Safe

MENDED = "ledger.mended"
# Whoever was destroyed by no case that is known; replaying such a line shreds and erases by its safes alone.
NO_CASE = UUID(int=0)


def mend() -> int:
    """Write a line for every one that is lost, and again what was destroyed by them; return how many were lost.

    Only a ledger that is whole as far as it goes, beside a `default` that remembers as much as anything does: else
    something was destroyed of which nobody knows, and only a copy of the ledger helps. Killed anywhere, a second call
    goes on. Raises BackupTrouble.
    """
    found, mark = ledger.verify(), remembering.newest()
    if not found.ok:
        raise BackupTrouble("The ledger was changed. Move it aside and put its newest copy back, or a backup's own.")
    if mark is None or ledger.comes_to(mark):
        raise BackupTrouble("Nothing is lost: the ledger comes as far as the databases remember.")
    if remembering.newest_in_default() != mark:
        raise BackupTrouble("default is older than keys and does not know what was destroyed. Only a copy helps.")
    lost = mark.seq - found.lines
    for number in range(found.lines + 1, mark.seq + 1):
        ledger.append(MENDED, {"lost": number})
    # From here on the numbers are past what is remembered, so that the last of them is the new head.
    for case_id, safe_ids in _unwritten():
        ledger.append(
            "safe.shredded",
            {"safe_ids": sorted(map(str, safe_ids)), "case_id": str(case_id), "certificate_id": None},
        )
    remembering.remember([ledger.append(MENDED, {"up_to": mark.seq, "remembered": mark.sha256})])
    quarantine.forget()
    return max(lost, 0)


def _unwritten() -> list[tuple[UUID, set[UUID]]]:
    written = {UUID(safe_id) for entry in ledger.read_all() for safe_id in entry.body.get("safe_ids", [])}
    missing = set(Safe.objects.filter(shredded_at__isnull=False).values_list("id", flat=True)) - written
    lines = []
    for case in PurgeCase.objects.filter(shredded_at__isnull=False).order_by("shredded_at", "pk"):
        if mine := missing.intersection(safe_ids_of(case)):
            lines.append((case.pk, mine))
            missing -= mine
    return [*lines, *([(NO_CASE, missing)] if missing else [])]
