"""Content that the house keeps no part of: what a rule about keeping says of it would not be done."""

from collections.abc import Iterator

from reglement.rules.choices import Hole
from reglement.rules.keeping import RetentionRule
from reglement.rules.ruleset import Ruleset
from reglement.terms import KEPT_APART


def kinds_without_part(ruleset: Ruleset) -> Iterator[Hole]:
    """Yield each kind of content that a rule about keeping names and that ends with the whole all the same.

    Such a text would promise an end, or an exception, that never comes; so it can't hold.
    """
    for rule in ruleset.retention_rule:
        for line, match in (("match", rule.match), ("except", rule.except_)):
            for position, kind in enumerate(match.content_kind if match is not None else ()):
                if kind not in KEPT_APART:
                    yield Hole(rule.id, f"{line}.content_kind.{position}", rule.article)


def rules_about_kinds_of_data(ruleset: Ruleset) -> Iterator[RetentionRule]:
    """Yield each rule about keeping that holds for some kinds of data alone: what has none goes with the whole."""
    for rule in ruleset.retention_rule:
        matches = [match for match in (rule.match, rule.except_) if match is not None]
        if any(match.category_key or match.category_tag or match.source for match in matches):
            yield rule
