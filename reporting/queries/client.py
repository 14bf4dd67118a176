"""The report pages of the client: what waits for him, and one exact version with who reads it and why."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from audit.opening import opened
from audit.terms import Word
from consent.queries import remark_of
from consent.wording import approval_paragraphs
from dossiers.catalogue import labels_of
from reporting.difference import Change, changes_between
from reporting.models import ReportVersion
from reporting.papers import client_name_in
from reporting.permissions import own_versions
from reporting.permits import permit_of_client
from reporting.queries.keeping import kept_until
from reporting.queries.standing import Standing, standing_of, standings_of
from reporting.sections import Section, from_stored
from reporting.terms import ReportState


@dataclass(frozen=True, slots=True)
class ClientLine:
    """One version in the client's list; without its title, so that a list opens nothing sealed."""

    version_id: UUID
    kind: str
    opdrachtgever: str
    number: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class ClientReport:
    """Everything a client is told before he answers."""

    version_id: UUID
    title: str
    first_name: str
    is_for_oneself: bool
    coach: str
    contact: str
    job_title: str
    opdrachtgever: str
    purpose: str
    kept_until: str
    categories: tuple[str, ...]
    holds_health: bool
    from_treating_doctor: bool
    number: int
    sections: tuple[Section, ...]
    paragraphs: tuple[str, ...]
    standing: Standing
    former_number: int | None
    changes: tuple[Change, ...]
    newer_id: UUID | None
    spoken: str


def versions_for(user: Any) -> list[ClientLine]:
    """Return the versions that were submitted to this client, what waits for him first."""
    versions = list(own_versions(user).order_by("-submitted_at", "-pk"))
    standings = standings_of(versions)
    lines = [
        ClientLine(
            version_id=version.pk,
            kind=version.report.get_kind_display(),
            opdrachtgever=version.report.contact.opdrachtgever.name,
            number=version.number,
            standing=standings[version.pk],
        )
        for version in versions
    ]
    return sorted(lines, key=lambda line: not waits(line.standing))


def waits(standing: Standing) -> bool:
    """Say whether the client still has to answer about this version."""
    return standing.state == ReportState.WAITING and not standing.is_superseded


def client_report(version: ReportVersion, user: Any) -> ClientReport:
    """Return one version as the client reads it; that he had it before him is written down."""
    report = version.report
    client = report.dossier.traject.client
    coach = version.submitted_by
    former = own_versions(user).filter(report=report, number__lt=version.number).order_by("-number").first()
    newer = own_versions(user).filter(report=report, number__gt=version.number).order_by("-number").first()
    labels = labels_of(report.dossier.traject)
    standing = standing_of(version)
    with opened(permit_of_client(user, version, Word.REPORT_READ)):
        body = version.body
        sections = from_stored(body["sections"])
        changes = changes_between(from_stored(former.body["sections"]), sections) if former else ()
        name = client_name_in(report.dossier)
        spoken = _spoken(standing.consent_id)
    return ClientReport(
        version_id=version.pk,
        title=body["title"],
        first_name=name.split()[0] if name.split() else "",
        is_for_oneself=client is not None and client.user_id == user.pk,
        coach="" if coach is None else coach.name,
        contact=report.contact.name,
        job_title=report.contact.job_title,
        opdrachtgever=report.contact.opdrachtgever.name,
        purpose=report.get_purpose_display(),
        kept_until=kept_until(report),
        categories=tuple(labels.get(key, key) for key in version.content.category_keys),
        holds_health=version.content.holds_health,
        from_treating_doctor=version.content.from_treating_doctor,
        number=version.number,
        sections=sections,
        paragraphs=tuple(approval_paragraphs(version.content, report.contact)),
        standing=standing,
        former_number=former.number if former else None,
        changes=changes,
        newer_id=newer.pk if newer else None,
        spoken=spoken,
    )


def _spoken(consent_id: UUID | None) -> str:
    """Return what the bureau wrote down as this client's answer, or "" when he answered himself or not at all."""
    remark = remark_of(consent_id) if consent_id else None
    return remark.text if remark and remark.is_spoken else ""
