"""What was planned and who approved it, what waits for a colleague, and what a contact may look at."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from accounts.queries import names_of
from accounts.terms import Role
from audit.opening import Permit, opened
from consent.models import ContentVersion, InsideApproval, PlannedAct
from consent.permissions import looks_of_contact, plans_for
from consent.terms import ApprovalKind, PlannedKind, State
from dossiers.catalogue import labels_of
from dossiers.models import Document, Dossier
from dossiers.queries import OpenedDocument
from dossiers.queries.documents import open_under
from dossiers.terms import Provenance
from reglement.models import Decision
from vault.clock import today

# What a browser shows by itself; anything else would have to be downloaded, which is more than looking.
SHOWN_ON_SCREEN = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp", "text/plain"})


@dataclass(frozen=True)
class AnswerLine:
    """What one colleague said."""

    name: str
    role: str
    kind: str
    kind_label: str
    at: datetime


@dataclass(frozen=True)
class PlannedLine:
    """One planned act: about whom and what, until when, and how far its keys are."""

    id: UUID
    dossier_number: str
    act: str
    contact: str
    categories: tuple[str, ...]
    until: date
    asked_by: str
    asked_at: datetime
    waits_for: tuple[str, ...]
    answers: tuple[AnswerLine, ...]
    consent_state: str
    consent_label: str
    is_over: bool
    own_answer: str = ""


@dataclass(frozen=True)
class LookLine:
    """One look that stands for a contact."""

    id: UUID
    dossier_number: str
    until: date
    is_open: bool


@dataclass(frozen=True)
class ShownDocument:
    """One document that a contact may look at."""

    id: UUID
    title: str
    category: str


def showable_documents(dossier: Dossier) -> QuerySet[Document]:
    """Return the documents that may be put before somebody from outside, as far as the house goes."""
    found = Document.objects.filter(dossier=dossier, confidential=False, file__media_type__in=SHOWN_ON_SCREEN)
    return found.exclude(provenance=Provenance.TREATING_DOCTOR)


def planned_lines(dossier: Dossier) -> list[PlannedLine]:
    """Return what was planned in this dossier, newest first; opens nothing sealed."""
    return _lines(dossier.planned_acts.order_by("-asked_at", "-pk"))


def plans_to_answer(user: User) -> list[PlannedLine]:
    """Return what waits for this person's role, or was answered by him and still stands, newest first."""
    return _lines(plans_for(user).order_by("-asked_at", "-pk"), reader=user)


def waiting_for_approval(user: User) -> int:
    """Return how many planned acts wait for an answer of this person."""
    answered = InsideApproval.objects.filter(planned=OuterRef("pk"), by=user)
    return plans_for(user).filter(~Exists(answered)).count()


def is_asked(version: ContentVersion) -> bool:
    """Say whether colleagues have been asked to approve this version."""
    return PlannedAct.objects.filter(content_version=version, ended_at=None, until__gte=today()).exists()


def looks_for(user: User) -> list[LookLine]:
    """Return the looks that stand for this contact, soonest to end first, and whether all their keys are turned."""
    plans = list(looks_of_contact(user).select_related("consent__state").order_by("until", "pk"))
    answers = _answers(plans)
    return [
        LookLine(
            plan.pk,
            plan.dossier.number,
            plan.until,
            is_open=(plan.consent is None or plan.consent.state.state == State.GIVEN)
            and set(plan.roles) <= _approving_roles(answers[plan.pk]),
        )
        for plan in plans
    ]


def documents_shown(user: User, planned: PlannedAct, decision: Decision) -> list[ShownDocument]:
    """Return the documents of this look under the gate's yes; each one shown is in the log."""
    documents = list(_documents(planned).order_by("-created_at", "-pk"))
    labels = labels_of(planned.dossier.traject)
    with opened(*[_permit(user, planned, document, decision, "document.listed") for document in documents]):
        return [
            ShownDocument(document.pk, document.title, labels.get(document.category, document.category))
            for document in documents
        ]


