"""What outlives its dossier: which parts a statute or a longer term keeps, and reading them for a stated purpose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.models import User
from audit.opening import Permit, opened
from audit.terms import Word
from consent.gate import article_of, ask_about_outlived, may_read_outlived, permits
from dossiers.catalogue import Category, labels_of
from dossiers.models import Document, Dossier, Note, Part
from dossiers.permits import acting_role
from dossiers.queries import OpenedDocument, kinds_in
from dossiers.queries.documents import open_under
from dossiers.terms import HEALTH_TAGS, PAGE_SIZE, PartKind
from reglement.models import Decision
from reglement.services import current_ruleset
from reglement.wording.words import PURPOSES
from retention.facts import NotToBeRead
from retention.models import DeidentifiedCopy, DossierTerm
from retention.queries import holds_on
from retention.services.deidentifying import to_deidentify
from retention.telling import PartLine, lines_of_parts
from ui.dates import day_of
from vault.clock import today
from vault.files import open_file
from vault.models import SealedFile

# What is left serves the duty that keeps it, and who has a right to it; the law floor decides.
ASKED_FOR = ("legal_duty", "request_of_client", "legal_claim")


@dataclass(frozen=True)
class LeftLine:
    """A destroyed dossier of which something is left: why, and until when."""

    number: str
    why: str
    until: date | None
    parts: int


@dataclass(frozen=True)
class LeftItem:
    """One item that was opened for this page: a note with its text, the title of a file, or a version of a report."""

    id: UUID
    category: str
    day: date
    text: str
    is_file: bool
    # In the place of which something without names can be put: a file or a report, or the part that notes lie in.
    nameless: UUID | None = None


@dataclass(frozen=True)
class CopyLine:
    """A file in which nobody can be recognised: about what, under which law, until when."""

    id: UUID
    category: str
    statute: str
    article: str
    kept_on: date
    until: date


def dossiers_left(page: int | str) -> tuple[list[LeftLine], Page]:
    """Return a page of destroyed dossiers of which something is left, the newest first, in constant queries."""
    found = _left().prefetch_related(Prefetch("terms", queryset=_terms_left(), to_attr="left"))
    shown = Paginator(found.order_by("-destroyed_at", "-number"), PAGE_SIZE).get_page(page)
    return [_line(dossier.number, dossier.left) for dossier in shown.object_list], shown


def left_or_404(number: str) -> Dossier:
    """Return a destroyed dossier of which something is left; raises Http404 for any other."""
    related = ("traject__opdrachtgever", "traject__reglement_version")
    dossier = _left().select_related(*related).filter(number=number).first()
    if dossier is None:
        raise Http404
    return dossier


def lines_left(dossier: Dossier) -> list[PartLine]:
    """Return what is left of a destroyed dossier, why and until when; nothing of it is read."""
    return lines_of_parts(dossier, list(_terms_left().filter(dossier=dossier)), date.min)


def is_held(dossier: Dossier) -> bool:
    """Say whether a hold keeps what is left."""
    return holds_on(dossier).exists()


def purposes_to_read(dossier: Dossier, user: User) -> list[tuple[str, str]]:
    """Return the purposes for which this person may read something that is left, as people say them."""
    groups = _groups(_parts_left(dossier))
    return [
        (purpose, str(PURPOSES[purpose]))
        for purpose in ASKED_FOR
        if any(may_read_outlived(dossier, _categories(parts), actor=user, purpose=purpose) for parts in groups)
    ]


def read_left(dossier: Dossier, *, purpose: str, by: User) -> list[LeftItem]:
    """Return what is left of a destroyed dossier, opened; the reading is in the log with its purpose and decision.

    Health data need a permission of their own and are left out without it. Raises NotToBeRead when nothing is left
    that `by` may read for this purpose. It commits by itself, so call it outside a transaction.
    """
    decided = _decided(dossier, _parts_left(dossier), purpose, by)
    labels = labels_of(dossier.traject)
    nameless = {part.safe_id: part.item_id or part.pk for part in to_deidentify(dossier)}
    items: list[LeftItem] = []
    for parts, decision in decided:
        safes = frozenset(part.safe_id for part in parts)
        files, notes = Document.objects.filter(safe__in=safes), Note.objects.filter(safe__in=safes)
        with opened(_permit(dossier, decision, by, purpose, safes)):
            items += [_file(document, labels, nameless) for document in files.order_by("created_at", "id")]
            items += [_note(note, labels, nameless) for note in notes.order_by("happened_on", "id")]
        items += [_report(part, pdf, labels, nameless) for part, pdf in _pdfs_of_reports(parts)]
    return items


def read_file(dossier: Dossier, document_id: UUID, *, purpose: str, by: User) -> OpenedDocument:
    """Return a file, or the PDF of a report, that is left, ready to stream; raises NotToBeRead, else Http404."""
    left = _parts_left(dossier)
    parts = [part for part in left if part.item_id == document_id]
    document = Document.objects.filter(pk=document_id, dossier=dossier).select_related("file").first()
    if document is None or not parts:
        return _read_report(dossier, left, document_id, purpose, by)
    [(_parts, decision)] = _decided(dossier, parts, purpose, by)
    about = ("dossiers.document", document.pk)
    return open_under(_permit(dossier, decision, by, purpose, frozenset({document.safe_id}), about), document)


def _read_report(dossier: Dossier, left: Sequence[Part], pdf_id: UUID, purpose: str, by: User) -> OpenedDocument:
    found = next(((part, pdf) for part, pdf in _pdfs_of_reports(left) if pdf.pk == pdf_id), None)
    if found is None:
        raise Http404
    part, pdf = found
    [(_parts, decision)] = _decided(dossier, [part], purpose, by)
    about = ("reporting.report", part.item_id or part.pk)
    with opened(_permit(dossier, decision, by, purpose, frozenset({part.safe_id}), about)):
        return OpenedDocument(f"{pdf.pk}.pdf", pdf.media_type, pdf.size_bytes, open_file(pdf))


def copies_kept(page: int | str) -> tuple[list[CopyLine], Page]:
    """Return a page of the files in which nobody can be recognised, the first to end first."""
    copies = DeidentifiedCopy.objects.filter(due_on__gt=today()).select_related("version").order_by("due_on", "id")
    shown = Paginator(copies, PAGE_SIZE).get_page(page)
    return [_copy(copy) for copy in shown.object_list], shown


def read_copy(copy_id: UUID, *, by: User) -> OpenedDocument:
    """Return a file in which nobody can be recognised, ready to stream; the reading is in the log. Raises Http404."""
    copy = DeidentifiedCopy.objects.filter(pk=copy_id).select_related("file").first()
    if copy is None:
        raise Http404
    permit = Permit(
        event=Word.DEIDENTIFIED_READ,
        actor_id=by.pk,
        actor_role=acting_role(by),
        purpose="legal_duty",
        dossier_id=None,
        object_type="retention.deidentifiedcopy",
        object_id=copy.pk,
        article=copy.article_label,
        safe_ids=frozenset({copy.safe_id}),
    )
    file = copy.file
    with opened(permit):
        return OpenedDocument(str(copy.pk), file.media_type, file.size_bytes, open_file(file))


def _copy(copy: DeidentifiedCopy) -> CopyLine:
    items = current_ruleset(copy.version).ruleset.catalogue_item
    return CopyLine(
        id=copy.pk,
        category=next((item.label for item in items if item.key == copy.category), copy.category),
        statute=copy.statute,
        article=_("art. %(label)s") % {"label": copy.article_label},
        kept_on=copy.kept_on,
        until=copy.due_on,
    )


def _left() -> QuerySet[Dossier]:
    parts = Part.objects.filter(dossier=OuterRef("pk"), destroyed_at=None)
    return Dossier.objects.filter(Exists(parts), destroyed_at__isnull=False)


def _terms_left() -> QuerySet[DossierTerm]:
    left = DossierTerm.objects.filter(part__isnull=False, part__destroyed_at=None)
    return left.select_related("part").order_by("due_on", "id")


def _parts_left(dossier: Dossier) -> list[Part]:
    return list(Part.objects.filter(dossier=dossier, destroyed_at=None, ending=None).order_by("created_at", "id"))


def _line(number: str, terms: Sequence[DossierTerm]) -> LeftLine:
    days = [term.due_on for term in terms]
    known = [day for day in days if day is not None]
    why = dict.fromkeys(term.statute or f"art. {term.article_label}" for term in terms)
    return LeftLine(number, ", ".join(why), max(known) if known and None not in days else None, len(terms))


def _groups(parts: Sequence[Part]) -> list[list[Part]]:
    """Return what is about health apart from all else, so that who may not read the one can read the other."""
    health = [part for part in parts if any(one.tag in HEALTH_TAGS for one in part.data_kinds)]
    others = [part for part in parts if part not in health]
    return [group for group in (others, health) if group]


def _decided(dossier: Dossier, parts: Sequence[Part], purpose: str, by: User) -> list[tuple[list[Part], Decision]]:
    made = [
        (group, ask_about_outlived(dossier, _categories(group), actor=by, purpose=purpose)) for group in _groups(parts)
    ]
    allowed = [(group, decision) for group, decision in made if permits(decision)]
    if not allowed:
        raise NotToBeRead
    return allowed


def _categories(parts: Sequence[Part]) -> tuple[Category, ...]:
    return tuple(
        Category(key, key, tag) for key, tag in dict.fromkeys(one for part in parts for one in part.data_kinds)
    )


def _permit(
    dossier: Dossier,
    decision: Decision,
    by: User,
    purpose: str,
    safes: frozenset[UUID],
    about: tuple[str, UUID] | None = None,
) -> Permit:
    object_type, object_id = about or ("dossiers.dossier", dossier.pk)
    return Permit(
        event=Word.OUTLIVED_READ,
        actor_id=by.pk,
        actor_role=decision.actor_role,
        purpose=purpose,
        dossier_id=dossier.pk,
        object_type=object_type,
        object_id=object_id,
        decision_id=decision.pk,
        article=article_of(decision),
        safe_ids=safes,
    )


def _file(document: Document, labels: dict[str, str], nameless: dict[UUID, UUID]) -> LeftItem:
    label, day = labels.get(document.category, document.category), day_of(document.created_at)
    return LeftItem(document.pk, label, day, document.title, is_file=True, nameless=nameless.get(document.safe_id))


def _note(note: Note, labels: dict[str, str], nameless: dict[UUID, UUID]) -> LeftItem:
    label, part = labels.get(note.category, note.category), nameless.get(note.safe_id)
    return LeftItem(note.pk, label, note.happened_on, note.text, is_file=False, nameless=part)


def _pdfs_of_reports(parts: Sequence[Part]) -> list[tuple[Part, SealedFile]]:
    """Return each version of the reports among these parts as its exact PDF: what wrote them lies above this room."""
    reports = {part.safe_id: part for part in parts if part.kind == PartKind.REPORT}
    pdfs = SealedFile.objects.filter(safe__in=reports).order_by("created_at", "id")
    return [(reports[pdf.safe_id], pdf) for pdf in pdfs]


def _report(part: Part, pdf: SealedFile, labels: dict[str, str], nameless: dict[UUID, UUID]) -> LeftItem:
    words, day = kinds_in(part, labels), day_of(pdf.created_at)
    return LeftItem(pdf.pk, words, day, _("Rapport"), is_file=True, nameless=nameless.get(part.safe_id))
