"""Putting what tells of nobody in the place of a file, or of notes, that a law keeps so and not with names."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import IO, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from audit.services import record
from audit.terms import Word
from dossiers.models import Dossier, Part
from dossiers.permits import acting_role
from dossiers.uploads import inspect_upload
from reglement.deciding import CompiledRuleset
from reglement.deciding.retention import speaks_of
from reglement.services import current_ruleset, law_floor, versions_since
from retention.facts import NotToBeDeidentified
from retention.models import DeidentifiedCopy, DossierTerm
from retention.services.dating import bring_parts_along, choice_counted_for, items_of
from retention.services.entrusting import line_for
from retention.terms import AT_ONCE
from vault.clock import today
from vault.files import seal_file
from vault.models import Safe, SealedFile
from vault.services import create_safe
from vault.terms import SafeKind

# What was typed here; as a file it is of the same kind as any other copy.
TEXT: Final = "text/plain; charset=utf-8"


def to_deidentify(dossier: Dossier) -> list[Part]:
    """Return the parts of a gone dossier that the law keeps de-identified only: no law asks them with names."""
    texts, chosen = _texts_of(dossier), choice_counted_for(dossier.pk)
    parts = Part.objects.filter(dossier=dossier, destroyed_at=None, ending=None, deidentified_on=None)
    return [part for part in parts if _needs_no_names(dossier, part, texts, chosen)]


def put_deidentified(
    dossier: Dossier, document_id: UUID, *, stream: IO[bytes], file_name: str, size_bytes: int, by: User
) -> DeidentifiedCopy:
    """Keep this file apart until the day that the law asks, and let what has names in it be destroyed at once.

    Raises NotToBeDeidentified where a law needs the names, or the dossier is there, and the FileRefused family.
    """

    def sealed(safe: Safe) -> SealedFile:
        inspected = inspect_upload(stream, name=file_name, size_bytes=size_bytes)
        return seal_file(safe, stream, media_type=inspected.media_type)

    return _put(dossier, Q(item_id=document_id), sealed, by=by)


def put_deidentified_text(dossier: Dossier, part_id: UUID, *, text: str, by: User) -> DeidentifiedCopy:
    """Keep this text apart in the place of all notes of one part, and let those be destroyed at once.

    Raises NotToBeDeidentified as put_deidentified() does.
    """
    written = BytesIO(text.encode())
    return _put(dossier, Q(pk=part_id, item_id=None), lambda safe: seal_file(safe, written, media_type=TEXT), by=by)


@transaction.atomic
def _put(dossier: Dossier, which: Q, sealed: Callable[[Safe], SealedFile], *, by: User) -> DeidentifiedCopy:
    locked = Dossier.objects.select_for_update(of=("self",), no_key=True).get(pk=dossier.pk)
    part = Part.objects.filter(which, dossier=dossier).first()
    if part is None or not locked.is_destroyed or part not in to_deidentify(dossier):
        raise NotToBeDeidentified
    term = DossierTerm.objects.filter(part=part).exclude(statute="").first()
    if term is None or term.due_on is None or term.due_on <= today():
        raise NotToBeDeidentified
    safe = create_safe(kind=SafeKind.RESIDUAL)
    copy = DeidentifiedCopy(
        safe=safe,
        file=sealed(safe),
        version=term.version,
        category=_kept_by_law(dossier, part),
        statute=term.statute,
        article_label=term.article_label,
        made_by=by,
        kept_on=today(),
        due_on=term.due_on,
    )
    copy.to_ledger = line_for(copy, under=part.safe_id)
    copy.save(force_insert=True)
    Part.objects.filter(pk=part.pk).update(deidentified_on=today())
    at_once = {"trigger": "document_event", "trigger_on": today(), "due_on": today(), "term": AT_ONCE, "statute": ""}
    DossierTerm.objects.filter(pk=term.pk).update(**at_once)
    bring_parts_along(dossier.pk)
    # The event names the dossier and not the copy: nothing leads from the one to the other.
    record(Word.DEIDENTIFIED, by=by, role=acting_role(by), dossier_id=dossier.pk, article=term.article_label)
    return copy


def _texts_of(dossier: Dossier) -> list[CompiledRuleset]:
    return [law_floor(), *map(current_ruleset, versions_since(dossier.traject.reglement_version))]


def _kept_by_law(dossier: Dossier, part: Part) -> str:
    """Return the kind of data for which a law keeps this part: of the several in a report the first that one names."""
    rules = [rule for text in _texts_of(dossier) for rule, _article in text.retention]
    laws = [rule for rule in rules if rule.hold is not None and (rule.hold.statute or part.statute)]
    items = items_of(dossier.traject, part, chosen=choice_counted_for(dossier.pk))
    return next(item.category or "" for item in items if any(speaks_of(rule, item) for rule in laws))


def _needs_no_names(dossier: Dossier, part: Part, texts: Sequence[CompiledRuleset], chosen: str | None) -> bool:
    items = items_of(dossier.traject, part, chosen=chosen)
    of_texts = [rule for text in texts for rule, _article in text.retention]
    rules = [rule for rule in of_texts if any(speaks_of(rule, item) for item in items)]
    holds = [rule.hold for rule in rules if rule.hold is not None and (rule.hold.statute or part.statute)]
    # A law that the file itself names asks it as it is, unless the text says in what form such a law is kept.
    if part.statute and not any(hold.statute is None for hold in holds):
        return False
    return bool(holds) and all(hold.form == "deidentified" for hold in holds)
