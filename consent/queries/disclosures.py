"""What left the bureau, and every time it was opened."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from consent.models import Disclosure
from consent.terms import State
from dossiers.catalogue import labels_of


@dataclass(frozen=True)
class DisclosureLine:
    """One disclosure in words: what, to whom, why, on which article, and how often it was opened."""

    disclosure_id: UUID
    dossier_number: str
    made_at: datetime
    made_by_id: UUID
    what: str
    version: int
    recipient: str
    organisation: str
    categories: tuple[str, ...]
    purpose: str
    channel: str
    article: str
    ground: str
    content_sha256: str
    openings: int
    last_opened_at: datetime | None
    consent_id: UUID | None
    consent_state: str
    may_withdraw: bool


def disclosure_lines(disclosures: QuerySet[Disclosure]) -> list[DisclosureLine]:
    """Return disclosures as lines, newest first, in one query and one catalogue."""
    rows = (
        disclosures.select_related(
            "dossier__traject__reglement_version",
            "decision",
            "content_version",
            "contact",
            "opdrachtgever",
            "consent__state",
        )
        .annotate(opening_count=Count("openings"), opened_last_at=Max("openings__at"))
        .order_by("-made_at", "-pk")
    )
    return [_line(row, row.opening_count, row.opened_last_at) for row in rows]


def _line(disclosure: Disclosure, openings: int, last_opened_at: datetime | None) -> DisclosureLine:
    version = disclosure.content_version
    labels = labels_of(disclosure.dossier.traject)
    article = disclosure.decision.articles[0] if disclosure.decision.articles else {"label": "", "heading": ""}
    state = disclosure.consent.state.state if disclosure.consent else ""
    return DisclosureLine(
        disclosure_id=disclosure.pk,
        dossier_number=disclosure.dossier.number,
        made_at=disclosure.made_at,
        made_by_id=disclosure.made_by_id,
        what=version.get_report_kind_display() or version.kind,
        version=version.number,
        recipient=disclosure.contact.name if disclosure.contact else "",
        organisation=disclosure.opdrachtgever.name if disclosure.opdrachtgever else "",
        categories=tuple(labels.get(item["key"], item["key"]) for item in disclosure.categories),
        purpose=version.get_report_purpose_display() or disclosure.purpose,
        channel=disclosure.get_channel_display(),
        article=article["label"],
        ground=disclosure.consent.state.get_state_display() if disclosure.consent else "",
        content_sha256=disclosure.content_sha256,
        openings=openings,
        last_opened_at=last_opened_at,
        consent_id=disclosure.consent_id,
        consent_state=state,
        may_withdraw=state == State.GIVEN,
    )
