"""Opening a case, announcing it, approving it, and placing or lifting a hold while there is still a way back."""

from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.queries import wants_four_eyes
from audit.services import record
from dossiers.models import Dossier
from dossiers.permits import acting_role
from retention.facts import (
    CaseAlreadyApproved,
    DestructionAlreadyBegun,
    DossierIsHeld,
    FourEyesWanted,
    NothingToHold,
)
from retention.models import DossierTerm, PurgeCase
from retention.queries import is_held, safes_of
from retention.services.dating import recompute
from retention.services.warning import longest_ahead, warn
from retention.terms import AT_ONCE, OPENED_AT_ONCE, Covers
from ui.sweeping import one_by_one
from vault.clock import akkoord_now, not_before, start_of, today
from vault.facts import HoldAlreadyReleased
from vault.models import Hold
from vault.services import place_hold, release_hold
from vault.terms import HoldGround


def find_due() -> list[UUID]:
    """Open and announce a case for each dossier, and for parts of one, that ends within the warning period.

    Returns the ids of the cases. Of very many a first portion is opened; the next call goes on. Raises an
    ExceptionGroup of the dossiers that failed alone.
    """
    until = today() + longest_ahead()
    wholes = [(term, Covers.DOSSIER) for term in DossierTerm.objects.closing_within(until)[:OPENED_AT_ONCE]]
    parts = [(term, Covers.PARTS) for term in DossierTerm.objects.parts_closing_within(until)[:OPENED_AT_ONCE]]
    opened = one_by_one(lambda each: _open_case(*each), [*wholes, *parts], name=lambda each: each[0].dossier_id)
    return [case.pk for case in opened if case is not None]


@transaction.atomic
def approve(case: PurgeCase, *, by: User) -> PurgeCase:
    """Approve a proposed destruction; the cooling-off runs from here.

    Raises CaseAlreadyApproved on a second click, DossierIsHeld while something keeps the dossier, FourEyesWanted where
    a list decides.
    """
    if wants_four_eyes():
        raise FourEyesWanted
    case = PurgeCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if case.approved_at is not None:
        raise CaseAlreadyApproved
    if is_held(case.dossier_id):
        raise DossierIsHeld
    case.approved_at, case.approved_by = not_before(case.proposed_at), by
    case.save(update_fields=["approved_at", "approved_by"])
    record("retention.approved", by=by, role=acting_role(by), dossier_id=case.dossier_id, article=case.article_label)
    return case


@transaction.atomic
def hold(dossier: Dossier, *, ground: str, review_on: date | None, by: User) -> Hold:
    """Keep a dossier from being destroyed; raises DestructionAlreadyBegun, or NothingToHold when it is gone."""
    # A destruction that begins meanwhile waits for this row.
    Dossier.objects.select_for_update(of=("self",), no_key=True).get(pk=dossier.pk)
    case = PurgeCase.objects.of_whole(dossier.pk).select_for_update(of=("self",)).first()
    if case is not None and case.is_begun and case.erased_at is None:
        raise DestructionAlreadyBegun
    safe_ids = safes_of(dossier.pk)
    if not safe_ids:
        raise NothingToHold
    placed = place_hold(safe_ids, ground=ground, review_on=review_on, by=by.pk)
    _let_dates_follow(dossier, placed)
    record("retention.held", by=by, role=acting_role(by), dossier_id=dossier.pk, purpose=ground)
    return placed


@transaction.atomic
def release(dossier: Dossier, hold_id: UUID, *, by: User) -> None:
    """Lift one hold; other holds on the same dossier go on, and a second click changes nothing."""
    Dossier.objects.select_for_update(of=("self",), no_key=True).get(pk=dossier.pk)
    try:
        lifted = release_hold(hold_id, by=by.pk)
    except HoldAlreadyReleased:
        return
    _let_dates_follow(dossier, lifted)
    record("retention.released", by=by, role=acting_role(by), dossier_id=dossier.pk)


def _let_dates_follow(dossier: Dossier, hold: Hold) -> None:
    """Count again where a complaint began or ended: a term may run from its end, and not while it is open."""
    if hold.ground == HoldGround.COMPLAINT:
        rows = Dossier.objects.select_related("traject__reglement_version", "traject__opdrachtgever")
        recompute(rows.get(pk=dossier.pk))


@transaction.atomic
def _open_case(term: DossierTerm, covers: Covers) -> PurgeCase | None:
    # Two sweeps at once wait for each other here, so that the second finds the case of the first.
    Dossier.objects.select_for_update(of=("self",), no_key=True).get(pk=term.dossier_id)
    is_of_parts = covers == Covers.PARTS
    opened = PurgeCase.objects.waiting_for_parts() if is_of_parts else PurgeCase.objects.of_whole(term.dossier_id)
    if term.begins_on is None or opened.filter(dossier_id=term.dossier_id).exists():
        return None
    case = PurgeCase.objects.create(
        dossier_id=term.dossier_id,
        covers=covers,
        at_once=is_of_parts and term.term == AT_ONCE,
        article_key=term.article_key,
        article_label=term.article_label,
        version=term.version,
        due_at=start_of(term.begins_on),
        last_on=term.due_on,
    )
    case.proposed_at = akkoord_now()
    case.save(update_fields=["proposed_at"])
    record("retention.proposed", dossier_id=case.dossier_id, article=case.article_label, role="system")
    if not case.at_once:
        warn(case, term.dossier)
    return case
