"""The client's own request to destroy his dossier: decided, proven by a fresh code, carried out without waiting."""

from collections.abc import Sequence
from typing import get_args
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from accounts.models import StepUpCode, User
from accounts.services import request_step_up, step_up_redeemed
from audit.services import record
from audit.terms import Word
from dossiers.models import Dossier
from dossiers.permissions import access_of, capacity_of, is_proven
from dossiers.permits import acting_role
from mail.services import queue
from reglement.deciding import Decision, decide
from reglement.facts import Facts
from reglement.services import current_ruleset, deciding_version, law_floor, record_decision
from reglement.terms import RightCondition
from reglement.wording import condition_text
from retention.facts import (
    DestructionAlreadyBegun,
    ErasureAskedBefore,
    ErasureNeedsReason,
    ErasureNotGranted,
    EvidenceMissing,
    NothingToWithdraw,
    NotTheirChoice,
)
from retention.models import ErasureRequest, PurgeCase
from retention.services.paper import date_paper
from retention.stopping import stops_of
from retention.terms import ERASURE_PURPOSE, ChoiceProof, Ground
from ui.sweeping import one_by_one
from vault.clock import NotBefore, akkoord_now, not_before, today

SUBJECT = "retention.erasurerequest"


def reasons_needed(dossier: Dossier, *, by: User) -> list[str]:
    """Return the reasons of which one is needed (A4P 5.3, AVG 17(1)).

    Empty where the text asks for none, and where none of them would help.
    """
    if _decided(dossier, (), by=by).allowed:
        return []
    known = sorted(get_args(RightCondition), key=lambda reason: reason != "no_longer_needed")
    return [reason for reason in known if _decided(dossier, (reason,), by=by).allowed]


def request_code(dossier: Dossier, *, user: User) -> StepUpCode:
    """Mail the fresh code with which destruction is asked; raises what stands in the way of asking."""
    if not (_capacity(dossier, user) or access_of(user, dossier).writes):
        raise NotTheirChoice
    _refuse_unless_fresh(dossier)
    decision = _decided(dossier, (), by=user)
    if not decision.allowed and not reasons_needed(dossier, by=user):
        raise _not_granted(decision)
    return request_step_up(user=user, purpose=ERASURE_PURPOSE, subject_id=dossier.pk)


def request_erasure(dossier: Dossier, *, reasons: Sequence[str], code: str, by: User) -> ErasureRequest:
    """Record that the client, or who acts for him, wants his dossier destroyed; that begins at once unless it is held.

    Raises NotTheirChoice, ErasureAskedBefore, DestructionAlreadyBegun, ErasureNeedsReason, and what accounts says
    about a code that is no good. The code is used up in a transaction of its own, so call this outside one.
    """
    capacity = _capacity(dossier, by)
    if not capacity:
        raise NotTheirChoice
    return _request(dossier, reasons, code, ChoiceProof.PORTAL, capacity=capacity, evidence=None, by=by)


def request_on_behalf(
    dossier: Dossier, *, reasons: Sequence[str], code: str, proof: str, evidence: str, by: User
) -> ErasureRequest:
    """Record a request made on paper or in a talk; raises EvidenceMissing and what request_erasure() raises."""
    if not access_of(by, dossier).writes:
        raise NotTheirChoice
    if not evidence.strip() or ChoiceProof(proof) is ChoiceProof.PORTAL:
        raise EvidenceMissing
    return _request(dossier, reasons, code, ChoiceProof(proof), capacity="bureau", evidence=evidence.strip(), by=by)


@transaction.atomic
def withdraw_request(dossier: Dossier, *, by: User) -> None:
    """Take a request back that waits, also one that something came to stop before its destruction began.

    Raises NotTheirChoice, NothingToWithdraw, DestructionAlreadyBegun.
    """
    if not (_capacity(dossier, by) or access_of(by, dossier).writes):
        raise NotTheirChoice
    _lock(dossier)
    asked = open_request(dossier.pk)
    if asked is None:
        raise NothingToWithdraw
    waiting = PurgeCase.objects.of_whole(dossier.pk).filter(ground=Ground.REQUESTED)
    if any(case.is_begun or not stops_of(dossier) for case in waiting.select_for_update(of=("self",))):
        raise DestructionAlreadyBegun
    waiting.update(lapsed_at=akkoord_now())
    ErasureRequest.objects.filter(pk=asked.pk).update(withdrawn_at=NotBefore("requested_at"), withdrawn_by=by)
    date_paper(dossier)
    _write_down(Word.RETENTION_REQUEST_WITHDRAWN, dossier, asked, by)


def open_request(dossier_id: UUID) -> ErasureRequest | None:
    """Return the request that stands for this dossier, or None."""
    return ErasureRequest.objects.filter(dossier=dossier_id, withdrawn_at=None).first()


def follow_requests() -> list[UUID]:
    """Open the destruction of every dossier whose request nothing stops any more; returns the cases.

    Raises an ExceptionGroup of the dossiers that failed alone.
    """
    asked = ErasureRequest.objects.filter(withdrawn_at=None, dossier__traject__closed_at__isnull=False)
    begun = PurgeCase.objects.of_wholes().filter(Q(ground=Ground.REQUESTED) | Q(intent_at__isnull=False))
    waiting = (
        asked.exclude(dossier__in=begun.values("dossier_id"))
        .order_by("requested_at")
        .values_list("dossier_id", flat=True)
    )
    opened = one_by_one(_open_case, waiting, name=str)
    return [case.pk for case in opened if case is not None]


