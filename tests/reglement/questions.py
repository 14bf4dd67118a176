"""Questions for the tests: whole ones in which everything is in order, and a way to change one thing."""

import json
from copy import deepcopy
from typing import Any

from reglement.deciding import CompiledRuleset, Decision, compile_ruleset, decide
from reglement.loading import DEMO_CHOICES, law_floor, profile_path, read_profile

DOCUMENT, OTHER_DOCUMENT = "a" * 64, "b" * 64
EMPLOYER = "opdrachtgever-7"
EVERY_PART = ["recipient", "data", "way", "purpose", "frequency"]

_PEOPLE: dict[str, Any] = {
    "on": "2026-11-21",
    "phase": "running",
    "service": "outplacement",
    "actor": {"role": "coach", "employment": "employed", "assigned": True, "confidentiality_signed": True},
    "client": {"age": 41},
}
REPORT: dict[str, Any] = {
    **_PEOPLE,
    "act": "report",
    "purpose": "reporting",
    "recipient": {"class": "opdrachtgever", "kind": "employer", "id": EMPLOYER, "agreement_on_file": True},
    "content": {
        "kind": "report",
        "report_kind": "extensive",
        "form": "written",
        "format": "pdf",
        "channel": "portal",
        "categories": [{"key": "voortgang", "tag": "ordinary"}],
        "sha256": DOCUMENT,
    },
    "start_notice": {"evidence": "sent", "items": EVERY_PART},
    "reporting_agreement": {"covers": EVERY_PART},
}
DISCLOSE: dict[str, Any] = {
    **_PEOPLE,
    "act": "disclose",
    "purpose": "placement",
    "recipient": {"class": "possible_employer", "id": "ontvanger-3"},
    "content": {"kind": "cv", "channel": "portal", "categories": [{"key": "cv", "tag": "ordinary"}]},
}
VIEW: dict[str, Any] = {**_PEOPLE, "act": "view", "purpose": "guidance"}
WRITE: dict[str, Any] = {
    **_PEOPLE,
    "act": "write",
    "purpose": "guidance",
    "content": {"categories": [{"key": "gesprek", "tag": "ordinary"}], "necessity_note": True},
}
AUDIT: dict[str, Any] = {
    **_PEOPLE,
    "act": "audit",
    "purpose": "quality_audit",
    "actor": {"role": "auditor", "employment": "none", "confidentiality_signed": True},
    "recipient": {"class": "auditor", "body": "oval"},
    "until": "2026-11-28",
}
RETAIN: dict[str, Any] = {
    "act": "retain",
    "on": "2026-11-21",
    "retention": {
        "carrier": "digital",
        "events": dict.fromkeys(("traject_end", "assignment_end", "service_end"), "2025-01-15"),
    },
}
REQUEST: dict[str, Any] = {
    "act": "exercise_right",
    "on": "2026-03-02",
    "client": {"age": 41},
    "request": {"right": "access", "received_on": "2026-03-01", "identity_checked": True},
}


def asked(question: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return the question with changes; `content__form="oral"` changes one fact inside a part."""
    changed = deepcopy(question)
    for place, value in changes.items():
        *way, last = place.split("__")
        part = changed
        for step in way:
            part = part.setdefault(step, {})
        part[last] = value
    return changed


def consent(state: str = "given", **facts: Any) -> dict[str, Any]:
    """Return a consent of the client; written unless said otherwise."""
    return {"state": state, "form": "written", "by": "client", **facts}


def approval(state: str = "given", **facts: Any) -> dict[str, Any]:
    """Return an approval of exactly the document in question."""
    return consent(state, sha256=DOCUMENT, **facts)


def health_consent(**facts: Any) -> dict[str, Any]:
    """Return a written consent to give what is functional to the employer."""
    return consent(recipients=[EMPLOYER], categories=["functional"], **facts)


def ground(kind: str, **facts: Any) -> dict[str, Any]:
    """Return a recorded ground with evidence; a request of an authority is bare unless it says otherwise."""
    by_law = {"statute": "SUWI 54"} if kind == "legal_obligation" else {}
    return {"kind": kind, "evidence": "stuk 12", **by_law, **facts}


_RULESETS: dict[str, CompiledRuleset] = {}


def ruleset(profile: str) -> CompiledRuleset:
    """Return a profile of the product, its holes filled as the demo fills them."""
    if profile not in _RULESETS:
        path = profile_path(profile)
        read = read_profile(path.read_bytes(), file=path.name, choices=DEMO_CHOICES)
        _RULESETS[profile] = compile_ruleset(read, law_floor())
    return _RULESETS[profile]


def answer(profile: str, question: dict[str, Any]) -> Decision:
    """Ask a profile, through JSON as an outsider would."""
    return decide(ruleset(profile), law_floor(), json.dumps(question))


def first(decision: Decision) -> str:
    """Return the key of the decisive article."""
    return decision.articles[0].key


def keys(decision: Decision) -> set[str]:
    """Return the keys of all articles cited."""
    return {citation.key for citation in decision.articles}


def unmet(decision: Decision) -> set[str]:
    """Return the words of what is missing."""
    return {condition.key for condition in decision.unmet}


def duties(decision: Decision) -> set[tuple[str, str, str | None]]:
    """Return what must be done."""
    return {(duty.kind, duty.channel, duty.within) for duty in decision.duties}
