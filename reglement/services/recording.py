"""Storing a decision, so that it can be cited, checked by the database and read back years later."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from reglement.deciding import Decision as Outcome
from reglement.facts import Facts
from reglement.loading import law_floor
from reglement.models import Decision, ReglementVersion


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
    """Store the answer with the question it answers; act, purpose, recipient and categories come from the facts."""
    asked = facts.model_dump(mode="json", by_alias=True, exclude_defaults=True) if isinstance(facts, Facts) else facts
    said = decision.as_dict()
    content, recipient = asked.get("content") or {}, asked.get("recipient") or {}
    return Decision.objects.create(
        act=str(asked.get("act", ""))[:30],
        effect=decision.effect,
        version=version,
        law_floor_sha256=law_floor().sha256,
        inputs_sha256=hashlib.sha256(json.dumps(asked, sort_keys=True, default=str).encode()).hexdigest(),
        facts=dict(asked),
        articles=said["articles"],
        reasons=said["reasons"],
        conditions=said["conditions"],
        duties=said["duties"],
        limits=said["limits"],
        dossier_id=dossier_id,
        subject_id=subject_id,
        recipient_id=recipient_id,
        recipient_class=recipient.get("class") or "",
        actor_id=actor_id,
        actor_role=(asked.get("actor") or {}).get("role") or "",
        channel=channel,
        purpose=asked.get("purpose") or "",
        categories=list(content.get("categories") or []),
        content_sha256=content_sha256 or "",
        expires_at=expires_at,
        due_on=decision.due_on,
    )
