"""What happens to one file of a dossier and lets its own term run, apart from the end of the traject."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from dossiers.models import Dossier, Part
from retention.services.dating import recompute
from vault.clock import today


@transaction.atomic
def report_became_final(dossier: Dossier, *, part_ids: Collection[UUID]) -> None:
    """Write down that the report that was made from these files is final, and give them their dates.

    Only the first report counts. The destruction itself is opened by the next sweep.
    """
    fresh = Part.objects.filter(pk__in=part_ids, dossier=dossier, report_final_on=None, destroyed_at=None, ending=None)
    if not fresh.exists():
        return
    rows = Dossier.objects.select_for_update(of=("self",), no_key=True)
    locked = rows.select_related("traject__reglement_version", "traject__opdrachtgever").get(pk=dossier.pk)
    fresh.update(report_final_on=today())
    recompute(locked)
