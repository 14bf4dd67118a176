"""What the client (or who acts for him) sees of his own: summaries of talks, and documents."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.queries import names_of
from audit.opening import opened
from dossiers.catalogue import labels_of
from dossiers.models import Consult, Document
from dossiers.permissions import own_dossiers
from dossiers.permits import permit_for
from dossiers.queries.documents import DocumentLine, OpenedDocument, document_line, open_under

WITH_SKELETON = ("dossier__safe", "dossier__traject__client", "dossier__traject__reglement_version")
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
    shared_at: datetime
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
    found = Consult.objects.filter(
        dossier__in=own_dossiers(user), summary_shared_at__isnull=False, cancelled_at=None
    ).select_related(*WITH_SKELETON)
    if consult_id is not None:
        found = found.filter(pk=consult_id)
    consults = list(found.order_by("-starts_at")[:OWN_MAX])
    names = names_of({consult.coach_id for consult in consults})
    permits = [permit_for(user, one.dossier, "consult.read", "dossiers.consult", one.pk) for one in consults]
    with opened(*permits):
        return tuple(_summary(consult, names) for consult in consults)


def own_documents(user: Any) -> tuple[OwnDocument, ...]:
    """Return the documents about `user` or whom he represents; each one shown is in the log."""
    found = Document.objects.filter(dossier__in=own_dossiers(user)).select_related("file", *WITH_SKELETON)
    documents = list(found.order_by("-created_at")[:OWN_MAX])
    names = names_of({document.added_by_id for document in documents})
    labels = {one.dossier_id: labels_of(one.dossier.traject) for one in documents}
    permits = [permit_for(user, one.dossier, "document.listed", "dossiers.document", one.pk) for one in documents]
    with opened(*permits):
        return tuple(
            OwnDocument(one.dossier.number, document_line(one, labels[one.dossier_id], names)) for one in documents
        )


def opened_own_document(user: Any, document_id: UUID) -> OpenedDocument | None:
    """Return a document about `user` or whom he represents, ready to stream; None when it is not his."""
    found = Document.objects.filter(dossier__in=own_dossiers(user), pk=document_id)
    document = found.select_related("file", *WITH_SKELETON).first()
    if document is None:
        return None
    return open_under(permit_for(user, document.dossier, "document.read", "dossiers.document", document.pk), document)


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
