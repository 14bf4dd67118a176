"""Taking documents into a dossier."""

from datetime import date
from typing import IO
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.services import record
from audit.terms import Outcome
from dossiers.catalogue import Category, category_of
from dossiers.facts import FileRefused
from dossiers.models import Document, Dossier
from dossiers.permits import acting_role
from dossiers.services.parts import NO_STATUTE, Statute, part_of_file
from dossiers.services.trajecten import open_for_writing
from dossiers.services.writing import begin_writing, chosen_category
from dossiers.terms import Provenance
from dossiers.uploads import Inspected, inspect_upload
from vault.files import seal_file
from vault.ids import new_id


def add_document(
    *,
    dossier: Dossier,
    stream: IO[bytes],
    file_name: str,
    size_bytes: int,
    category: str,
    provenance: str,
    by: User,
    title: str = "",
    confidential: bool = False,
    necessity: str = "",
    statute: str = "",
    statute_until: date | None = None,
    form_token: UUID | None = None,
) -> Document:
    """Seal a file into the dossier with the row about it; the same form sent twice is one document.

    Everything that can refuse does so before the first byte is sealed, and row and file are committed together.
    `statute` is a law that obliges to keep this file until a day, whatever the reglement says. Raises the FileRefused
    family (which the log remembers), StatuteNeedsItsDay, TrajectClosed, RightMissing, and what chosen_category raises.
    """
    named = Statute.of(statute, statute_until)
    try:
        inspected = inspect_upload(stream, name=file_name, size_bytes=size_bytes)
    except FileRefused:
        record("document.refused", by=by, role=acting_role(by), dossier_id=dossier.pk, outcome=Outcome.REFUSED)
        raise
    return _keep(
        dossier,
        stream,
        inspected,
        category=category,
        provenance=provenance,
        by=by,
        title=title,
        confidential=confidential,
        necessity=necessity,
        statute=named,
        form_token=form_token,
    )


@transaction.atomic
def hand_over_document(
    *,
    dossier: Dossier,
    stream: IO[bytes],
    inspected: Inspected,
    category: str,
    provenance: str,
    title: str,
    necessity: str,
    by: User,
) -> Document:
    """Seal a paper that has to be there before anybody may get into the dossier, so nobody's right to write is asked.

    Only for who starts a traject, in the transaction of that start. Raises TrajectClosed and what category_of raises.
    """
    chosen = category_of(open_for_writing(dossier), category, source=provenance)
    why = necessity if chosen.asks_why else ""
    return _sealed(dossier, stream, inspected, chosen=chosen, provenance=provenance, by=by, title=title, necessity=why)


@transaction.atomic
def _keep(
    dossier: Dossier,
    stream: IO[bytes],
    inspected: Inspected,
    *,
    category: str,
    provenance: str,
    by: User,
    title: str,
    confidential: bool,
    necessity: str,
    statute: Statute,
    form_token: UUID | None,
) -> Document:
    traject = begin_writing(dossier, by=by)
    if form_token is not None:
        earlier = Document.objects.filter(dossier=dossier, form_token=form_token).first()
        if earlier is not None:
            return earlier
    chosen = chosen_category(dossier, traject, key=category, necessity=necessity, source=provenance, by=by)
    return _sealed(
        dossier,
        stream,
        inspected,
        chosen=chosen,
        provenance=provenance,
        by=by,
        title=title,
        confidential=confidential,
        necessity=necessity,
        statute=statute,
        form_token=form_token,
    )


def _sealed(
    dossier: Dossier,
    stream: IO[bytes],
    inspected: Inspected,
    *,
    chosen: Category,
    provenance: str,
    by: User,
    title: str,
    necessity: str,
    confidential: bool = False,
    statute: Statute = NO_STATUTE,
    form_token: UUID | None = None,
) -> Document:
    document_id = new_id()
    part = part_of_file(
        dossier, document_id=document_id, category=chosen.key, tag=chosen.tag, source=provenance, statute=statute
    )
    document = Document.objects.create(
        id=document_id,
        safe_id=part.safe_id,
        dossier=dossier,
        title=title.strip() or inspected.name,
        original_name=inspected.name,
        category=chosen.key,
        tag=chosen.tag,
        necessity=necessity.strip() or None,
        provenance=Provenance(provenance),
        confidential=confidential,
        file=seal_file(part.safe, stream, media_type=inspected.media_type),
        added_by=by,
        form_token=form_token,
    )
    record(
        "document.added",
        by=by,
        role=acting_role(by),
        dossier_id=dossier.pk,
        client_id=dossier.traject.client_id,
        object_type="dossiers.document",
        object_id=document.pk,
    )
    return document
