"""Versions of a reglement as the tests want them: a profile of the product, with the demo's own choices."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from reglement.loading import DEMO_CHOICES, profile_path, read_profile
from reglement.models import ActivationProposal, ReglementVersion
from reglement.rules import Ruleset
from reglement.services import activate, load_profile, preview_activation, propose_activation
from reglement.services.loading import store_version
from tests.factories.accounts import UserFactory
from tests.reglement.small_texts import small_document


def draft_of(profile: str = "a4p", *, by: Any = None) -> ReglementVersion:
    """Return a profile as a draft, with the choices of the demo bureau."""
    return stored(profile_path(profile).read_bytes(), file=f"{profile}.toml", choices=DEMO_CHOICES, by=by)


def stored(content: bytes, *, file: str, choices: Path | None = None, by: Any = None) -> ReglementVersion:
    """Return a text as a draft; what the same bytes say is read once for all tests of a process."""
    return store_version(_read(content, file, choices), by=by)


@cache
def _read(content: bytes, file: str, choices: Path | None) -> Ruleset:
    return read_profile(content, file=file, choices=choices)


def active_version_of(profile: str = "a4p") -> ReglementVersion:
    """Load a profile and make it hold, by two people; a second call gives the same version."""
    version = draft_of(profile)
    return version if version.is_active else activated(version)


def activated(version: ReglementVersion, **facts: Any) -> ReglementVersion:
    """Make a draft hold, by two people."""
    by, second = UserFactory(directie=True), UserFactory(privacy_officer=True)
    impact = preview_activation(version, facts.get("consequences", ()))
    return activate(version, impact_sha256=impact.sha256, by=by, second=second, **facts)


def small_version(snippet: str = "") -> ReglementVersion:
    """Make the small text hold, with these rules behind it."""
    return activated(stored(small_document(snippet), file="klein.toml"))


def next_draft(version: ReglementVersion, label: str = "2", **changes: Any) -> ReglementVersion:
    """Load the text of a version again under another label, changed as next_document() takes it."""
    return loaded(next_document(version, label, **changes))


def next_document(
    version: ReglementVersion,
    label: str = "2",
    *,
    choices: dict[str, str] | None = None,
    notices: list[dict[str, Any]] | None = None,
    second_key: str = "",
    **metadata: Any,
) -> dict[str, Any]:
    """Return the text of a version under another label, with other choices by field or other notice rules."""
    document = json.loads(json.dumps(version.document))
    document["metadata"] |= {"label": label, "supersedes": version.label, **metadata}
    document["metadata"] = {key: value for key, value in document["metadata"].items() if value is not None}
    for choice in document.get("organisation_choice", []):
        choice["value"] = (choices or {}).get(choice["field"], choice["value"])
    if second_key:
        document["roles"]["second_key"] = second_key
    if notices is not None:
        others = [rule for rule in document.get("notice_rule", []) if rule["event"] != "version_activated"]
        document["notice_rule"] = others + notices
    return document


def loaded(document: dict[str, Any]) -> ReglementVersion:
    """Load a text that is written as a document."""
    return load_profile(json.dumps(document).encode(), by=None, file="next.json")


def a_proposal(version: ReglementVersion, by: Any = None, **facts: Any) -> ActivationProposal:
    """Let somebody of the directie turn the first key, on what he sees now."""
    impact = preview_activation(version, facts.get("consequences", ()))
    return propose_activation(
        version,
        impact_sha256=impact.sha256,
        by=by or UserFactory(directie=True),
        accepted_conflicts=facts.pop("accepted_conflicts", impact.law_conflicts),
        **facts,
    )
