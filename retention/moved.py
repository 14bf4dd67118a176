"""Reports that were moved out of the safe of their dossier: when they may be destroyed by themselves."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef

from consent.models import ContentVersion
from dossiers.models import Part
from dossiers.terms import PartKind
from retention.services.warning import longest_ahead
from retention.terms import MOVED_STAYS
from vault.among import Ids
from vault.clock import akkoord_now
from vault.services import with_former_key


def readable_elsewhere(part_ids: Collection[UUID]) -> frozenset[UUID]:
    """Return those of these parts of which a copy may still open under a key of their dossier, and those just moved.

    Where such a report lay before, the former key of its dossier opens it, in this house for a day or more and in
    backups of the keys for their life after that. People are told of its date in time, too.
    """
    # Written before its part was made: it lay with the whole, and was moved.
    written = ContentVersion.objects.filter(object_id=OuterRef("item_id"), created_at__lt=OuterRef("created_at"))
    moved = Part.objects.filter(Exists(written), pk__among=Ids(part_ids), kind=PartKind.REPORT)
    found = list(moved.values_list("pk", "created_at", "dossier__safe"))
    if not found:
        return frozenset()
    lingering = with_former_key({whole for _part_id, _moved_at, whole in found})
    since = akkoord_now() - max(longest_ahead(), MOVED_STAYS)
    return frozenset(part_id for part_id, moved_at, whole in found if moved_at > since or whole in lingering)
