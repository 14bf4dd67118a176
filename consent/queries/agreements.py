"""What was agreed about reports, and how far the start notice came."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from consent.models import ReportingAgreement, ReportingLine, StartNotice
from dossiers.catalogue import labels_of
from dossiers.models import Dossier


@dataclass(frozen=True)
class LineView:
    """One line in words."""

    contact: str
    organisation: str
    report_kind: str
    form: str
    categories: tuple[str, ...]
    purpose: str
    frequency: str


@dataclass(frozen=True)
class AgreementView:
    """The current agreement with its notice."""

    number: int
    created_at: datetime
    lines: tuple[LineView, ...]
    sent_at: datetime | None
    sent_evidence: str
    acknowledged_at: datetime | None
    earlier: int


@dataclass(frozen=True)
class NoticeView:
    """The latest start notice, still sealed: what is needed to open and acknowledge it."""

    id: UUID
    sent_at: datetime | None
    acknowledged_at: datetime | None


def agreement_of(dossier: Dossier) -> AgreementView | None:
    """Return what is agreed now about reports in this traject, or None."""
    agreement = (
        ReportingAgreement.objects.filter(traject=dossier.traject_id, superseded_at=None)
        .select_related("start_notice")
        .first()
    )
    if agreement is None:
        return None
    labels = labels_of(dossier.traject)
    lines = agreement.lines.select_related("contact__opdrachtgever").order_by("pk")
    notice: StartNotice | None = getattr(agreement, "start_notice", None)
    return AgreementView(
        number=agreement.number,
        created_at=agreement.created_at,
        lines=tuple(_line(line, labels) for line in lines),
        sent_at=notice.sent_at if notice else None,
        sent_evidence=notice.get_sent_evidence_display() if notice else "",
        acknowledged_at=notice.acknowledged_at if notice else None,
        earlier=agreement.number - 1,
    )


def notice_of(dossier: Dossier) -> NoticeView | None:
    """Return where the latest start notice of this traject stands, or None."""
    notice = (
        StartNotice.objects.filter(traject=dossier.traject_id)
        .order_by("-created_at")
        .values("id", "sent_at", "acknowledged_at")
        .first()
    )
    return NoticeView(**notice) if notice else None


def _line(line: ReportingLine, labels: dict[str, str]) -> LineView:
    return LineView(
        contact=line.contact.name,
        organisation=line.contact.opdrachtgever.name,
        report_kind=line.get_report_kind_display(),
        form=line.get_form_display(),
        categories=tuple(labels.get(key, key) for key in line.categories),
        purpose=line.get_purpose_display(),
        frequency=line.get_frequency_display(),
    )