def document_shown(user: User, planned: PlannedAct, decision: Decision, document_id: UUID) -> OpenedDocument | None:
    """Return one document of this look, ready to stream; None when it is not part of it."""
    document = _documents(planned).filter(pk=document_id).first()
    if document is None:
        return None
    return open_under(_permit(user, planned, document, decision, "document.read"), document)


def _documents(planned: PlannedAct) -> QuerySet[Document]:
    return showable_documents(planned.dossier).filter(pk__in=planned.documents).select_related("file")


def _permit(user: User, planned: PlannedAct, document: Document, decision: Decision, event: str) -> Permit:
    """Return the permit of a contact who looks: this content alone, never who the client is elsewhere."""
    return Permit(
        event=event,
        actor_id=user.pk,
        actor_role=Role.OPDRACHTGEVER_CONTACT,
        purpose=planned.purpose,
        dossier_id=planned.dossier_id,
        client_id=planned.dossier.traject.client_id,
        object_type="dossiers.document",
        object_id=document.pk,
        decision_id=decision.pk,
        article=str(decision.articles[0]["label"]) if decision.articles else "",
        safe_ids=frozenset({document.safe_id}),
    )


def _lines(found: QuerySet[PlannedAct], *, reader: User | None = None) -> list[PlannedLine]:
    with_rows = found.select_related(
        "contact__opdrachtgever", "consent__state", "dossier__traject__reglement_version__reglement"
    )
    plans = list(with_rows)
    answers = _answers(plans)
    people = {answer.by_id for each in answers.values() for answer in each} | {plan.asked_by_id for plan in plans}
    names = names_of(people)
    labels: dict[UUID, dict[str, str]] = {}
    for plan in plans:
        if plan.dossier_id not in labels:
            labels[plan.dossier_id] = labels_of(plan.dossier.traject)
    day = today()
    return [_line(plan, answers[plan.pk], names, labels[plan.dossier_id], reader=reader, on=day) for plan in plans]


def _answers(plans: Iterable[PlannedAct]) -> dict[UUID, list[InsideApproval]]:
    found: dict[UUID, list[InsideApproval]] = defaultdict(list)
    for answer in InsideApproval.objects.filter(planned__in=[plan.pk for plan in plans]).order_by("at", "pk"):
        found[answer.planned_id].append(answer)
    return found


def _approving_roles(answers: list[InsideApproval]) -> set[str]:
    last = {answer.by_id: answer for answer in answers}
    return {answer.role for answer in last.values() if answer.kind == ApprovalKind.GIVEN}


def _line(
    plan: PlannedAct,
    answers: list[InsideApproval],
    names: dict[UUID, str],
    labels: dict[str, str],
    *,
    reader: User | None,
    on: date,
) -> PlannedLine:
    last, approved = {answer.by_id: answer for answer in answers}, _approving_roles(answers)
    contact = plan.contact
    return PlannedLine(
        id=plan.pk,
        dossier_number=plan.dossier.number,
        act=str(PlannedKind(plan.act).label),
        contact=f"{contact.name}, {contact.opdrachtgever.name}" if contact else "",
        categories=tuple(labels.get(item["key"], item["key"]) for item in plan.categories),
        until=plan.until,
        asked_by=names.get(plan.asked_by_id, ""),
        asked_at=plan.asked_at,
        waits_for=tuple(str(Role(role).label) for role in plan.roles if role not in approved),
        answers=tuple(
            AnswerLine(
                name=names.get(answer.by_id, ""),
                role=str(Role(answer.role).label),
                kind=answer.kind,
                kind_label=str(ApprovalKind(answer.kind).label),
                at=answer.at,
            )
            for answer in last.values()
        ),
        consent_state=plan.consent.state.state if plan.consent else "",
        consent_label=str(State(plan.consent.state.state).label) if plan.consent else "",
        is_over=plan.ended_at is not None or plan.until < on,
        own_answer=last[reader.pk].kind if reader is not None and reader.pk in last else "",
    )
