"""Where versions stand, derived from approvals and deliveries, for many versions in two queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from consent.models import Consent
from consent.terms import ConsentKind, State
from reporting.models import Delivery, ReportVersion
from reporting.terms import ReportState

TONES: Final = {
    ReportState.DRAFT: "plain",
    ReportState.WAITING: "wait",
    ReportState.APPROVED: "yes",
    ReportState.REFUSED: "no",
    ReportState.WITHDRAWN: "no",
    ReportState.SENDING: "info",
    ReportState.SENT: "yes",
    ReportState.NOT_SENT: "no",
}
_AFTER_APPROVAL: Final = {
    State.REQUESTED: ReportState.WAITING,
    State.GIVEN: ReportState.APPROVED,
    State.REFUSED: ReportState.REFUSED,
    State.WITHDRAWN: ReportState.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one version stands, since when, and for what reason it was not sent."""

    state: ReportState
    at: datetime
    consent_id: UUID | None = None
    refused_reason: str = ""
    is_superseded: bool = False

    @property
    def label(self) -> str:
        """Return the words for a tag."""
        return _("vervallen") if self.is_superseded and self.state != ReportState.SENT else str(self.state.label)

    @property
    def tone(self) -> str:
        """Return the colour of the tag; the words carry the meaning."""
        return "plain" if self.is_superseded and self.state != ReportState.SENT else TONES[self.state]


def standings_of(versions: Iterable[ReportVersion]) -> dict[UUID, Standing]:
    """Return where each version stands; needs `content_version` and `report` joined."""
    versions = list(versions)
    approvals = _newest_approvals(versions)
    deliveries = _newest_deliveries(versions)
    return {
        version.pk: _standing(version, approvals.get(version.content.pk), deliveries.get(version.pk))
        for version in versions
    }


def standing_of(version: ReportVersion) -> Standing:
    """Return where one version stands."""
    return standings_of([version])[version.pk]


def _standing(version: ReportVersion, approval: Consent | None, delivery: Delivery | None) -> Standing:
    consent_id = None if approval is None else approval.pk
    superseded = version.content.superseded_at is not None
    if delivery is not None and delivery.delivered_at is not None:
        return Standing(ReportState.SENT, delivery.delivered_at, consent_id, is_superseded=superseded)
    if delivery is not None and delivery.is_open:
        return Standing(ReportState.SENDING, delivery.requested_at, consent_id, is_superseded=superseded)
    state, at = ReportState.DRAFT, version.created_at
    if approval is not None:
        state = _AFTER_APPROVAL.get(State(approval.state.state), ReportState.DRAFT)
        at = approval.state.changed_at
    if delivery is not None and delivery.refused_at is not None:
        if state not in (ReportState.REFUSED, ReportState.WITHDRAWN):
            state, at = ReportState.NOT_SENT, delivery.refused_at
        return Standing(state, at, consent_id, delivery.refused_reason, superseded)
    return Standing(state, at, consent_id, is_superseded=superseded)


def _newest_approvals(versions: list[ReportVersion]) -> dict[UUID, Consent]:
    asked = Consent.objects.filter(
        kind=ConsentKind.APPROVAL,
        content_version__in=[version.content_version_id for version in versions],
        contact__in={version.report.contact_id for version in versions},
    )
    # The oldest first, so that the newest question about a version overwrites the ones before it.
    return {
        consent.content_version_id: consent
        for consent in asked.select_related("state").order_by("requested_at", "pk")
        if consent.content_version_id is not None
    }


def _newest_deliveries(versions: list[ReportVersion]) -> dict[UUID, Delivery]:
    begun = Delivery.objects.filter(report_version__in=[version.pk for version in versions])
    return {delivery.report_version_id: delivery for delivery in begun.order_by("requested_at", "pk")}
