"""Writing notes and changing them."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.services import record
from dossiers.catalogue import Category
from dossiers.facts import NoteChangedElsewhere, NoteIsHeld, RightMissing
from dossiers.models import Dossier, Note
from dossiers.permits import acting_role
from dossiers.services.parts import part_of_notes
from dossiers.services.writing import begin_writing, chosen_category, written_text
from dossiers.terms import NoteKind, Provenance
from vault.clock import akkoord_now
from vault.queries import held

# A note is what the bureau itself wrote; what somebody else gave is a document, with from whom it came.
WRITTEN_BY = Provenance.BUREAU


@transaction.atomic
def write_note(
    *,
    dossier: Dossier,
    category: str,
    text: str,
    happened_on: date,
    by: User,
    kind: str = NoteKind.NOTE,
    confidential: bool = False,
    necessity: str = "",
    form_token: UUID | None = None,
) -> Note:
    """Write a note into the dossier; the same form sent twice is one note.

    Raises TrajectClosed, RightMissing, TextMissing and what chosen_category raises.
    """
    traject = begin_writing(dossier, by=by)
    if form_token is not None:
        earlier = Note.objects.filter(dossier=dossier, form_token=form_token).first()
        if earlier is not None:
            return earlier
    chosen = chosen_category(dossier, traject, key=category, necessity=necessity, source=WRITTEN_BY, by=by)
    note = Note.objects.create(
        safe_id=part_of_notes(dossier, category=chosen.key, tag=chosen.tag).safe_id,
        dossier=dossier,
        kind=NoteKind(kind),
        category=chosen.key,
        tag=chosen.tag,
        text=written_text(text),
        necessity=necessity.strip() or None,
        happened_on=happened_on,
        confidential=confidential,
        author=by,
        form_token=form_token,
    )
    _record("note.written", note, traject.client_id, by)
    return note


@transaction.atomic
def change_note(
    *,
    note: Note,
    category: str,
    text: str,
    happened_on: date,
    by: User,
    kind: str,
    confidential: bool,
    seen_changed_at: datetime | None,
    necessity: str = "",
) -> Note:
    """Replace what a note says, by who wrote it; `seen_changed_at` is the change the writer had before his eyes.

    Raises NoteChangedElsewhere when a change came between, NoteIsHeld for another category while the dossier is
    held, RightMissing for another's note, and as write_note.
    """
    traject = begin_writing(note.dossier, by=by)
    note = Note.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=note.pk)
    if note.author_id != by.pk:
        raise RightMissing
    if note.changed_at != seen_changed_at:
        raise NoteChangedElsewhere
    chosen = chosen_category(note.dossier, traject, key=category, necessity=necessity, source=WRITTEN_BY, by=by)
    if (chosen.key, chosen.tag) != (note.category, note.tag):
        _move(note, chosen)
    note.kind = NoteKind(kind)
    note.text, note.necessity = written_text(text), necessity.strip() or None
    note.happened_on, note.confidential, note.changed_at = happened_on, confidential, akkoord_now()
    note.save()
    _record("note.changed", note, traject.client_id, by)
    return note


def _move(note: Note, chosen: Category) -> None:
    """Bring the note to the part of its new category; both its sealed columns are written anew there.

    The database writes down which safe it left, so that the key that opens what it was there is renewed.
    """
    # Who begins a destruction, or places a hold, has this row first too, before that of any safe.
    Dossier.objects.select_for_update(of=("self",), no_key=True).get(pk=note.dossier_id)
    if held([note.safe_id]):
        raise NoteIsHeld
    note.category, note.tag = chosen.key, chosen.tag
    note.safe_id = part_of_notes(note.dossier, category=chosen.key, tag=chosen.tag).safe_id


def _record(event: str, note: Note, client_id: UUID | None, by: User) -> None:
    record(
        event,
        by=by,
        role=acting_role(by),
        dossier_id=note.dossier_id,
        client_id=client_id,
        object_type="dossiers.note",
        object_id=note.pk,
    )
