"""Where the questions to a client stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import ngettext

from consent.models import Consent, ConsentEvent, ConsentRemark, ContentVersion
from consent.queries.using import party_label
from consent.terms import ConsentKind, EventKind, Evidence, State
from dossiers.models import Client, Dossier, OpdrachtgeverContact


@dataclass(frozen=True)
class ApprovalView:
    """The latest request about one version and one contact."""

    consent_id: UUID
    state: str
    state_label: str
    requested_at: datetime
    changed_at: datetime
    content_sha256: str
    has_remark: bool


@dataclass(frozen=True)
class Remark:
    """Words beside an answer: the client's own, or those that the bureau wrote down when he spoke."""

    text: str
    is_spoken: bool


@dataclass(frozen=True)
class ConsentLine:
    """One thing the client was asked, in words for the client himself."""

    consent_id: UUID
    dossier_number: str
    what: str
    version: int | None
    recipient: str
    state: str
    state_label: str
    requested_at: datetime
    changed_at: datetime
    may_withdraw: bool
    is_waiting: bool


def approval_of(content_version: ContentVersion, contact: OpdrachtgeverContact) -> ApprovalView | None:
    """Return where the latest request about this version for this contact stands, or None when never asked."""
    consent = (
        Consent.objects.filter(content_version=content_version, contact=contact, kind=ConsentKind.APPROVAL)
        .select_related("state")
        .order_by("-requested_at", "-pk")
        .first()
    )
    if consent is None:
        return None
    return ApprovalView(
        consent_id=consent.pk,
        state=consent.state.state,
        state_label=consent.state.get_state_display(),
        requested_at=consent.requested_at,
        changed_at=consent.state.changed_at,
        content_sha256=content_version.content_sha256,
        has_remark=ConsentRemark.objects.filter(event__consent=consent).exists(),
    )


def remark_of(consent_id: UUID) -> Remark | None:
    """Return what stands beside the client's answer, or None; needs the safe of what he answered about unlocked."""
    remarks = ConsentRemark.objects.filter(event__consent_id=consent_id).select_related("event")
    remark = remarks.order_by("-event__seq").first()
    if remark is None or remark.event is None:
        return None
    return Remark(remark.text, remark.event.evidence_kind == Evidence.RECORDED_ORAL)


def waiting_for(client: Client) -> QuerySet[Consent]:
    """Return what waits for the client's answer, oldest first."""
    return (
        Consent.objects.filter(client=client, state__state=State.REQUESTED)
        .select_related("state", "content_version", "contact__opdrachtgever", "dossier")
        .order_by("requested_at")
    )


def consent_lines(consents: QuerySet[Consent]) -> list[ConsentLine]:
    """Return consents as lines for the client, newest first."""
    rows = consents.select_related("state", "content_version", "contact", "opdrachtgever", "dossier").order_by(
        "-requested_at", "-pk"
    )
    return [_line(consent) for consent in rows]


def questions_waiting(consents: QuerySet[Consent]) -> list[ConsentLine]:
    """Return what waits for an answer and is about no report version, oldest first: a report has a page of its own."""
    waiting = consents.filter(content_version=None, state__state=State.REQUESTED)
    return consent_lines(waiting)[::-1]


def answered_events(dossier: Dossier) -> Iterable[ConsentEvent]:
    """Return every word the client spoke about consents in this dossier, for the timeline."""
    spoken = [EventKind.GIVEN, EventKind.REFUSED, EventKind.WITHDRAWN, EventKind.SUPERSEDED]
    return ConsentEvent.objects.filter(consent__dossier=dossier, kind__in=spoken).order_by("at")


def _line(consent: Consent) -> ConsentLine:
    version = consent.content_version
    recipient = consent.opdrachtgever.name if consent.opdrachtgever else ""
    party = party_label(consent.recipient_class)
    return ConsentLine(
        consent_id=consent.pk,
        dossier_number=consent.dossier.number,
        what=_what(consent),
        version=version.number if version else None,
        recipient=f"{consent.contact.name}, {recipient}" if consent.contact else recipient or party,
        state=consent.state.state,
        state_label=consent.state.get_state_display(),
        requested_at=consent.requested_at,
        changed_at=consent.state.changed_at,
        may_withdraw=consent.state.state == State.GIVEN,
        is_waiting=consent.state.state == State.REQUESTED,
    )


def _what(consent: Consent) -> str:
    version = consent.content_version
    if version is not None and version.report_kind:
        return version.get_report_kind_display()
    if consent.documents:
        many = len(consent.documents)
        return ngettext("meekijken in %(many)s stuk", "meekijken in %(many)s stukken", many) % {"many": many}
    return consent.get_kind_display()