def _request(
    dossier: Dossier,
    reasons: Sequence[str],
    code: str,
    proof: ChoiceProof,
    *,
    capacity: str,
    evidence: str | None,
    by: User,
) -> ErasureRequest:
    _refuse_unless_fresh(dossier)
    facts = _facts(dossier, reasons, by=by)
    version = deciding_version(dossier.traject.reglement_version)
    decision = decide(current_ruleset(version), law_floor(), facts)
    if not decision.allowed:
        raise ErasureNeedsReason if reasons_needed(dossier, by=by) else _not_granted(decision)
    with step_up_redeemed(user=by, purpose=ERASURE_PURPOSE, subject_id=dossier.pk, code=code) as step_up:
        _lock(dossier)
        _refuse_unless_fresh(dossier)
        kept = record_decision(decision=decision, facts=facts, version=version, actor_id=by.pk, dossier_id=dossier.pk)
        asked = ErasureRequest.objects.create(
            safe_id=dossier.safe_id,
            dossier=dossier,
            proof=proof,
            evidence=evidence,
            capacity=capacity,
            step_up=step_up,
            decision=kept,
            recorded_by=by,
        )
        _write_down(Word.RETENTION_REQUESTED, dossier, asked, by)
        _tell(dossier, asked)
        if dossier.traject.is_closed:
            _open_case(dossier.pk)
    return asked


@transaction.atomic
def _open_case(dossier_id: UUID) -> PurgeCase | None:
    """Open the case, or take over the one of the term, unless something stops it now."""
    locked = Dossier.objects.select_for_update(of=("self",)).select_related(
        "traject__reglement_version", "traject__opdrachtgever"
    )
    dossier, asked, now = locked.get(pk=dossier_id), open_request(dossier_id), akkoord_now()
    if asked is None or stops_of(dossier):
        return None
    article = asked.decision.articles[0]
    case = PurgeCase.objects.of_whole(dossier_id).select_for_update(of=("self",)).first()
    case = case or PurgeCase(dossier_id=dossier_id, version=asked.decision.version)
    if case.is_begun:
        return None
    case.ground, case.due_at, case.last_on, case.approved_by = Ground.REQUESTED, now, None, None
    case.article_key, case.article_label = article["key"], article["label"]
    case.proposed_at = case.proposed_at or now
    case.approved_at = case.approved_at or not_before(case.proposed_at)
    case.save()
    date_paper(dossier)
    return case


def _decided(dossier: Dossier, reasons: Sequence[str], *, by: User) -> Decision:
    text = current_ruleset(deciding_version(dossier.traject.reglement_version))
    return decide(text, law_floor(), _facts(dossier, reasons, by=by))


def _not_granted(decision: Decision) -> ErasureNotGranted:
    return ErasureNotGranted(" ".join(condition_text(condition) for condition in decision.unmet))


def _facts(dossier: Dossier, reasons: Sequence[str], *, by: User) -> Facts:
    """Return the request as the reglement reads it; who asks types a fresh code, or is known to who records it."""
    traject = dossier.traject
    by_representative = _capacity(dossier, by) not in ("", "client")
    request = {
        "right": "erase",
        "received_on": today(),
        "channel": "portal",
        "identity_checked": True,
        "conditions": tuple(reasons),
        "closed_on": traject.ended_on if traject.is_closed else None,
        "by_representative": by_representative,
        # Everything goes, so there is no change left to name.
        "changes_stated": True,
    }
    return Facts.model_validate(
        {
            "act": "exercise_right",
            "on": today(),
            "phase": "closed" if traject.is_closed else "running",
            "service": traject.service,
            "client": {"representation_proven": by_representative and is_proven(by, traject.client)},
            "request": request,
        }
    )


def _capacity(dossier: Dossier, user: User) -> str:
    client = dossier.traject.client
    return capacity_of(user, client) if client else ""


def _lock(dossier: Dossier) -> None:
    """Wait for who closes the traject or destroys the dossier."""
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)


def _refuse_unless_fresh(dossier: Dossier) -> None:
    if open_request(dossier.pk) is not None:
        raise ErasureAskedBefore
    if PurgeCase.objects.of_whole(dossier.pk).filter(intent_at__isnull=False).exists():
        raise DestructionAlreadyBegun


def _tell(dossier: Dossier, asked: ErasureRequest) -> None:
    """Confirm to the client and tell the coach; the mail says no more than that there is something to read."""
    client = dossier.traject.client
    people = {
        "client": (client.user if client else None, "/mijn/bewaren/"),
        "coach": (dossier.traject.lead_coach, f"/dossiers/{dossier.number}/bewaren/"),
    }
    for who, (user, path) in people.items():
        if user is not None and user.is_active:
            queue(
                template=f"erasure_requested_{who}",
                to=user.email,
                context={"link": f"{settings.AKKOORD_BASE_URL}{path}"},
                idempotency_key=f"erasure-requested:{asked.pk}:{who}",
                language=user.language,
            )


def _write_down(word: Word, dossier: Dossier, asked: ErasureRequest, by: User) -> None:
    capacity = _capacity(dossier, by)
    portal = "client" if capacity == "client" else "representative"
    record(
        word,
        by=by,
        role=portal if capacity else acting_role(by),
        dossier_id=dossier.pk,
        client_id=dossier.traject.client_id,
        object_type=SUBJECT,
        object_id=asked.pk,
        decision_id=asked.decision_id,
        article=asked.decision.articles[0]["label"],
    )
