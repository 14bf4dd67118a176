"""Whole questions that an outsider can copy and change; printed beside the schema of the facts."""

from typing import Any

_DAY = "2026-11-21"
_DOCUMENT = "a" * 64
_COACH: dict[str, Any] = {
    "role": "coach",
    "employment": "employed",
    "assigned": True,
    "confidentiality_signed": True,
}
_EVERY_PART = ["recipient", "data", "way", "purpose", "frequency"]
_REPORT: dict[str, Any] = {
    "act": "report",
    "on": _DAY,
    "purpose": "reporting",
    "phase": "running",
    "service": "outplacement",
    "actor": _COACH,
    "client": {"age": 41},
    "recipient": {"class": "opdrachtgever", "kind": "employer", "agreement_on_file": True},
    "content": {
        "kind": "report",
        "report_kind": "extensive",
        "form": "written",
        "format": "pdf",
        "channel": "portal",
        "categories": [{"key": "voortgang", "tag": "ordinary"}],
        "sha256": _DOCUMENT,
    },
    "start_notice": {"evidence": "sent", "items": _EVERY_PART},
    "reporting_agreement": {"covers": _EVERY_PART},
}

EXAMPLES: list[dict[str, Any]] = [
    # An extensive written report that the client has not seen: no ground and no consent yet.
    _REPORT,
    # The same after written approval of exactly this document.
    {**_REPORT, "consents": [{"state": "given", "form": "written", "by": "client", "sha256": _DOCUMENT}]},
    # The same without consent, on another ground with its evidence.
    {**_REPORT, "grounds": [{"kind": "client_contract", "evidence": "overeenkomst van 3 maart, artikel 5"}]},
    # A CV to someone with a vacancy, without consent.
    {
        "act": "disclose",
        "on": _DAY,
        "purpose": "placement",
        "actor": _COACH,
        "client": {"age": 41},
        "recipient": {"class": "possible_employer"},
        "content": {"kind": "cv", "channel": "portal", "categories": [{"key": "cv", "tag": "ordinary"}]},
    },
    # A court orders data.
    {
        "act": "disclose",
        "on": _DAY,
        "purpose": "legal_duty",
        "actor": _COACH,
        "client": {"age": 41},
        "recipient": {"class": "court"},
        "content": {"kind": "document", "categories": [{"key": "dossier", "tag": "ordinary"}]},
        "grounds": [{"kind": "court_order", "evidence": "kopie van het bevel"}],
    },
    # A substitute looks in the dossier in the system, to which the beheerder gave him access.
    {
        "act": "view",
        "on": _DAY,
        "purpose": "guidance",
        "phase": "running",
        "actor": {**_COACH, "role": "substitute_coach", "authorised": True, "same_branch": True},
        "client": {"age": 41},
        "content": {"carrier": "digital"},
    },
    # The manager at the client's work wants to look.
    {
        "act": "view",
        "on": _DAY,
        "purpose": "guidance",
        "phase": "running",
        "actor": {"role": "workplace_manager", "employment": "none"},
        "client": {"age": 41},
    },
    # An auditor of a quality mark inspects.
    {
        "act": "audit",
        "on": _DAY,
        "purpose": "quality_audit",
        "actor": {"role": "auditor", "employment": "none", "confidentiality_signed": True},
        "client": {"age": 41},
        "recipient": {"class": "auditor", "body": "oval"},
        "until": "2026-11-28",
    },
    # A traject starts: the notices went out, and what this service needs is filled in.
    {
        "act": "start",
        "on": _DAY,
        "service": "outplacement",
        "actor": _COACH,
        "client": {"age": 41},
        "start_notice": {"evidence": "sent", "items": _EVERY_PART},
        "rights_notice": {"evidence": "sent"},
        "filled": ["aanmeldgegevens"],
    },
    # Keep or destroy: a paper file, thirteen months after the traject.
    {
        "act": "retain",
        "on": "2026-02-15",
        "retention": {"carrier": "paper", "events": {"traject_end": "2025-01-15"}},
    },
    # The client asks what is kept about him.
    {
        "act": "exercise_right",
        "on": "2026-03-02",
        "client": {"age": 41},
        "request": {"right": "access", "received_on": "2026-03-01", "identity_checked": True},
    },
]
