"""Asking the gate: the answer is stored with its audit row in a transaction of its own, so that denials stay."""

from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.services import record
from audit.terms import Word
from consent.facts import Question
from consent.gate.answering import Answer, answer
from consent.models import ContentVersion, DecisionBasis
from consent.terms import DECISION_LIFE
from dossiers.models import Dossier, OpdrachtgeverContact
from dossiers.permits import acting_role
from reglement.models import Decision
from reglement.services import record_decision
from vault.clock import akkoord_now


def ask(
    act: str,
    *,
    actor: User,
    dossier: Dossier,
    purpose: str,
    content: ContentVersion | None = None,
    contact: OpdrachtgeverContact | None = None,
    recipient_class: str | None = None,
    channel: str | None = "portal",
    by_role: str | None = None,
) -> Decision:
    """Return the stored decision on this act; a denial is an answer and not an exception.

    It commits by itself, so call it before the transaction of what it decides about, never inside.
    """
    question = _question(act, actor, dossier, purpose, content, contact, recipient_class, channel, by_role)
    with transaction.atomic(durable=True):
        return _store(answer(question))


def ask_within(question: Question) -> tuple[Decision | None, Answer]:
    """Return the decision stored in the caller's transaction, or None and the answer when it is a deny.

    Only for access that is granted in the same transaction as what it gives access to; the caller undoes his work
    after a deny and then hands the answer to `store_apart`.
    """
    said = answer(question)
    return (_store(said) if said.allowed else None), said


def store(said: Answer) -> Decision:
    """Store an answer in the caller's transaction, together with what is done on it."""
    return _store(said)


def store_apart(said: Answer) -> Decision:
    """Store an answer in a transaction of its own, before anything happens on it; never call it inside another."""
    with transaction.atomic(durable=True):
        return _store(said)


def preview(
    act: str,
    *,
    actor: User,
    dossier: Dossier,
    purpose: str,
    content: ContentVersion | None = None,
    contact: OpdrachtgeverContact | None = None,
    recipient_class: str | None = None,
    channel: str | None = "portal",
    by_role: str | None = None,
) -> Answer:
    """Return what the gate would say now; nothing is stored and nothing may be done on it."""
    return answer(_question(act, actor, dossier, purpose, content, contact, recipient_class, channel, by_role))


def permits(decision: Decision) -> bool:
    """Say whether something may be done on this decision now."""
    return decision.effect == "allow" and (decision.expires_at is None or decision.expires_at > akkoord_now())


def article_of(decision: Decision) -> str:
    """Return the label of the article that decided."""
    return decision.articles[0]["label"] if decision.articles else ""


def _question(*parts: Any) -> Question:
    names = ("act", "actor", "dossier", "purpose", "content", "contact", "recipient_class", "channel", "by_role")
    return Question(**dict(zip(names, parts, strict=True)))


def _store(said: Answer) -> Decision:
    question = said.question
    content, contact = question.content, question.contact
    client_id = question.dossier.traject.client_id
    decision = record_decision(
        decision=said.outcome,
        facts=said.asked,
        version=said.version,
        actor_id=question.actor.pk,
        dossier_id=question.dossier.pk,
        subject_id=client_id,
        recipient_id=contact.pk if contact else None,
        channel=question.channel or "",
        content_sha256=content.content_sha256 if content else None,
        expires_at=akkoord_now() + DECISION_LIFE,
    )
    DecisionBasis.objects.bulk_create(
        DecisionBasis(
            safe_id=chain.consent.safe_id,
            decision=decision,
            consent=chain.consent,
            seen_seq=chain.last.seq,
            carries=chain.is_given,
        )
        for chain in said.chains
    )
    _write_down(decision, said, client_id)
    return decision


def _write_down(decision: Decision, said: Answer, client_id: UUID | None) -> None:
    question = said.question
    record(
        Word.DECISION_MADE,
        by=question.actor,
        role=question.by_role or acting_role(question.actor),
        dossier_id=question.dossier.pk,
        client_id=client_id,
        object_type="consent.version" if question.content else "dossiers.dossier",
        object_id=question.content.pk if question.content else question.dossier.pk,
        purpose=question.purpose,
        decision_id=decision.pk,
        article=article_of(decision),
        outcome="ok" if said.allowed else "refused",
    )
