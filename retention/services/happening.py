"""What happens to one file or report of a dossier and lets its own term run, apart from the end of the traject."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from dossiers.models import Dossier, Part
from retention.services.dating import recompute
from vault.clock import today


@transaction.atomic
def report_became_final(dossier: Dossier, *, part_ids: Collection[UUID]) -> None:
    """Write down that a report is final, on its own part and those of the files it was made from, and date them.

    Only the first report counts. The destruction itself is opened by the next sweep.
    """
    fresh = Part.objects.filter(pk__in=part_ids, dossier=dossier, report_final_on=None, destroyed_at=None, ending=None)
    if not fresh.exists():
        return
    locked = _locked(dossier)
    fresh.update(report_final_on=today())
    recompute(locked)


@transaction.atomic
def date_anew(dossier: Dossier) -> None:
    """Compute the dates again, because something in this dossier came under other rules."""
    recompute(_locked(dossier))


def _locked(dossier: Dossier) -> Dossier:
    rows = Dossier.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("traject__reglement_version", "traject__opdrachtgever").get(pk=dossier.pk)
