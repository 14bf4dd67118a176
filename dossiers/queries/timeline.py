"""The traject as a line: what dossiers knows of it, without opening anything."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.models import Consult, Dossier, Part
from ui.parts import TimelineEvent
from vault.clock import AMSTERDAM, AkkoordNow


def timeline_of(dossier: Dossier) -> list[TimelineEvent]:
    """Return the start, the consults and the end of this traject; other rooms add what they know."""
    traject = dossier.traject
    events = [TimelineEvent(at=traject.started_on, label=_("start"))]
    events += [_consult(dossier, consult) for consult in _consults(dossier)]
    events += [_gone(dossier, day) for day in _days_of_destruction(dossier)]
    if traject.ended_on is not None:
        events.append(TimelineEvent(at=traject.ended_on, label=_("einde"), tone="plain"))
    elif traject.planned_end_on is not None:
        events.append(TimelineEvent(at=traject.planned_end_on, label=_("verwacht einde"), tone="plain"))
    return events


def _days_of_destruction(dossier: Dossier) -> list[date]:
    gone = Part.objects.filter(dossier=dossier, destroyed_at__isnull=False).values_list("destroyed_at", flat=True)
    return sorted({moment.astimezone(AMSTERDAM).date() for moment in gone if moment is not None})


def _gone(dossier: Dossier, day: date) -> TimelineEvent:
    url = reverse("dossiers:documents", args=[dossier.number])
    return TimelineEvent(at=day, label=_("delen vernietigd"), tone="plain", url=url)


def _consults(dossier: Dossier) -> list[Consult]:
    found = Consult.objects.filter(dossier=dossier, cancelled_at=None)
    if dossier.traject.is_closed:
        # What was planned and never came would stand there as if it still could.
        found = found.exclude(starts_at__gt=AkkoordNow())
    return list(found.only("number", "starts_at", "dossier_id", "summary_shared_at", "answer").order_by("starts_at"))


def _consult(dossier: Dossier, consult: Consult) -> TimelineEvent:
    return TimelineEvent(
        at=consult.starts_at,
        label=_("gesprek %(number)s") % {"number": consult.number},
        url=reverse("dossiers:conversations", args=[dossier.number]),
    )
