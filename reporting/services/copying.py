"""A copy of a dossier for somebody of the bureau: the gate is asked each time, and what it keeps in is left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.translation import gettext as _

from accounts.models import User
from audit.opening import opened
from audit.terms import Word
from consent import gate
from consent.facts import Question
from consent.models import PlannedAct
from consent.refusals import GateRefused
from consent.services.planning import plan_act
from dossiers.catalogue import Category, ClosedCategory, every_category_in
from dossiers.facts import RightMissing
from dossiers.models import Document, Dossier, Note
from dossiers.models.items import STILL_THERE
from dossiers.permissions import Access, access_of
from dossiers.permits import permit_for
from dossiers.queries import not_open_to_you
from dossiers.terms import DossierPermission
from reporting.facts import CopyTooLarge
from ui.dates import exact_words
from vault.files import open_file

# A copy is made in memory, so that its plaintext touches no disk; a larger dossier is taken out in parts by hand.
COPY_MAX_BYTES = 100 * 1024 * 1024
NOTES, LEFT_OUT = "notities.txt", "niet-in-deze-kopie.txt"


@dataclass(frozen=True)
class Extent:
    """Which kinds of data a copy for this person would hold, and which not, each with why."""

    copied: tuple[Category, ...]
    left_out: tuple[ClosedCategory, ...]


def extent_of(dossier: Dossier, access: Access) -> Extent:
    """Return what this person may take out of the dossier, as far as his grants go; raises RightMissing."""
    if access.grant_with(DossierPermission.EXPORT) is None:
        raise RightMissing
    refused = access.refused(DossierPermission.VIEW) | access.refused(DossierPermission.EXPORT)
    copied, left_out = [], []
    for category in every_category_in(dossier):
        if category.key in refused:
            left_out.append(ClosedCategory(category.label, not_open_to_you(refused[category.key])))
        elif category.is_health and not access.sees_health:
            left_out.append(ClosedCategory(category.label, _("Gezondheidsgegevens zijn niet open voor u.")))
        else:
            copied.append(category)
    left_out.append(ClosedCategory(_("samenvattingen van gesprekken"), _("Die hebben geen soort in het reglement.")))
    return Extent(tuple(copied), tuple(left_out))


def copy_dossier(dossier: Dossier, *, by: User) -> bytes:
    """Return a zip of the notes and documents that `by` may take out, with a list of what was left out.

    Raises RightMissing, CopyTooLarge, and GateRefused with the stored decision. Call it outside a transaction.
    """
    access = access_of(by, dossier)
    extent = extent_of(dossier, access)
    grant = access.grant_with(DossierPermission.EXPORT)
    keys = [category.key for category in extent.copied]
    documents = list(
        Document.objects.filter(STILL_THERE, access.readable(), dossier=dossier, category__in=keys)
        .select_related("file")
        .order_by("created_at", "pk")
    )
    if sum(document.file.size_bytes for document in documents) > COPY_MAX_BYTES:
        raise CopyTooLarge
    decision = gate.store_apart(gate.answer_each([_question(dossier, extent.copied, by)])[0])
    if not gate.permits(decision):
        raise GateRefused(decision)
    kept = Note.objects.filter(STILL_THERE, access.readable(), dossier=dossier, category__in=keys)
    notes = list(kept.order_by("happened_on", "pk"))
    labels = {category.key: category.label for category in extent.copied}
    parts = {item.safe_id for item in (*notes, *documents)}
    with opened(permit_for(by, dossier, Word.EXPORT_MADE, grant=grant, parts=parts)):
        return _zipped(notes, documents, labels, extent.left_out)


def ask_to_copy(dossier: Dossier, *, by: User) -> PlannedAct:
    """Ask the colleagues whom the text names to approve such a copy; raises RightMissing and NoApprovalAsked."""
    return plan_act(_question(dossier, extent_of(dossier, access_of(by, dossier)).copied, by))


def _question(dossier: Dossier, categories: Sequence[Category], by: User) -> Question:
    return Question(
        act="export",
        actor=by,
        dossier=dossier,
        purpose=dossier.traject.purpose,
        recipient_class="staff",
        channel="export",
        categories=tuple(categories),
    )


def _zipped(
    notes: Sequence[Note], documents: Sequence[Document], labels: dict[str, str], left_out: Sequence[ClosedCategory]
) -> bytes:
    """Return the zip; needs the safes of these items unlocked."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        said = [f"{exact_words(note.happened_on)}, {labels[note.category]}\n\n{note.text}\n" for note in notes]
        archive.writestr(NOTES, "\n----\n\n".join(said))
        archive.writestr(LEFT_OUT, "".join(f"{each.label}: {each.why}\n" for each in left_out))
        for place, document in enumerate(documents, start=1):
            with open_file(document.file) as content:
                archive.writestr(f"documenten/{place:03}-{document.original_name}", b"".join(content))
    return made.getvalue()
