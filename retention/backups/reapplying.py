"""After a restore: every destruction that the ledger remembers is done again, proved, and only then the doors open."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from dossiers.models import Dossier, Part
from retention.backups.making import Say
from retention.backups.remains import put_back
from retention.backups.strays import erase_strays, homes_of
from retention.backups.troubles import AlreadyRunning, BackupTrouble
from retention.facts import ResidueFound
from retention.inventory import inventory_of_safes
from retention.models import CasePart, DossierTerm, PurgeCase
from retention.services.advancing import advance
from retention.services.beginning import what_there_is
from retention.services.erasing import erase_files, erase_rows
from retention.services.remaining import keep_remains
from retention.services.verifying import verify_all_gone
from retention.terms import Covers
from vault import ledger, quarantine, remembering, restorations
from vault.clock import akkoord_now, not_before
from vault.models import HeldSafe, Safe
from vault.services import fence, finish_shredding, release_hold

_LOCK: Final = 0x616B6B6F  # any number that nobody else takes


@dataclass(frozen=True)
class Destruction:
    """One line of the ledger that tells of destroyed safes."""

    case_id: UUID
    safe_ids: frozenset[UUID]
    # What the certificate told that was left by name.
    remains: list[dict[str, Any]] = field(default_factory=list)
    # What was destroyed in these safes and may have lain elsewhere before.
    items: frozenset[UUID] = frozenset()
    # What stayed when these safes were destroyed and may have lain in them before.
    kept: frozenset[UUID] = frozenset()


def reopen(*, accept_loss: bool = False, say: Say = lambda line: None) -> int:
    """Destroy again what a restored database brought back, prove it, open the doors; return how many were done again.

    What a law keeps and lies in this backup in a safe that is destroyed again would go along: without `accept_loss`
    nothing is done then.

    What remained of the destroyed comes back first. Each destruction is finished before the next, in the order of the
    ledger, and each step of it is safe to repeat: a kill leaves the doors closed and a second call goes on. Raises
    BackupTrouble, LedgerBroken, and ResidueFound with the doors still closed.
    """
    with _alone():
        remembering.refuse_a_shorter_ledger()
        entries = ledger.read_all()
        destructions = [_of(entry) for entry in entries if entry.kind == "safe.shredded"]
        if quarantine.brought_back():
            restorations.found()
        waiting = restorations.waiting()
        if not waiting:
            return 0
        if any(one.restored_at is None for one in waiting):
            raise BackupTrouble("A restore was broken off before everything was back. Run it again.")
        if lost := _kept_that_would_go(destructions):
            if not accept_loss:
                raise BackupTrouble(
                    f"{lost} reports that a law keeps lie in this backup in dossiers that were destroyed since."
                    " Restore a backup of after they were moved, or go on with --resume --accept-loss."
                )
            say(f"{lost} reports that a law keeps go along with the dossiers in which they lie in this backup")
        safe_ids = sorted(frozenset().union(*(one.safe_ids for one in destructions)))
        put_back(entries, destroyed=frozenset(safe_ids), say=say)
        done = _all_again(destructions, say)
        erase_files(safe_ids)  # an older backup of the files brings them back although every row is as it should be
        say(f"{len(destructions)} destructions in the ledger; proving that nothing came back")
        verify_all_gone(safe_ids)
        if left := quarantine.behind():
            raise ResidueFound({"safes": len(left)})
        if strays := homes_of(frozenset().union(*(one.items for one in destructions))):
            raise ResidueFound({"safes of what was destroyed elsewhere": len(strays)})
        restorations.opened()
    quarantine.forget()
    return done


def _kept_that_would_go(destructions: list[Destruction]) -> int:
    return sum(bool(homes_of([item_id]) & one.safe_ids) for one in destructions for item_id in one.kept)


def _all_again(destructions: list[Destruction], say: Say) -> int:
    certified = set(PurgeCase.objects.filter(certified_at__isnull=False).values_list("pk", flat=True))
    behind, done = quarantine.behind(), 0
    for number, one in enumerate(destructions, start=1):
        if one.case_id in certified and not one.safe_ids & behind:
            continue
        _again(one)
        done += 1
        say(f"{number} of {len(destructions)}: destroyed again")
    return done


def _again(one: Destruction) -> None:
    _release(one)
    with transaction.atomic():
        case = _case_of(one)
    fence(_known(one.safe_ids))
    finish_shredding(one.safe_ids)
    erase_strays(one.items, outside=one.safe_ids)
    if case is None:
        with transaction.atomic():
            erase_rows(inventory_of_safes(set(one.safe_ids)))
    elif case.certified_at is None:
        # Behind closed doors no task runs: whoever held it in the backup holds it no more.
        PurgeCase.objects.filter(pk=case.pk).update(lease_until=None, lease_by="")
        advance(case.pk, worker="restore")


def _release(one: Destruction) -> None:
    # The ledger was written under a lock that no hold passes: what lay on these safes had been lifted by then.
    safe_ids = one.safe_ids | homes_of(one.items)
    held = HeldSafe.objects.filter(safe_id__in=safe_ids, hold__released_at=None)
    for hold_id in held.values_list("hold_id", flat=True).distinct():
        release_hold(hold_id, by=one.case_id)


def _case_of(one: Destruction) -> PurgeCase | None:
    """Return the case of a line at its intent, made anew when the backup is older; none for safes of no dossier."""
    case = PurgeCase.objects.select_for_update(of=("self",)).filter(pk=one.case_id).first()
    now = akkoord_now()
    if case is None:
        about = _about(one.safe_ids)
        if about is None:
            return None
        dossier_id, covers = about
        # A case that waited when the backup was made came to nothing; the sweep opens what is still due.
        waiting = PurgeCase.objects.unfinished().filter(dossier_id=dossier_id, intent_at=None)
        waiting.filter(covers__in=[covers, Covers.PARTS]).update(lapsed_at=now)
        case = PurgeCase(
            pk=one.case_id,
            dossier_id=dossier_id,
            covers=covers,
            due_at=now,
            **_article_of(dossier_id, covers, one.safe_ids),
        )
        case.save(force_insert=True)
    if case.intent_at is None:
        parts = Part.objects.filter(dossier=case.dossier_id, safe__in=one.safe_ids, destroyed_at=None, ending=None)
        CasePart.objects.bulk_create([CasePart(case=case, part=part) for part in parts])
        case.due_at = min(case.due_at, now)
        case.proposed_at = case.proposed_at or now
        case.approved_at = case.approved_at or not_before(case.proposed_at)
        # Behind closed doors nobody's name is read: what remained of him by name came back from the ledger, sealed.
        remains = [*keep_remains(case, reading=False), *one.remains]
        case.intent_at = not_before(case.approved_at)
        case.inventory = what_there_is([case], also=_known(one.safe_ids))[case.pk] | {"remains": remains}
        case.done_again = True
        case.save(update_fields=["due_at", "proposed_at", "approved_at", "intent_at", "inventory", "done_again"])
    return case


def _known(safe_ids: Collection[UUID]) -> list[UUID]:
    # What was made and destroyed after the backup is not in this database.
    return list(Safe.objects.filter(id__in=safe_ids).values_list("id", flat=True))


def _about(safe_ids: Collection[UUID]) -> tuple[UUID, Covers] | None:
    """Return of which dossier these safes are, and whether of the whole; None for safes of no dossier."""
    whole = Dossier.objects.filter(safe_id__in=safe_ids).values_list("pk", flat=True).first()
    part = Part.objects.filter(safe__in=safe_ids).values_list("dossier_id", flat=True).first()
    found = whole or part
    return None if found is None else (found, Covers.PARTS if whole is None else Covers.DOSSIER)


def _article_of(dossier_id: UUID, covers: Covers, safe_ids: Collection[UUID]) -> dict[str, object]:
    about = Q(part__safe__in=safe_ids) if covers is Covers.PARTS else Q(part=None)
    term = DossierTerm.objects.filter(about, dossier_id=dossier_id).order_by("-due_on").first()
    if term is not None:
        return {"article_key": term.article_key, "article_label": term.article_label, "version": term.version}
    dossier = Dossier.objects.select_related("traject__reglement_version").get(pk=dossier_id)
    return {"article_key": "", "article_label": "", "version": dossier.traject.reglement_version}


def _of(entry: ledger.Entry) -> Destruction:
    safe_ids = frozenset(UUID(safe_id) for safe_id in entry.body["safe_ids"])
    items = frozenset(UUID(item_id) for item_id in entry.body.get("items", []))
    kept = frozenset(UUID(item_id) for item_id in entry.body.get("kept", []))
    return Destruction(UUID(entry.body["case_id"]), safe_ids, entry.body.get("remains", []), items, kept)


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            raise AlreadyRunning("Somebody else is destroying again what came back.")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
