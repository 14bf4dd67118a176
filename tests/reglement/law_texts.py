"""Texts that exist only to see what the law does under them: one that allows all, one that forbids all."""

import json
from typing import Any

from reglement import terms
from reglement.deciding import CompiledRuleset, compile_ruleset
from reglement.loading import law_floor
from reglement.rules import Ruleset
from tests.reglement.questions import ruleset

EVERY_ACT = [act for act in terms.Act.__args__ if act not in ("retain", "exercise_right")]
ALLOWED: dict[str, Any] = {"id": "allows-everything", "article": "1", "act": EVERY_ACT, "effect": "allow"}
FORBIDDEN: dict[str, Any] = {"id": "forbids-everything", "article": "1", "act": EVERY_ACT, "effect": "deny"}


def text_with(rule: dict[str, Any]) -> CompiledRuleset:
    """Return a text with this one rule and no list of purposes or data, so that only the law can differ from it."""
    document = ruleset("a4p").ruleset.model_dump(mode="json", by_alias=True)
    document |= {"gate_rule": [rule], "catalogue": None, "purpose_binding": None, "organisation_choice": []}
    return compile_ruleset(Ruleset.model_validate_json(json.dumps(document)), law_floor())
