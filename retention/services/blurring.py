"""What the row of a traject goes on telling once nothing of its dossier is left: the years, and no outcome."""

from dataclasses import replace
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import TruncYear

from audit.services.recording import Entry, record_many
from audit.terms import Word
from dossiers.models import Part, Traject
from dossiers.terms import Outcome
from retention.models import PaperDossier
from vault.clock import AMSTERDAM, AkkoordNowOnce

BLURRED_AT_ONCE: Final = 5000


@transaction.atomic
def blur_trajecten() -> int:
    """Blur the trajecten of destroyed dossiers of which no part and no paper is left; returns how many. Run it again.

    An opdrachtgever knows by the days, and by how it ended, which of his people it was about. Until nothing is left
    those days date what is.
    """
    left = Part.objects.filter(dossier=OuterRef("dossier"), destroyed_at=None)
    paper = PaperDossier.objects.filter(dossier=OuterRef("dossier"), destroyed_on=None)
    sharp = Traject.objects.filter(blurred_at=None, dossier__destroyed_at__isnull=False, closed_at__isnull=False)
    sharp = sharp.exclude(Exists(left)).exclude(Exists(paper)).order_by("id")[:BLURRED_AT_ONCE]
    ids = list(sharp.select_for_update(of=("self",), skip_locked=True).values_list("pk", flat=True))
    moments = {name: TruncYear(name, tzinfo=AMSTERDAM) for name in ("closed_at", "created_at")}
    Traject.objects.filter(pk__in=ids).update(
        outcome=Outcome.OTHER,
        planned_end_on=None,
        started_on=TruncYear("started_on"),
        ended_on=TruncYear("ended_on"),
        blurred_at=AkkoordNowOnce(),
        **moments,
    )
    told = Entry(event=Word.ELSEWHERE_ERASED, role="system", object_type="dossiers.traject")
    record_many([replace(told, object_id=traject_id) for traject_id in ids])
    return len(ids)
