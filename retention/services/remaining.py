"""Keeping what the reglement lets remain of a dossier, in the step that begins its destruction, and destroying it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from accounts.models import User
from audit.opening import Permit, opened
from audit.services import record
from audit.services.recording import Entry
from audit.terms import Word
from dossiers.models import Client, Dossier, Traject
from dossiers.permits import acting_role
from retention.facts import RemainsHeld
from retention.models import DeidentifiedCopy, Figure, PurgeCase, ResidualRecord
from retention.remaining import Remains, lets_remain, what_remains
from retention.services.apart import destroy_apart
from retention.services.entrusting import line_for
from retention.services.verifying import verify_gone
from retention.terms import OPENED_AT_ONCE, Ground
from ui.sweeping import in_turn, one_by_one
from vault import jumps
from vault.blind import blind_words
from vault.clock import akkoord_now, today
from vault.facts import SafeIsHeld
from vault.models import HeldSafe, Safe
from vault.services import create_safe
from vault.terms import SafeKind

# What was destroyed so long ago is proved gone once more, so that a kill before the proof leaves nothing unproved.
PROVED_AGAIN_FOR = timedelta(days=1)


def keep_remains(case: PurgeCase, *, reading: bool = True) -> list[dict[str, Any]]:
    """Keep what the reglement of this case lets remain of its dossier; returns what a certificate tells of it.

    Call it in the transaction of the intent, which comes once: nothing is kept twice, and nothing before there is no
    way back. Without `reading`, behind closed doors, only figures are counted: what remained by name is in the ledger.
    """
    if case.is_of_parts or not lets_remain(case.version):
        return []
    related = ("traject__client", "traject__opdrachtgever", "traject__reglement_version")
    dossiers = Dossier.objects.select_related(*related).defer("traject__reglement_version__document")
    traject = dossiers.get(pk=case.dossier_id).traject
    told = []
    for remains in what_remains(traject, case.version, requested=case.ground == Ground.REQUESTED):
        if remains.is_figures:
            _count(traject, case, remains)
        elif reading and traject.client is not None:
            _keep(traject, traject.client, case, remains)
        else:
            continue
        told.append(_told(remains))
    return told


def destroy_remains() -> int:
    """Destroy what may remain no longer, and prove it; after a crash the next sweep goes on.

    Raises an ExceptionGroup of what failed alone, a ResidueFound among it.
    """
    if not jumps.is_steady():
        return 0
    held_safes = HeldSafe.objects.filter(hold__released_at=None).values("safe_id")
    over = [
        rows.filter(due_on__lte=today()).exclude(safe__in=held_safes).order_by("due_on", "id")[:OPENED_AT_ONCE]
        for rows in (ResidualRecord.objects.defer("content"), DeidentifiedCopy.objects.all())
    ]
    gone: list[ResidualRecord | DeidentifiedCopy] = [row for rows in over for row in rows]
    in_turn(lambda: one_by_one(_destroy, gone, name=lambda row: row.pk), _prove_gone)
    return len(gone)


def clear_figures() -> int:
    """Delete the figures whose own term is over."""
    if not jumps.is_steady():
        return 0
    with transaction.atomic():
        deleted, _kinds = Figure.objects.filter(due_on__lte=today()).delete()
        if deleted:
            record(Word.FIGURES_CLEARED, role="system")
    return deleted


def end_remains(row: ResidualRecord, *, by: User) -> None:
    """Destroy what remained of one person before its date, because he asks (AVG 17, AVG 21).

    Raises RemainsHeld while a hold lies on it. Not to be called inside a transaction.
    """
    try:
        _destroy(row, by=by)
    except SafeIsHeld as kept:
        raise RemainsHeld from kept


def _keep(traject: Traject, client: Client, case: PurgeCase, remains: Remains) -> None:
    permit = Permit(
        event=Word.REMAINS_KEPT,
        actor_id=None,
        actor_role="system",
        purpose=traject.purpose,
        dossier_id=case.dossier_id,
        client_id=client.pk,
        object_type="dossiers.client",
        object_id=client.pk,
        article=remains.article,
        safe_ids=frozenset({client.safe_id}),
    )
    with opened(permit):
        name = client.name
    words = {**_words_of(traject), "client_name": name, "principal": traject.opdrachtgever.name}
    named = "client_name" in remains.rule.keeps
    row = ResidualRecord(
        safe=create_safe(kind=SafeKind.RESIDUAL),
        version=case.version,
        rule=remains.rule.id,
        article_label=remains.article,
        content={field: words[field] for field in remains.rule.keeps},
        name_index=blind_words("name", name) if named else [],
        counts_from=remains.counts_from,
        kept_on=today(),
        due_on=remains.until,
    )
    row.close({"content"})
    row.to_ledger = line_for(row, under=traject.dossier.safe_id)
    row.save(force_insert=True)


def _count(traject: Traject, case: PurgeCase, remains: Remains) -> None:
    words = {field: value for field, value in _words_of(traject).items() if field in remains.rule.keeps}
    cell = {
        "version": case.version,
        "rule": remains.rule.id,
        "article_label": remains.article,
        "due_on": remains.until,
        "year": words.get("year"),
        "service": words.get("service", ""),
        "principal_kind": words.get("principal_kind", ""),
        "outcome": words.get("outcome", ""),
    }
    _row, made = Figure.objects.get_or_create(**cell)
    if not made:
        Figure.objects.filter(**cell).update(people=F("people") + 1)
    record(Word.FIGURE_COUNTED, dossier_id=case.dossier_id, article=remains.article, role="system")


def _words_of(traject: Traject) -> dict[str, Any]:
    return {
        "year": traject.ended_on.year if traject.ended_on else None,
        "service": traject.service,
        "principal_kind": traject.opdrachtgever.kind,
        "outcome": traject.outcome,
    }


def _told(remains: Remains) -> dict[str, Any]:
    return {
        "rule": remains.rule.id,
        "kind": remains.rule.kind,
        "count": 1,
        "article": remains.article,
        "until": remains.until.isoformat(),
    }


def _destroy(row: ResidualRecord | DeidentifiedCopy, *, by: User | None = None) -> None:
    told = Entry(
        event=Word.REMAINS_DESTROYED,
        by=by,
        role=acting_role(by) if by else "system",
        object_type=row._meta.label_lower,
        object_id=row.pk,
        article=row.article_label,
    )
    destroy_apart(row.safe_id, told=told)


def _prove_gone() -> None:
    lately = Safe.objects.filter(kind=SafeKind.RESIDUAL, shredded_at__gte=akkoord_now() - PROVED_AGAIN_FOR)
    safe_ids: list[UUID] = list(lately.values_list("id", flat=True))
    if safe_ids:
        verify_gone(safe_ids=safe_ids, client_ids=[])
