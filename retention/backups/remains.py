"""After a restore: what remained of the destroyed comes back from the ledger, as sealed as it lies there."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.services import record
from audit.terms import Word
from reglement.models import ReglementVersion
from reglement.services import current_ruleset
from retention.backups.making import Say
from retention.models import ResidualRecord
from retention.services.entrusting import KEPT, Kept, entrusted_in, row_from
from vault import ledger, storage
from vault.models import Safe, SealedFile
from vault.services import Entrusted, make_again, marks_of, take_back, with_key
from vault.terms import SafeKind


def put_back(entries: Sequence[ledger.Entry], *, destroyed: Collection[UUID], say: Say) -> int:
    """Put back what remained of the destroyed and was not destroyed itself; return how many rows or keys came back.

    Call it before the keys of the destroyed go again: under those lie the keys that an older backup of `keys` lacks.
    What was entrusted for something that is there again, because its destruction never came to a line, stays out: it
    will be kept anew. Safe to repeat. Nobody's name is read: only the place of a row and its search values are opened.
    """
    told = dict(entrusted_in(entry.body) for entry in entries if entry.kind == KEPT)
    waiting = _that_lack_something({safe_id: one for safe_id, one in told.items() if safe_id not in destroyed})
    if not waiting:
        return 0
    begun = marks_of(list(Safe.objects.exclude(pk__in=destroyed).values_list("pk", flat=True)))
    waiting = {safe_id: one for safe_id, one in waiting.items() if one.mark not in begun}
    back = set(take_back(waiting, under=destroyed))
    openable = with_key(waiting)
    known = set(Safe.objects.filter(pk__in=waiting).values_list("pk", flat=True))
    for safe_id in sorted(openable - known):
        if _put_back(safe_id, waiting[safe_id], say):
            back.add(safe_id)
    if lost := len(set(waiting) - openable):
        say(f"{lost} of what remained can't be opened: the keys that are here now are not of that time")
    if back:
        say(f"{len(back)} of what remained put back from the ledger")
    return len(back)


def _that_lack_something(told: Mapping[UUID, Entrusted]) -> dict[UUID, Entrusted]:
    """Return what has no row or no key here."""
    whole = with_key(list(Safe.objects.filter(pk__in=told).values_list("pk", flat=True)))
    return {safe_id: one for safe_id, one in told.items() if safe_id not in whole}


@transaction.atomic
def _put_back(safe_id: UUID, entrusted: Entrusted, say: Say) -> bool:
    safe, beside = make_again(safe_id, kind=SafeKind.RESIDUAL, entrusted=entrusted)
    kept: dict[str, Any] = json.loads(beside)
    row, file = row_from(kept)
    version = _version_of(row)
    if version is None:
        say("one that remained is left out: no version of the reglement in this backup has the rule that kept it")
        transaction.set_rollback(True)
        return False
    row.safe, row.version = safe, version
    if file is not None:
        _put_back_file(file, row, say)
    if isinstance(row, ResidualRecord):
        row.settle()
    row.save(force_insert=True)
    record(
        Word.REMAINS_PUT_BACK,
        role="system",
        object_type=row._meta.label_lower,
        object_id=row.pk,
        article=row.article_label,
    )
    return True


def _put_back_file(file: SealedFile, row: Any, say: Say) -> None:
    file.save(force_insert=True)
    if storage.size_of(file.storage_name) is None:
        say("a file in which nobody can be recognised is not there; a newer backup of the files may have it")
    if not User.objects.filter(pk=row.made_by_id).exists():
        row.made_by_id = None


def _version_of(row: Kept) -> ReglementVersion | None:
    """Return the version by which it was kept, else the newest that this database has and that knows the rule."""
    versions = ReglementVersion.objects.select_related("reglement")
    own = versions.filter(pk=row.version_id).first()
    if own is not None:
        return own
    older = versions.filter(activated_at__isnull=False).order_by("-activated_at")
    if not isinstance(row, ResidualRecord):
        return older.first()
    rules = ((version, current_ruleset(version).ruleset.residual_rule) for version in older)
    return next((version for version, known in rules if row.rule in {rule.id for rule in known}), None)
