"""What desk shows of reports on its own pages: the line of a traject, and what asks attention today."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from consent.terms import ReportKind
from dossiers.models import Dossier
from dossiers.models.items import STILL_THERE
from dossiers.permissions import visible_to
from reporting.models import ReportVersion
from reporting.queries.standing import TONES, Standing, standings_of
from reporting.terms import RefusedReason, ReportState
from ui.parts import TimelineEvent
from vault.clock import akkoord_now

# Older refusals have either been answered with a new version or been let go.
RECENTLY: Final = timedelta(days=30)
MET_A_NO: Final = frozenset({ReportState.REFUSED, ReportState.WITHDRAWN, ReportState.NOT_SENT})


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One report on which a client has yet to answer."""

    dossier_id: UUID
    dossier_number: str
    client_id: UUID | None
    report_id: UUID
    version_id: UUID
    kind: str
    number: int
    since: datetime
    url: str


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """One report that a client refused, or that could not be delivered."""

    dossier_id: UUID
    dossier_number: str
    client_id: UUID | None
    report_id: UUID
    version_id: UUID
    kind: str
    number: int
    at: datetime
    reason: str
    url: str


def timeline_of(dossier: Dossier) -> list[TimelineEvent]:
    """Return the reports of a dossier as moments on the line of its traject; opens nothing sealed."""
    versions = list(_versions().filter(report__dossier=dossier).order_by("created_at", "pk"))
    standings = standings_of(versions)
    current = [v for v in versions if v.content.superseded_at is None or _was_sent(standings[v.pk])]
    return [
        TimelineEvent(
            at=standings[version.pk].at,
            label=f"{version.report.get_kind_display()}: {standings[version.pk].label}",
            kind="report",
            tone=TONES[standings[version.pk].state],
            url=_url(dossier.number, version),
        )
        for version in current
    ]


def waiting_for_client(user: Any) -> list[WaitingLine]:
    """Return the reports in the dossiers of `user` that wait for a client, longest waiting first."""
    found = [
        WaitingLine(**_place(version), since=standing.at)
        for version, standing in _current_of(user)
        if standing.state == ReportState.WAITING
    ]
    return sorted(found, key=lambda line: line.since)


def recently_refused(user: Any) -> list[RefusedLine]:
    """Return the reports in the dossiers of `user` that met a no since a month, newest first."""
    begin = akkoord_now() - RECENTLY
    found = [
        RefusedLine(**_place(version), at=standing.at, reason=_reason(standing))
        for version, standing in _current_of(user)
        if standing.state in MET_A_NO and standing.at >= begin
    ]
    return sorted(found, key=lambda line: line.at, reverse=True)


def _current_of(user: Any) -> list[tuple[ReportVersion, Standing]]:
    running = visible_to(user).filter(destroyed_at=None)
    versions = list(_versions().filter(report__dossier__in=running, content_version__superseded_at=None))
    standings = standings_of(versions)
    return [(version, standings[version.pk]) for version in versions]


def _versions() -> QuerySet[ReportVersion]:
    there = ReportVersion.objects.filter(STILL_THERE, content_version__isnull=False)
    return there.select_related("report", "content_version").annotate(
        dossier_number=F("report__dossier__number"), client_id=F("report__dossier__traject__client_id")
    )


def _was_sent(standing: Standing) -> bool:
    return standing.state == ReportState.SENT


def _place(version: Any) -> dict[str, Any]:
    return {
        "dossier_id": version.report.dossier_id,
        "dossier_number": version.dossier_number,
        "client_id": version.client_id,
        "report_id": version.report_id,
        "version_id": version.pk,
        "kind": ReportKind(version.report.kind).label,
        "number": version.number,
        "url": _url(version.dossier_number, version),
    }


def _url(dossier_number: str, version: ReportVersion) -> str:
    return reverse("reporting:report", args=[dossier_number, version.report_id])


def _reason(standing: Standing) -> str:
    if standing.refused_reason:
        return str(RefusedReason(standing.refused_reason).label)
    return _("De cliënt trok het akkoord in.") if standing.state == ReportState.WITHDRAWN else _("De cliënt zei nee.")
