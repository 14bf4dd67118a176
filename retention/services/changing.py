"""Deciding about a term: by the client where the reglement lets him, by the bureau with a reason; the dates follow."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.permissions import roles_of
from accounts.queries import wants_four_eyes
from audit.services import record
from audit.terms import Word
from dossiers.models import Dossier
from dossiers.permissions import access_of, capacity_of
from dossiers.permits import acting_role
from dossiers.services import open_duty
from dossiers.terms import Carrier, DutyKind
from retention.facts import (
    ChangeBeyondTheText,
    ChangeChangesNothing,
    ChangeNotOffered,
    DestructionAlreadyBegun,
    EvidenceMissing,
    NotTheirChoice,
    SecondIsTheSame,
    SecondNotWanted,
)
from retention.models import DossierTerm, PurgeCase, TermChange
from retention.offers import Offer, deviations_of, offers_of
from retention.permissions import may_review
from retention.services.cases import hold
from retention.services.dating import recompute
from retention.terms import OBJECTION_DECIDED_IN, REVIEW_WITHIN, ChangeKind, ChoiceProof
from vault.clock import akkoord_now, start_of, today
from vault.terms import HoldGround

SUBJECT = "retention.termchange"


@transaction.atomic
def change_term(dossier: Dossier, *, offer: str, until: date, reason: str, by: User) -> TermChange:
    """Record in the portal that the client wants a shorter or a longer term, and let the date follow.

    Raises NotTheirChoice, ChangeNotOffered, ChangeBeyondTheText, ChangeChangesNothing, DestructionAlreadyBegun.
    """
    return _by_client(dossier, offer, until, reason, ChoiceProof.PORTAL, capacity=_capacity(dossier, by), by=by)


@transaction.atomic
def change_on_behalf(
    dossier: Dossier, *, offer: str, until: date, reason: str, proof: str, evidence: str, by: User
) -> TermChange:
    """Record the same for the client, with its proof; raises EvidenceMissing and what change_term() raises."""
    if not access_of(by, dossier).writes:
        raise NotTheirChoice
    if not evidence.strip() or ChoiceProof(proof) is ChoiceProof.PORTAL:
        raise EvidenceMissing
    kind = ChoiceProof(proof)
    return _by_client(dossier, offer, until, reason, kind, capacity="client", evidence=evidence.strip(), by=by)


@transaction.atomic
def deviate(dossier: Dossier, *, offer: str, until: date, reason: str, by: User) -> TermChange:
    """Keep longer by a decision of the bureau (WC 14): with a reason, by who the text names, and looked at again.

    Where the organisation wants four eyes it counts once another has seconded it. Raises NotTheirChoice,
    ChangeNotOffered, ChangeBeyondTheText, ChangeChangesNothing, EvidenceMissing without a reason.
    """
    _lock(dossier)
    offered = _offered(deviations_of(dossier), offer)
    role = next((role.value for role in roles_of(by) if role.value in offered.roles), None)
    if role is None:
        raise NotTheirChoice
    if not reason.strip():
        raise EvidenceMissing
    if offered.last_on is not None and until > offered.last_on:
        raise ChangeBeyondTheText
    if until <= offered.due_on:
        raise ChangeChangesNothing
    words = {"reason": reason.strip(), "role": role, "needs_second": wants_four_eyes()}
    return _record(dossier, offered, by, until=until, **words)


@transaction.atomic
def second(change: TermChange, *, by: User) -> TermChange:
    """Confirm a deviation as the second person; raises NotTheirChoice, SecondIsTheSame, SecondNotWanted."""
    if not may_review(by):
        raise NotTheirChoice
    _lock(change.dossier)
    change = TermChange.objects.select_for_update(of=("self",)).select_related("dossier__traject").get(pk=change.pk)
    if not change.needs_second or change.seconded_at is not None:
        raise SecondNotWanted
    if change.recorded_by_id == by.pk:
        raise SecondIsTheSame
    TermChange.objects.filter(pk=change.pk).update(seconded_at=akkoord_now(), seconded_by=by)
    _write_down(Word.RETENTION_SECONDED, change, by, acting_role(by))
    recompute(_whole(change.dossier_id))
    return TermChange.objects.get(pk=change.pk)


@transaction.atomic
def object_to_destruction(dossier: Dossier, *, reason: str, by: User) -> TermChange:
    """Stop the destruction because the client objects: a hold, until somebody decided about it within a month.

    Raises NotTheirChoice, ChangeNotOffered without a date, DestructionAlreadyBegun.
    """
    capacity = _capacity(dossier, by)
    if not capacity:
        raise NotTheirChoice
    _lock(dossier)
    term = DossierTerm.objects.filter(dossier=dossier, carrier=Carrier.DIGITAL, part=None).exclude(due_on=None).first()
    if term is None or term.due_on is None:
        raise ChangeNotOffered
    offered = Offer(ChangeKind.PAUSE, Carrier.DIGITAL, term.due_on, term.article_key, term.article_label)
    review_on = today() + OBJECTION_DECIDED_IN
    hold(dossier, ground=HoldGround.REQUEST, review_on=review_on, by=by)
    words = {"reason": reason.strip() or None, "role": capacity, "proof": ChoiceProof.PORTAL, "review_on": review_on}
    return _record(dossier, offered, by, until=None, **words)


def _by_client(
    dossier: Dossier,
    offer: str,
    until: date,
    reason: str,
    proof: ChoiceProof,
    *,
    capacity: str,
    by: User,
    evidence: str | None = None,
) -> TermChange:
    if not capacity:
        raise NotTheirChoice
    _lock(dossier)
    offered = _offered(offers_of(dossier), offer)
    longer = offered.kind == ChangeKind.EXTEND
    if offered.last_on is not None and until > offered.last_on:
        raise ChangeBeyondTheText
    if until < today() or (until <= offered.due_on if longer else until >= offered.due_on):
        raise ChangeChangesNothing
    words = {"reason": reason.strip() or None, "role": capacity, "proof": proof, "evidence": evidence}
    return _record(dossier, offered, by, until=until, **words)


def _record(dossier: Dossier, offered: Offer, by: User, **words: Any) -> TermChange:
    if offered.kind in ChangeKind.longer():
        words["review_on"] = min(words["until"], today() + REVIEW_WITHIN)
    change = TermChange.objects.create(
        safe_id=dossier.safe_id,
        dossier=dossier,
        number=TermChange.objects.filter(dossier=dossier).count() + 1,
        kind=offered.kind,
        carrier=offered.carrier,
        article_key=offered.article_key,
        article_label=offered.article,
        recorded_by=by,
        **words,
    )
    _write_down(WORDS[offered.kind], change, by, _told_role(change, by))
    _have_it_reviewed(change)
    made = recompute(_whole(dossier.pk))
    counts = not change.needs_second and change.kind != ChangeKind.PAUSE
    if counts and not any(term.change_id == change.pk for term in made):
        # A closing choice or a shorter text decides: better no row than one that does nothing.
        raise ChangeNotOffered
    return change


def _have_it_reviewed(change: TermChange) -> None:
    if change.review_on is not None:
        open_duty(
            dossier=change.dossier,
            kind=DutyKind.REVIEW,
            article_key=change.article_key,
            article_label=change.article_label,
            due_at=start_of(change.review_on),
            subject_type=SUBJECT,
            subject_id=change.pk,
        )


def _offered(offers: list[Offer], key: str) -> Offer:
    for offer in offers:
        if offer.key == key:
            return offer
    raise ChangeNotOffered


def _capacity(dossier: Dossier, user: User) -> str:
    client = dossier.traject.client
    return capacity_of(user, client) if client else ""


def _lock(dossier: Dossier) -> None:
    """Wait for who destroys the dossier; raises DestructionAlreadyBegun."""
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    case = PurgeCase.objects.of_whole(dossier.pk).select_for_update(of=("self",)).first()
    if case is not None and case.is_begun:
        raise DestructionAlreadyBegun


def _whole(dossier_id: UUID) -> Dossier:
    rows = Dossier.objects.select_related("traject__reglement_version", "traject__opdrachtgever")
    return rows.get(pk=dossier_id)


def _told_role(change: TermChange, by: User) -> str:
    """Return in which role the log tells who did this."""
    if change.proof != ChoiceProof.PORTAL:
        return acting_role(by)
    return "client" if change.role == "client" else "representative"


WORDS = {
    ChangeKind.SHORTEN: Word.RETENTION_SHORTENED,
    ChangeKind.EXTEND: Word.RETENTION_EXTENDED,
    ChangeKind.DEVIATE: Word.RETENTION_DEVIATED,
    ChangeKind.PAUSE: Word.RETENTION_OBJECTED,
}


def _write_down(word: Word, change: TermChange, by: User, role: str) -> None:
    record(
        word,
        by=by,
        role=role,
        dossier_id=change.dossier_id,
        client_id=change.dossier.traject.client_id,
        object_type=SUBJECT,
        object_id=change.pk,
        article=change.article_label,
    )
