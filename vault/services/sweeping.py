"""What a crash leaves lying: keys whose safe never came, bytes whose row never came."""

from datetime import UTC, datetime

from django.db.models.functions import Now

from vault import storage
from vault.keys.models import SafeKey
from vault.models import Safe, SealedFile
from vault.terms import ORPHAN_AGE


def sweep_orphan_keys() -> int:
    """Delete keys older than a day whose safe does not exist, and return how many."""
    old = set(SafeKey.objects.filter(created_at__lt=Now() - ORPHAN_AGE).values_list("safe_id", flat=True))
    orphans = old.difference(Safe.objects.filter(id__in=old).values_list("id", flat=True))
    return SafeKey.objects.filter(safe_id__in=orphans).delete()[0]


def sweep_orphan_files() -> int:
    """Delete bytes older than a day that no row names, unfinished ones too, and return how many."""
    # The age is that of the disk: the house clock may have been moved.
    old = set(storage.names_older_than(ORPHAN_AGE, now=datetime.now(UTC)))
    orphans = old.difference(SealedFile.objects.filter(storage_name__in=old).values_list("storage_name", flat=True))
    for name in orphans:
        storage.remove(name)
    return len(orphans)
