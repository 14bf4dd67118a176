"""What left the bureau: what was disclosed, what a contact looked at here, and every time it was opened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Min, QuerySet

from accounts.terms import Role
from audit.models import Event
from audit.terms import Word
from consent.models import Disclosure, PlannedAct
from consent.terms import PlannedKind, State
from dossiers.catalogue import labels_of
from dossiers.models import Dossier
from reglement.wording.words import PURPOSES


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


@dataclass(frozen=True)
class LookedLine:
    """Documents that a contact read on the screen: how many, who, why, with whose yes, and how often."""

    dossier_number: str
    documents: int
    recipient: str
    organisation: str
    categories: tuple[str, ...]
    purpose: str
    article: str
    openings: int
    first_opened_at: datetime
    last_opened_at: datetime
    consent_id: UUID | None
    consent_state: str
    consent_label: str

    @property
    def may_withdraw(self) -> bool:
        """Say whether there is a yes to take back."""
        return self.consent_state == State.GIVEN


@dataclass(frozen=True)
class _Reading:
    """How often one person read one document on a look, and on which article."""

    times: int
    first_at: datetime
    last_at: datetime
    article: str


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


def looked_lines(dossiers: Iterable[Dossier]) -> list[LookedLine]:
    """Return what contacts read on the screen in these dossiers, the latest first, in two queries."""
    looks = PlannedAct.objects.filter(dossier__in=[dossier.pk for dossier in dossiers], act=PlannedKind.VIEW)
    plans = list(
        looks.select_related(
            "contact__opdrachtgever", "consent__state", "dossier__traject__reglement_version__reglement"
        )
    )
    readings = _readings({plan.dossier_id for plan in plans})
    lines = [line for plan in plans if (line := _looked_line(plan, readings)) is not None]
    return sorted(lines, key=lambda line: line.last_opened_at, reverse=True)


def _readings(dossier_ids: Iterable[UUID]) -> dict[tuple[UUID, str], _Reading]:
    """Return by person and document how often a contact read it, out of the log."""
    read = Event.objects.filter(
        dossier_id__in=dossier_ids, event=Word.DOCUMENT_READ, actor_role=Role.OPDRACHTGEVER_CONTACT
    )
    counted = read.values("actor_id", "object_id").annotate(
        times=Count("pk"), first_at=Min("at"), last_at=Max("at"), on_article=Max("article")
    )
    return {
        (row["actor_id"], str(row["object_id"])): _Reading(
            row["times"], row["first_at"], row["last_at"], row["on_article"]
        )
        for row in counted
    }


def _looked_line(plan: PlannedAct, readings: dict[tuple[UUID, str], _Reading]) -> LookedLine | None:
    contact = plan.contact
    if contact is None:
        return None
    found = [readings[contact.user_id, key] for key in plan.documents if (contact.user_id, key) in readings]
    if not found:
        return None
    labels, state = labels_of(plan.dossier.traject), plan.consent.state if plan.consent else None
    return LookedLine(
        dossier_number=plan.dossier.number,
        documents=len(found),
        recipient=contact.name,
        organisation=contact.opdrachtgever.name,
        categories=tuple(labels.get(item["key"], item["key"]) for item in plan.categories),
        purpose=str(PURPOSES.get(plan.purpose, plan.purpose)),
        article=found[-1].article,
        openings=sum(reading.times for reading in found),
        first_opened_at=min(reading.first_at for reading in found),
        last_opened_at=max(reading.last_at for reading in found),
        consent_id=plan.consent_id,
        consent_state=state.state if state else "",
        consent_label=state.get_state_display() if state else "",
    )


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
