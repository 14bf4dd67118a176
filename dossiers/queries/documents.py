"""The documents of a dossier: their list, and the bytes of one."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator

from accounts.queries import names_of
from audit.opening import Permit, opened
from dossiers.catalogue import ClosedCategory, labels_of
from dossiers.models import Document, Dossier, Part
from dossiers.models.items import STILL_THERE
from dossiers.permissions import Access, access_of
from dossiers.permits import permit_for
from dossiers.queries.choices import not_shown_to
from dossiers.queries.parts import GoneLine, gone_from
from dossiers.terms import HEALTH_TAGS, PAGE_SIZE, DossierPermission, PartKind
from vault.files import OpenedFile, open_file

# More files than this nobody looks through in a form.
CHOICES_MAX = 200
FILES = (PartKind.DOCUMENT, PartKind.TEST_RESULT)


@dataclass(frozen=True)
class DocumentLine:
    """A document as the list shows it."""

    id: UUID
    title: str
    original_name: str
    category_label: str
    provenance: str
    is_health: bool
    confidential: bool
    size_bytes: int
    media_type: str
    added_by_name: str
    created_at: datetime
    statute: str = ""


@dataclass(frozen=True)
class DocumentPage:
    """One page of documents, newest first."""

    lines: tuple[DocumentLine, ...]
    page: Page
    may_write: bool
    is_closed: bool
    may_copy: bool
    not_shown: tuple[ClosedCategory, ...]
    gone: tuple[GoneLine, ...]


@dataclass(frozen=True)
class OpenedDocument:
    """A document on its way out: its plaintext as a stream that holds its own key, and the name to save it under."""

    name: str
    media_type: str
    size_bytes: int
    stream: OpenedFile


def documents_of(user: Any, dossier: Dossier, page: int | str = 1) -> DocumentPage:
    """Return a page of the documents that `user` may know; each one shown is in the log."""
    access = access_of(user, dossier)
    found = Document.objects.filter(STILL_THERE, access.readable(), dossier=dossier).select_related("file")
    found = found.order_by("-created_at", "-pk")
    shown = Paginator(found, PAGE_SIZE).get_page(page)
    documents = list(shown.object_list)
    names = names_of({document.added_by_id for document in documents})
    labels = labels_of(dossier.traject)
    named = Part.objects.filter(item_id__in=[document.pk for document in documents]).exclude(statute="")
    statutes = dict(named.values_list("item_id", "statute"))
    permits = [_permit(user, dossier, access, document, "document.listed") for document in documents]
    with opened(*permits):
        lines = tuple(
            replace(document_line(document, labels, names), statute=statutes.get(document.pk, ""))
            for document in documents
        )
    return DocumentPage(
        lines,
        shown,
        access.writes,
        dossier.traject.is_closed,
        access.grant_with(DossierPermission.EXPORT) is not None,
        not_shown_to(access, DossierPermission.VIEW, labels),
        tuple(gone_from(dossier, access.readable(), FILES)),
    )


def titles_of_files(user: Any, dossier: Dossier) -> list[tuple[UUID, str]]:
    """Return the part and the title of each file that `user` may know, newest first; each one shown is in the log."""
    access = access_of(user, dossier)
    found = Document.objects.filter(STILL_THERE, access.readable(), dossier=dossier)
    documents = list(found.order_by("-created_at", "-pk")[:CHOICES_MAX])
    parts = dict(Part.objects.filter(item_id__in=[one.pk for one in documents]).values_list("item_id", "pk"))
    placed = [document for document in documents if document.pk in parts]
    with opened(*[_permit(user, dossier, access, document, "document.listed") for document in placed]):
        return [(parts[document.pk], document.title) for document in placed]


def opened_document(user: Any, dossier: Dossier, document_id: UUID) -> OpenedDocument | None:
    """Return a document that `user` may read, ready to stream; the reading is in the log before the first byte."""
    access = access_of(user, dossier)
    found = Document.objects.filter(access.readable(), pk=document_id, dossier=dossier)
    document = found.select_related("file").first()
    if document is None:
        return None
    return open_under(_permit(user, dossier, access, document, "document.read"), document)


def open_under(permit: Permit, document: Document) -> OpenedDocument:
    """Return the document opened under this permit; the stream keeps its own key after the safe has shut."""
    with opened(permit):
        return OpenedDocument(
            name=document.original_name,
            media_type=document.file.media_type,
            size_bytes=document.file.size_bytes,
            stream=open_file(document.file),
        )


def document_line(document: Document, labels: dict[str, str], names: dict[UUID, str]) -> DocumentLine:
    """Return the line about an unlocked document."""
    return DocumentLine(
        id=document.pk,
        title=document.title,
        original_name=document.original_name,
        category_label=labels.get(document.category, document.category),
        provenance=document.get_provenance_display(),
        is_health=document.tag in HEALTH_TAGS,
        confidential=document.confidential,
        size_bytes=document.file.size_bytes,
        media_type=document.file.media_type,
        added_by_name=names.get(document.added_by_id, ""),
        created_at=document.created_at,
    )


def _permit(user: Any, dossier: Dossier, access: Access, document: Document, event: str) -> Permit:
    right = DossierPermission.HEALTH if document.tag in HEALTH_TAGS else DossierPermission.VIEW
    grant = access.grant_with(right, document.category)
    return permit_for(user, dossier, event, "dossiers.document", document.pk, grant, parts={document.safe_id})
