"""Keeping a decision: the answer as it was given, on facts that say nothing about a person."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from reglement.deciding import Decision as Outcome
from reglement.facts import Facts
from reglement.models import Decision, ReglementVersion
from reglement.services.rulesets import law_floor
from reglement.terms import CONSENT_AGE

# Stands for words that people wrote themselves; only that they are there is kept.
ON_FILE = "on file"


def record_decision(
    *,
    decision: Outcome,
    facts: Facts | Mapping[str, Any],
    version: ReglementVersion,
    actor_id: UUID | None,
    dossier_id: UUID | None = None,
    subject_id: UUID | None = None,
    recipient_id: UUID | None = None,
    channel: str = "",
    content_sha256: str | None = None,
    expires_at: datetime | None = None,
) -> Decision:
    """Store an answer of the reglement, in the caller's transaction, and return it."""
    asked = facts.model_dump(mode="json", by_alias=True) if isinstance(facts, Facts) else dict(facts)
    answer = decision.as_dict()
    return Decision.objects.create(
        act=str(asked.get("act", ""))[:20],
        effect=decision.effect,
        version=version,
        law_floor_sha256=law_floor().sha256,
        inputs_sha256=_sha256(asked),
        facts=_without_people(facts, asked),
        articles=answer["articles"],
        reasons=answer["reasons"],
        conditions=answer["conditions"],
        unmet=answer["unmet"] if not decision.allowed else [],
        duties=answer["duties"],
        limits=answer["limits"],
        dossier_id=dossier_id,
        subject_id=subject_id,
        recipient_id=recipient_id,
        recipient_class=_recipient_class(facts),
        actor_id=actor_id,
        actor_role=facts.actor.role if isinstance(facts, Facts) and facts.actor else "",
        channel=channel,
        purpose=(facts.purpose or "") if isinstance(facts, Facts) else "",
        categories=asked["content"]["categories"] if isinstance(facts, Facts) else [],
        content_sha256=content_sha256 or "",
        expires_at=expires_at,
        due_on=decision.due_on,
    )


def _sha256(asked: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(asked, sort_keys=True, default=str).encode()).hexdigest()


def _recipient_class(facts: Facts | Mapping[str, Any]) -> str:
    return facts.recipient.class_ if isinstance(facts, Facts) and facts.recipient else ""


def _without_people(facts: Facts | Mapping[str, Any], asked: dict[str, Any]) -> dict[str, Any]:
    """Return facts that can be decided on again, without what people wrote themselves.

    An age only says on which side of sixteen it lies (UAVG 5).
    """
    if not isinstance(facts, Facts):
        return {"unreadable": sorted(str(key) for key in asked)}
    kept: dict[str, Any] = json.loads(json.dumps(asked))
    if facts.client.age is not None:
        kept["client"]["age"] = CONSENT_AGE if facts.client.age >= CONSENT_AGE else CONSENT_AGE - 1
    for ground in kept["grounds"]:
        ground["evidence"] = ON_FILE if ground["evidence"] else None
    if kept["recipient"]:
        kept["recipient"]["relation"] = None
    if facts.retention and facts.retention.deviation and facts.retention.deviation.reason:
        kept["retention"]["deviation"]["reason"] = ON_FILE
    return kept
