"""The notes and consults of a dossier, in the order of what happened."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator

from accounts.queries import names_of
from audit.opening import Permit, opened
from dossiers.catalogue import ClosedCategory, labels_of
from dossiers.models import Consult, Dossier, Note
from dossiers.models.items import STILL_THERE
from dossiers.permissions import Access, access_of
from dossiers.permits import permit_for
from dossiers.queries.choices import not_shown_to
from dossiers.queries.parts import GoneLine, gone_from
from dossiers.terms import HEALTH_TAGS, IN_GENERAL, PAGE_SIZE, DossierPermission, NoteKind, PartKind
from vault.clock import AMSTERDAM


@dataclass(frozen=True)
class NoteView:
    """A note as it is read and as it comes back into its form."""

    id: UUID
    kind: str
    kind_label: str
    category: str
    category_label: str
    is_health: bool
    text: str
    necessity: str
    happened_on: date
    confidential: bool
    author_name: str
    is_mine: bool
    created_at: datetime
    changed_at: datetime | None
    is_note: bool = True

    @property
    def icon(self) -> str:
        """Return the drawing that goes with this kind of note."""
        return {NoteKind.CALL.value: "phone", NoteKind.CORRESPONDENCE.value: "mail"}.get(self.kind, "edit")


@dataclass(frozen=True)
class ConsultView:
    """A consult with what coach and client say about it."""

    id: UUID
    number: int
    starts_at: datetime
    minutes: int
    summary: str
    summary_shared_at: datetime | None
    answer: str
    answer_label: str
    answered_at: datetime | None
    remark: str
    coach_name: str
    changed_at: datetime | None
    cancelled_at: datetime | None
    is_note: bool = False

    @property
    def may_change(self) -> bool:
        """Say whether the consult can still be changed: not cancelled, and the client does not have its summary."""
        return self.cancelled_at is None and self.summary_shared_at is None


@dataclass(frozen=True)
class ConversationPage:
    """One page of what was said, newest first."""

    items: tuple[NoteView | ConsultView, ...]
    page: Page
    may_write: bool
    is_closed: bool
    sees_consults: bool
    not_shown: tuple[ClosedCategory, ...]
    gone: tuple[GoneLine, ...]

    @property
    def may_change(self) -> bool:
        """Say whether the reader can change things here: he may write, and the traject is open."""
        return self.may_write and not self.is_closed


def conversations_of(user: Any, dossier: Dossier, page: int | str = 1) -> ConversationPage:
    """Return a page of notes and consults that `user` may read; each one shown is in the log."""
    access = access_of(user, dossier)
    shown = Paginator(_in_order(dossier, access), PAGE_SIZE).get_page(page)
    note_ids = [found for _moment, is_note, found in shown.object_list if is_note]
    consult_ids = [found for _moment, is_note, found in shown.object_list if not is_note]
    notes = {note.pk: note for note in Note.objects.filter(pk__in=note_ids)}
    consults = {consult.pk: consult for consult in Consult.objects.filter(pk__in=consult_ids)}
    names = names_of({note.author_id for note in notes.values()} | {consult.coach_id for consult in consults.values()})
    labels = labels_of(dossier.traject)
    permits = [_permit(user, dossier, access, notes.get(found) or consults[found]) for *_rest, found in shown]
    with opened(*permits):
        items = tuple(
            _note_view(notes[found], labels, names, user) if is_note else _consult_view(consults[found], names)
            for _moment, is_note, found in shown.object_list
        )
    return ConversationPage(
        items,
        shown,
        access.writes,
        dossier.traject.is_closed,
        access.sees_in_general,
        not_shown_to(access, DossierPermission.VIEW, labels),
        tuple(gone_from(dossier, access.readable(), (PartKind.NOTES,))),
    )


def opened_note(user: Any, note: Note) -> NoteView:
    """Return a note opened for the form in which `user` changes it, with one line in the log."""
    dossier = note.dossier
    labels = labels_of(dossier.traject)
    with opened(_permit(user, dossier, access_of(user, dossier), note)):
        return _note_view(note, labels, {}, user)


def opened_consult(user: Any, consult: Consult) -> ConsultView:
    """Return a consult opened for the form in which `user` changes it, with one line in the log."""
    dossier = consult.dossier
    with opened(_permit(user, dossier, access_of(user, dossier), consult)):
        return _consult_view(consult, {})


def _in_order(dossier: Dossier, access: Access) -> list[tuple[datetime, bool, UUID]]:
    notes = Note.objects.filter(STILL_THERE, access.readable(), dossier=dossier)
    written = notes.values_list("happened_on", "created_at", "pk")
    held = Consult.objects.filter(dossier=dossier) if access.sees_in_general else Consult.objects.none()
    consults = held.values_list("starts_at", "pk")
    moments = [(_on_day(day, created_at), True, found) for day, created_at, found in written]
    return sorted(moments + [(starts_at, False, found) for starts_at, found in consults], reverse=True)


def _on_day(day: date, created_at: datetime) -> datetime:
    # A note of the day itself stands at the moment it was written; one about an earlier day at the end of that day.
    if created_at.astimezone(AMSTERDAM).date() == day:
        return created_at
    return datetime.combine(day, time.max, tzinfo=AMSTERDAM)


def _permit(user: Any, dossier: Dossier, access: Access, item: Note | Consult) -> Permit:
    if isinstance(item, Consult):
        grant = access.grant_with(DossierPermission.VIEW, IN_GENERAL)
        return permit_for(user, dossier, "consult.read", "dossiers.consult", item.pk, grant)
    right = DossierPermission.HEALTH if item.tag in HEALTH_TAGS else DossierPermission.VIEW
    grant = access.grant_with(right, item.category)
    return permit_for(user, dossier, "note.read", "dossiers.note", item.pk, grant, parts={item.safe_id})


def _note_view(note: Note, labels: dict[str, str], names: dict[UUID, str], user: Any) -> NoteView:
    return NoteView(
        id=note.pk,
        kind=note.kind,
        kind_label=note.get_kind_display(),
        category=note.category,
        category_label=labels.get(note.category, note.category),
        is_health=note.tag in HEALTH_TAGS,
        text=note.text,
        necessity=note.necessity or "",
        happened_on=note.happened_on,
        confidential=note.confidential,
        author_name=names.get(note.author_id, ""),
        is_mine=note.author_id == user.pk,
        created_at=note.created_at,
        changed_at=note.changed_at,
    )


def _consult_view(consult: Consult, names: dict[UUID, str]) -> ConsultView:
    return ConsultView(
        id=consult.pk,
        number=consult.number,
        starts_at=consult.starts_at,
        minutes=consult.minutes,
        summary=consult.summary or "",
        summary_shared_at=consult.summary_shared_at,
        answer=consult.answer,
        answer_label=consult.get_answer_display() if consult.answer else "",
        answered_at=consult.answered_at,
        remark=consult.remark or "",
        coach_name=names.get(consult.coach_id, ""),
        changed_at=consult.changed_at,
        cancelled_at=consult.cancelled_at,
    )
