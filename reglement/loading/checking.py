"""What typed models cannot see: references that dangle, keys that repeat, rules that would break a promise."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from reglement.loading.colliding import collisions
from reglement.loading.outlasting import outlasted
from reglement.rules.expected import Expected
from reglement.rules.gate import GateRule
from reglement.rules.ruleset import Ruleset
from reglement.rules.shapes import Place

_RULE_LISTS = ("gate_rule", "retention_rule", "residual_rule", "right_rule", "notice_rule", "measure")
_WITH_ARTICLE = (*_RULE_LISTS, "purpose", "recipient", "role", "catalogue_item", "law_conflict")
_ONE_WITH_ARTICLE = ("roles", "catalogue", "complaint_route")
_MORE_ARTICLES = (("gate_rule", "also"), ("retention_rule", "also"), ("right_rule", "also"), ("term", "articles"))
_ARTICLE_FIELDS = ("purpose_binding", "consent_capacity", "holding", "refusing", "costs")


class Finding(NamedTuple):
    """A problem by its place in the document."""

    path: Place
    code: str
    expected: Expected | None = None


def check_ruleset(ruleset: Ruleset) -> Iterator[Finding]:
    """Yield everything that is wrong between the parts of a ruleset."""
    yield from _repeated_keys(ruleset)
    yield from _dangling_references(ruleset)
    for index, rule in enumerate(ruleset.gate_rule):
        yield from _broken_promises(rule, index)
        yield from _misplaced_grounds(rule, index)
    for index, field, code, expected in collisions(ruleset):
        yield Finding(("gate_rule", index, field), code, expected)
    for index, field, code, expected in outlasted(ruleset):
        yield Finding(("retention_rule", index, field), code, expected)
    if ruleset.metadata.supersedes == ruleset.metadata.label:
        yield Finding(("metadata", "supersedes"), "supersedes_itself", Expected("other_label"))
    for index, retention in enumerate(ruleset.retention_rule):
        if retention.term is None and retention.hold is None:
            yield Finding(("retention_rule", index, "term"), "missing_key", Expected("term_or_open"))


def _repeated_keys(ruleset: Ruleset) -> Iterator[Finding]:
    for name, attribute in (("articles", "key"), ("purpose", "key"), ("catalogue_item", "key"), ("recipient", "key")):
        entries = [getattr(entry, attribute) for entry in getattr(ruleset, name)]
        yield from _repeats(name, attribute, entries)
    ids: Counter[str] = Counter()
    for name in _RULE_LISTS:
        for index, rule in enumerate(getattr(ruleset, name)):
            ids[rule.id] += 1
            if ids[rule.id] > 1:
                yield Finding((name, index, "id"), "duplicate_key", Expected("other_than", rule.id))


def _repeats(name: str, attribute: str, entries: list[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        if entry in seen:
            yield Finding((name, index, attribute), "duplicate_key", Expected("other_than", entry))
        seen.add(entry)


def _dangling_references(ruleset: Ruleset) -> Iterator[Finding]:
    keys = dict.fromkeys(article.key for article in ruleset.articles)
    for path, key in _references(ruleset):
        if key is not None and key not in keys:
            yield Finding(path, "missing_article", Expected("article_key", words=tuple(keys)))


def _references(ruleset: Ruleset) -> Iterator[tuple[Place, str | None]]:
    yield ("default_deny", "disclosure"), ruleset.default_deny.disclosure
    yield ("default_deny", "access"), ruleset.default_deny.access
    yield from (((name,), getattr(ruleset, name)) for name in _ARTICLE_FIELDS)
    for name in _ONE_WITH_ARTICLE:
        part = getattr(ruleset, name)
        yield (name, "article"), part.article if part else None
    for name in _WITH_ARTICLE:
        yield from (((name, index, "article"), rule.article) for index, rule in enumerate(getattr(ruleset, name)))
    for name, field in _MORE_ARTICLES:
        for index, entry in enumerate(getattr(ruleset, name)):
            yield from (((name, index, field, place), key) for place, key in enumerate(getattr(entry, field)))


def _broken_promises(rule: GateRule, index: int) -> Iterator[Finding]:
    """Yield what would let a refusal open a door, or a rule that can do nothing."""
    place: Place = ("gate_rule", index)
    if rule.effect == "require" and not rule.needs:
        yield Finding((*place, "needs"), "empty_rule", Expected("entries_at_least", "1"))
    if rule.effect == "deny" and rule.needs:
        yield Finding((*place, "needs"), "misplaced_needs", Expected("instead", words=("unless",)))
    if rule.effect == "limit" and not rule.limits:
        yield Finding((*place, "limits"), "empty_rule", Expected("entries_at_least", "1"))
    if rule.effect in ("allow", "limit") and rule.unless:
        yield Finding((*place, "unless"), "misplaced_unless", Expected("instead", words=("needs", "except")))
    if rule.effect in ("allow", "limit") and rule.match.objected is not None:
        yield Finding(
            (*place, "match", "objected"), "objection_permits", Expected("effect", words=("deny", "require"))
        )
    if rule.match.objected is False or (rule.except_ is not None and rule.except_.objected is not None):
        yield Finding((*place, "except"), "objection_permits", Expected("match_objected"))


def _misplaced_grounds(rule: GateRule, index: int) -> Iterator[Finding]:
    """Yield what would take no ground away, or would open a door once a ground is taken away."""
    place: Place = ("gate_rule", index)
    if rule.takes_ground and not (rule.effect in ("deny", "require") and rule.match.ground):
        yield Finding((*place, "takes_ground"), "takes_no_ground", Expected("named_ground"))
    if rule.effect == "allow" and rule.except_ is not None and rule.except_.ground:
        yield Finding((*place, "except", "ground"), "ground_excepted", Expected("taking_rule"))


def check_law_references(ruleset: Ruleset, law: Ruleset) -> Iterator[Finding]:
    """Yield each reference to an article that the law floor does not have."""
    keys = {article.key for article in law.articles}
    for name in (
        "gate_rule",
        "retention_rule",
        "right_rule",
        "notice_rule",
        "catalogue_item",
        "measure",
        "law_conflict",
    ):
        for index, rule in enumerate(getattr(ruleset, name)):
            for position, key in enumerate(rule.law):
                if key not in keys:
                    yield Finding((name, index, "law", position), "missing_law_article", Expected("law_article"))


def missing_default_denies(ruleset: Ruleset) -> tuple[str, ...]:
    """Return which default-deny articles are still missing; a version without both is not activated."""
    deny = ruleset.default_deny
    missing = [name for name, key in (("disclosure", deny.disclosure), ("access", deny.access)) if key is None]
    return tuple(missing)
