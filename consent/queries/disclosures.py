"""What left the bureau: what was disclosed, what a contact looked at here, and every time it was opened."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from accounts.terms import Role
from audit.models import Event
from audit.terms import Word
from consent.models import Disclosure, PlannedAct
from consent.terms import PlannedKind, State
from dossiers.catalogue import labels_of
from dossiers.models import Dossier, OpdrachtgeverContact
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
    """One time that somebody read one document, and on which article."""

    document: str
    at: datetime
    article: str


@dataclass(frozen=True)
class ScreenReader:
    """A contact who read something of a dossier on the screen, and when that was last."""

    contact: OpdrachtgeverContact
    last_at: datetime


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
    """Return what contacts read on the screen in these dossiers, the latest first, in three queries."""
    looks = PlannedAct.objects.filter(dossier__in=[dossier.pk for dossier in dossiers], act=PlannedKind.VIEW)
    plans = list(
        looks.select_related(
            "contact__opdrachtgever", "consent__state", "dossier__traject__reglement_version__reglement"
        )
    )
    readings = _readings({plan.dossier_id for plan in plans})
    lines = [line for plan in plans if (line := _looked_line(plan, readings[plan.pk])) is not None]
    return sorted(lines, key=lambda line: line.last_opened_at, reverse=True)


def screen_readers(dossier_id: UUID) -> list[ScreenReader]:
    """Return each contact who read something of this dossier on the screen, in two queries."""
    read = _read_by_contacts([dossier_id]).values_list("actor_id").annotate(last=Max("at"))
    last_at = dict(read.order_by("actor_id"))
    contacts = OpdrachtgeverContact.objects.filter(user__in=last_at).select_related("opdrachtgever").order_by("pk")
    return [ScreenReader(contact, last_at[contact.user_id]) for contact in contacts]


def _readings(dossier_ids: Collection[UUID]) -> dict[UUID, list[_Reading]]:
    """Return by look what was read on it, out of the log: the decision on which it was opened tells on which."""
    looked = Event.objects.filter(dossier_id__in=dossier_ids, event=Word.ACT_LOOKED)
    look_of = dict(looked.values_list("decision_id", "object_id"))
    found: dict[UUID, list[_Reading]] = defaultdict(list)
    read = _read_by_contacts(dossier_ids).order_by("seq")
    for decision_id, document_id, at, article in read.values_list("decision_id", "object_id", "at", "article"):
        if (look_id := look_of.get(decision_id)) is not None:
            found[look_id].append(_Reading(str(document_id), at, article))
    return found


def _read_by_contacts(dossier_ids: Collection[UUID]) -> QuerySet[Event]:
    return Event.objects.filter(
        dossier_id__in=dossier_ids, event=Word.DOCUMENT_READ, actor_role=Role.OPDRACHTGEVER_CONTACT
    )


def _looked_line(plan: PlannedAct, found: list[_Reading]) -> LookedLine | None:
    contact = plan.contact
    if contact is None or not found:
        return None
    labels, state = labels_of(plan.dossier.traject), plan.consent.state if plan.consent else None
    return LookedLine(
        dossier_number=plan.dossier.number,
        documents=len({reading.document for reading in found}),
        recipient=contact.name,
        organisation=contact.opdrachtgever.name,
        categories=tuple(labels.get(item["key"], item["key"]) for item in plan.categories),
        purpose=str(PURPOSES.get(plan.purpose, plan.purpose)),
        article=found[-1].article,
        openings=len(found),
        first_opened_at=found[0].at,
        last_opened_at=found[-1].at,
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
