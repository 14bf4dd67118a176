"""The report pages of staff: the list in a dossier, and one report with its history and its client's word."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.queries import names_of
from audit.opening import opened
from consent.queries import Remark, remark_of
from consent.queries.reading import first_read_by_client
from dossiers.catalogue import labels_of
from dossiers.models import AccessGrant, Dossier
from dossiers.models.items import STILL_THERE
from dossiers.permissions import Access
from dossiers.queries import GoneLine, gone_from
from dossiers.terms import DossierPermission, PartKind
from reporting.difference import Change, changes_between
from reporting.models import ReportVersion
from reporting.permissions import holds_refused
from reporting.permits import permit_to_list, permit_to_read
from reporting.queries.standing import Standing, standings_of
from reporting.sections import Section, from_stored
from reporting.terms import RefusedReason


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report in the list of a dossier."""

    report_id: UUID
    title: str
    kind: str
    contact: str
    number: int
    made_at: datetime
    standing: Standing


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the history of a report."""

    number: int
    made_at: datetime
    author: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Everything that the page of one report says."""

    report_id: UUID
    version_id: UUID
    content_id: UUID
    title: str
    kind: str
    purpose: str
    contact: str
    opdrachtgever: str
    number: int
    sections: tuple[Section, ...]
    categories: tuple[str, ...]
    category_keys: tuple[str, ...]
    holds_health: bool
    from_treating_doctor: bool
    confidential: bool
    oldest_on: date | None
    standing: Standing
    refused_reason: str
    submitted_at: datetime | None
    read_at: datetime | None
    remark: Remark | None
    former_number: int | None
    changes: tuple[Change, ...]
    history: tuple[VersionLine, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What was sealed: the text of a version, how it differs from the former one, and the client's remark."""

    title: str
    sections: tuple[Section, ...]
    changes: tuple[Change, ...]
    remark: Remark | None


def reports_of(dossier: Dossier, user: Any, access: Access) -> list[ReportLine]:
    """Return the reports of a dossier, newest first, each with where its newest version stands.

    A report with a kind of data that `user` may not see is not among them.
    """
    current = ReportVersion.objects.select_related("report__contact", "content_version").filter(
        STILL_THERE, report__dossier=dossier, content_version__isnull=False, content_version__superseded_at=None
    )
    versions = [each for each in current.order_by("-created_at", "-pk") if not holds_refused(each, access)]
    if not versions:
        return []
    standings = standings_of(versions)
    with opened(permit_to_list(user, dossier, access.grant_with(DossierPermission.VIEW), versions)):
        return [
            ReportLine(
                report_id=version.report_id,
                title=version.report.title,
                kind=version.report.get_kind_display(),
                contact=version.report.contact.name,
                number=version.number,
                made_at=version.created_at,
                standing=standings[version.pk],
            )
            for version in versions
        ]


def reports_gone_from(dossier: Dossier, access: Access) -> list[GoneLine]:
    """Return which reports of a dossier were destroyed before it, as far as the reader might have known of them."""
    return gone_from(dossier, access.reports_known(), (PartKind.REPORT,))


def report_page(version: ReportVersion, user: Any, grant: AccessGrant) -> ReportPage:
    """Return the page of a report at its newest version; reading it is written down."""
    report = version.report
    versions = list(_versions_of(version))
    standings = standings_of(versions)
    standing = standings[version.pk]
    former = next((each for each in versions if each.number == version.number - 1), None)
    labels = labels_of(report.dossier.traject)
    content = version.content
    with opened(permit_to_read(user, version, grant)):
        told = _told(version, former, standing.consent_id)
    return ReportPage(
        report_id=report.pk,
        version_id=version.pk,
        content_id=content.pk,
        title=told.title,
        kind=report.get_kind_display(),
        purpose=report.get_purpose_display(),
        contact=report.contact.name,
        opdrachtgever=report.contact.opdrachtgever.name,
        number=version.number,
        sections=told.sections,
        categories=tuple(labels.get(key, key) for key in content.category_keys),
        category_keys=tuple(content.category_keys),
        holds_health=content.holds_health,
        from_treating_doctor=content.from_treating_doctor,
        confidential=content.confidential,
        oldest_on=content.oldest_on,
        standing=standing,
        refused_reason=str(RefusedReason(standing.refused_reason).label) if standing.refused_reason else "",
        submitted_at=version.submitted_at,
        read_at=first_read_by_client(version.content),
        remark=told.remark,
        former_number=former.number if former else None,
        changes=told.changes,
        history=_history(versions, standings),
    )


def _told(version: ReportVersion, former: ReportVersion | None, consent_id: UUID | None) -> Told:
    """Read what is sealed; needs the report's safe unlocked."""
    sections = from_stored(version.body["sections"])
    return Told(
        title=version.body["title"],
        sections=sections,
        changes=changes_between(from_stored(former.body["sections"]), sections) if former else (),
        remark=remark_of(consent_id) if consent_id else None,
    )


def _history(versions: list[ReportVersion], standings: dict[UUID, Standing]) -> tuple[VersionLine, ...]:
    authors = names_of([version.created_by_id for version in versions])
    return tuple(
        VersionLine(version.number, version.created_at, authors.get(version.created_by_id, ""), standings[version.pk])
        for version in versions
    )


def _versions_of(version: ReportVersion) -> QuerySet[ReportVersion]:
    return (
        ReportVersion.objects.select_related("report", "content_version")
        .filter(report_id=version.report_id, number__lte=version.number)
        .order_by("-number")
    )
