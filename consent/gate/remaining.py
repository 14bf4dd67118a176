"""Asking the gate about what is left of dossiers that are gone: what remained, and the part that outlives the rest."""

from collections.abc import Collection, Sequence

from django.db import transaction

from accounts.models import User
from accounts.permissions import roles_of
from accounts.terms import STAFF_ROLES, Role
from audit.services import record
from audit.terms import Word
from consent.facts import Question
from consent.gate.answering import answer
from consent.gate.asking import article_of, store_apart
from consent.terms import DECISION_LIFE
from dossiers.catalogue import Category
from dossiers.models import Dossier
from reglement.deciding import Decision as Outcome
from reglement.deciding import decide
from reglement.facts import Facts
from reglement.models import Decision, ReglementVersion
from reglement.queries import has_signed_confidentiality
from reglement.services import current_ruleset, deciding_version, law_floor, record_decision
from vault.clock import akkoord_now, today


def ask_about_remains(rule: str, kept_under: ReglementVersion, *, actor: User, purpose: str) -> Decision:
    """Return the stored decision whether this member of staff may look up what remained under a rule.

    Somebody with several roles asks in each until one may. A denial is an answer too; it commits by itself, so call it
    before anything is read. Raises NoActiveReglement.
    """
    version = deciding_version(kept_under)
    facts, outcome = _answered(rule, version, actor, purpose, signed=has_signed_confidentiality(actor))
    with transaction.atomic(durable=True):
        decision = record_decision(
            decision=outcome,
            facts=facts,
            version=version,
            actor_id=actor.pk,
            expires_at=akkoord_now() + DECISION_LIFE,
        )
        record(
            Word.DECISION_MADE,
            by=actor,
            role=facts.actor.role if facts.actor else "",
            purpose=purpose,
            decision_id=decision.pk,
            article=article_of(decision),
            outcome="ok" if outcome.allowed else "refused",
        )
    return decision


def purposes_to_look_up(
    rules: Collection[tuple[str, ReglementVersion]], *, actor: User, purposes: Sequence[str]
) -> list[str]:
    """Return the purposes for which the gate would open one of these rules now; nothing may be read on it."""
    signed = has_signed_confidentiality(actor)
    asked = [(rule, deciding_version(version)) for rule, version in rules]
    return [
        purpose
        for purpose in purposes
        if any(_answered(rule, version, actor, purpose, signed=signed)[1].allowed for rule, version in asked)
    ]


def _answered(
    rule: str, version: ReglementVersion, actor: User, purpose: str, *, signed: bool
) -> tuple[Facts, Outcome]:
    held = roles_of(actor)
    text = current_ruleset(version)
    asked = [_facts_in(role, rule, purpose, signed=signed) for role in Role if role in held & STAFF_ROLES]
    answers = [(facts, decide(text, law_floor(), facts)) for facts in asked]
    return next((each for each in answers if each[1].allowed), answers[0])


def _facts_in(role: Role, rule: str, purpose: str, *, signed: bool) -> Facts:
    return Facts.model_validate(
        {
            "act": "view",
            "on": today(),
            "purpose": purpose,
            "phase": "closed",
            "actor": {
                "role": role.value,
                "employment": "employed",
                "assigned": False,
                "authorised": True,
                "confidentiality_signed": signed,
            },
            "content": {"residual": rule, "carrier": "digital", "channel": "portal"},
        }
    )


def ask_about_outlived(dossier: Dossier, categories: Sequence[Category], *, actor: User, purpose: str) -> Decision:
    """Return the stored decision whether somebody may read what a statute or a longer term keeps of a gone dossier.

    It commits by itself, so call it outside a transaction.
    """
    return store_apart(answer(_about_outlived(dossier, categories, actor, purpose)))


def may_read_outlived(dossier: Dossier, categories: Sequence[Category], *, actor: User, purpose: str) -> bool:
    """Say what the gate would answer now; nothing is stored and nothing may be read on it."""
    return answer(_about_outlived(dossier, categories, actor, purpose)).allowed


def _about_outlived(dossier: Dossier, categories: Sequence[Category], actor: User, purpose: str) -> Question:
    # Somebody with several roles asks in the one that the law floor gives this task, health data first.
    held = roles_of(actor)
    role = next((role for role in (Role.PRIVACY_OFFICER, Role.ADMINISTRATIE) if role in held), None)
    return Question(
        act="view",
        actor=actor,
        dossier=dossier,
        purpose=purpose,
        channel="portal",
        by_role=role,
        categories=tuple(categories),
        outlived=True,
    )
