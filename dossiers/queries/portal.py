"""What the client (or who acts for him) sees of his own: summaries of talks, and documents."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from accounts.queries import names_of
from audit.opening import Permit, opened
from dossiers.catalogue import labels_of
from dossiers.models import Consult, Document, Dossier
from dossiers.models.items import STILL_THERE
from dossiers.permissions import own_dossiers
from dossiers.permits import permit_for
from dossiers.queries.documents import FILES, DocumentLine, OpenedDocument, document_line, open_under
from dossiers.queries.parts import GoneLine, gone_from_each
from dossiers.terms import PartKind

Item = TypeVar("Item", Consult, Document)
# A client has a few dozen at most; beyond this the oldest are asked for through a request.
OWN_MAX = 200


@dataclass(frozen=True)
class OwnSummary:
    """The summary of one talk, and what the client said about it."""

    id: UUID
    number: int
    dossier_number: str
    starts_at: datetime
    minutes: int
    coach_name: str
    summary: str
    shared_at: datetime | None
    answer: str
    answered_at: datetime | None
    remark: str
    is_closed: bool

    @property
    def waits_for_answer(self) -> bool:
        """Say whether the client can still say if this is right."""
        return self.answered_at is None and not self.is_closed


@dataclass(frozen=True)
class OwnDocument:
    """A document in a dossier of the client himself."""

    dossier_number: str
    line: DocumentLine


def own_summaries(user: Any, consult_id: UUID | None = None) -> tuple[OwnSummary, ...]:
    """Return the shared summaries about `user` or whom he represents, or one of them; each one shown is in the log."""
    dossiers = _own(user)
    found = Consult.objects.filter(dossier__in=dossiers, summary_shared_at__isnull=False, cancelled_at=None)
    if consult_id is not None:
        found = found.filter(pk=consult_id)
    consults = _placed(found.order_by("-starts_at"), dossiers)
    names = names_of({consult.coach_id for consult in consults})
    permits = [permit_for(user, one.dossier, "consult.read", "dossiers.consult", one.pk) for one in consults]
    with opened(*permits):
        return tuple(_summary(consult, names) for consult in consults)


def own_documents(user: Any) -> tuple[OwnDocument, ...]:
    """Return the documents about `user` or whom he represents; each one shown is in the log."""
    dossiers = _own(user)
    found = Document.objects.filter(STILL_THERE, dossier__in=dossiers).select_related("file")
    documents = _placed(found.order_by("-created_at"), dossiers)
    names = names_of({document.added_by_id for document in documents})
    labels = {found: labels_of(dossier.traject) for found, dossier in dossiers.items()}
    permits = [_permit(user, one, "document.listed") for one in documents]
    with opened(*permits):
        return tuple(
            OwnDocument(one.dossier.number, document_line(one, labels[one.dossier_id], names)) for one in documents
        )


def own_titles(user: Any, dossier: Dossier, document_ids: Collection[str]) -> tuple[str, ...]:
    """Return the titles of these documents of one's own dossier, oldest first; each one shown is in the log."""
    found = Document.objects.filter(STILL_THERE, dossier__in=own_dossiers(user).filter(pk=dossier.pk))
    documents = list(found.filter(pk__in=document_ids).order_by("created_at", "pk"))
    for document in documents:
        document.dossier = dossier
    with opened(*[_permit(user, document, "document.listed") for document in documents]):
        return tuple(document.title for document in documents)


def own_documents_gone(user: Any) -> list[GoneLine]:
    """Return which documents about `user` or whom he represents were destroyed, when, and by which certificate."""
    return gone_from_each(list(_own(user).values()), kinds=FILES)


def own_reports_gone(user: Any) -> list[GoneLine]:
    """Return the same of the reports about `user` or whom he represents."""
    return gone_from_each(list(_own(user).values()), kinds=(PartKind.REPORT,))


def opened_own_document(user: Any, document_id: UUID) -> OpenedDocument | None:
    """Return a document about `user` or whom he represents, ready to stream; None when it is not his."""
    found = Document.objects.filter(dossier__in=own_dossiers(user), pk=document_id)
    document = found.select_related("file", "dossier__traject__client").first()
    if document is None:
        return None
    return open_under(_permit(user, document, "document.read"), document)


def _permit(user: Any, document: Document, event: str) -> Permit:
    return permit_for(user, document.dossier, event, "dossiers.document", document.pk, parts={document.safe_id})


def _own(user: Any) -> dict[UUID, Dossier]:
    skeleton = own_dossiers(user).select_related("traject__client", "traject__reglement_version")
    return skeleton.defer("traject__reglement_version__document").in_bulk()


def _placed(items: QuerySet[Item], dossiers: dict[UUID, Dossier]) -> list[Item]:
    # The dossier of each item is known already; joining it again would carry the text of its reglement on each row.
    placed = list(items[:OWN_MAX])
    for item in placed:
        item.dossier = dossiers[item.dossier_id]
    return placed


def _summary(consult: Consult, names: dict[UUID, str]) -> OwnSummary:
    return OwnSummary(
        id=consult.pk,
        number=consult.number,
        dossier_number=consult.dossier.number,
        starts_at=consult.starts_at,
        minutes=consult.minutes,
        coach_name=names.get(consult.coach_id, ""),
        summary=consult.summary,
        shared_at=consult.summary_shared_at,
        answer=consult.answer,
        answered_at=consult.answered_at,
        remark=consult.remark or "",
        is_closed=consult.dossier.traject.is_closed,
    )
