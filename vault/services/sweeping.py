"""What a crash leaves lying: keys whose safe never came, bytes whose row never came.

Against an empty or wrong database everything would seem to belong to nothing, so a sweep of much is refused.
"""

from collections.abc import Collection
from datetime import UTC, datetime

from django.db import transaction
from django.db.models.functions import Now

from vault import storage
from vault.facts import SweepRefused
from vault.keys.models import SafeKey
from vault.models import Safe, SealedFile
from vault.services.shredding import let_keys_go
from vault.terms import MANY_ORPHANS, ORPHAN_AGE


def sweep_orphan_keys() -> int:
    """Delete keys older than a day whose safe does not exist, and return how many; raises SweepRefused."""
    old = set(SafeKey.objects.filter(created_at__lt=Now() - ORPHAN_AGE).values_list("safe_id", flat=True))
    orphans = old.difference(Safe.objects.filter(id__in=old).values_list("id", flat=True))
    _refuse_much(orphans, of=old)
    with transaction.atomic(using="keys"):
        return let_keys_go(orphans)


def sweep_orphan_files() -> int:
    """Delete bytes older than a day that no row names, half ones too, and return how many; raises SweepRefused.

    Not where a former key lingers: there what was sealed anew goes with it (files.remove_former_bytes()).
    """
    # The age is that of the disk: the house clock may have been moved.
    old = set(storage.names_older_than(ORPHAN_AGE, now=datetime.now(UTC)))
    orphans = old.difference(SealedFile.objects.filter(storage_name__in=old).values_list("storage_name", flat=True))
    renewed = set(SafeKey.objects.filter(retired_at__isnull=False).values_list("safe_id", flat=True))
    orphans = storage.not_under(renewed, orphans)
    _refuse_much(orphans, of=old)
    for name in orphans:
        storage.remove(name)
    return len(orphans)


def _refuse_much(orphans: Collection[object], *, of: Collection[object]) -> None:
    if len(orphans) > MANY_ORPHANS and len(orphans) * 10 > len(of):
        raise SweepRefused
