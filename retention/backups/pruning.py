"""The end of backups: of the keys within fourteen days whatever happens, of the rest when the house says so."""

from datetime import UTC, datetime, timedelta
from typing import Final

from django.conf import settings

from retention.backups import manifest, places
from vault.terms import KEY_BACKUP_LIFE

# Whoever prunes once a day is in time too: what would outlive its life before the next day goes today.
PRUNED_EVERY: Final = timedelta(days=1)


def keys_until(name: str) -> datetime:
    """Return the moment after which the keys in a backup may not be used; a certificate counts on it."""
    return places.made_at(name) + KEY_BACKUP_LIFE


def prune(*, now: datetime | None = None) -> list[str]:
    """Destroy what has outlived its life, by the machine's clock and the moment in the name; return a line for each.

    The newest backup loses its keys in time like any other, and nothing else. Whoever calls works alone in the folder.
    """
    moment, names = now or datetime.now(UTC), places.names()
    done = [
        f"{name}: keys destroyed"
        for name in names
        if keys_until(name) - PRUNED_EVERY <= moment and places.remove_part(name, manifest.file_of("keys"))
    ]
    days = settings.AKKOORD_BACKUP_DAYS
    for name in names[:-1]:
        if days and places.made_at(name) + timedelta(days=days) <= moment:
            places.remove(name)
            done.append(f"{name}: destroyed")
    return done
