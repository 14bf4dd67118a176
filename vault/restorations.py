"""Backups that were put back and databases that were found old: who begins one closes the doors."""

from uuid import UUID

from django.db.models.functions import Now

from vault.ids import new_id
from vault.models import Restoration

# What a restored database must say of itself before anybody can look at it; psql fills it in.
BEGUN_AS_SQL = (
    "INSERT INTO public.vault_restoration (id, backup, parts, begun_at) VALUES ('{id}', '{backup}', '{parts}', now());"
)


def begin(*, backup: str, parts: str, restoration_id: UUID | None = None) -> UUID:
    """Close the doors before anything is put back; a second call for the same changes nothing."""
    row, _fresh = Restoration.objects.get_or_create(
        id=restoration_id or new_id(), defaults={"backup": backup, "parts": parts}
    )
    return row.id


def found() -> None:
    """Close the doors because the comparison with the ledger found a database that is older than it should be."""
    if not waiting():
        Restoration.objects.create(backup="", parts="", restored_at=Now())


def restored(restoration_id: UUID) -> None:
    """Note that everything is back that was to be put back."""
    Restoration.objects.filter(id=restoration_id, restored_at=None).update(restored_at=Now())


def give_up(restoration_id: UUID) -> None:
    """Note that an earlier restore that was broken off is done over by this one."""
    Restoration.objects.exclude(id=restoration_id).filter(restored_at=None).update(restored_at=Now())


def waiting() -> list[Restoration]:
    """Return those after which the doors have not opened yet."""
    return list(Restoration.objects.filter(opened_at=None).order_by("begun_at"))


def opened() -> None:
    """Open the doors after all of them; only for whoever has proved that nothing came back."""
    Restoration.objects.filter(opened_at=None, restored_at__isnull=False).update(opened_at=Now())
