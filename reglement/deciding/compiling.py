"""Making a ruleset quick to ask: rules indexed by act, matches as sets, citations made once."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from reglement.deciding.decision import Citation
from reglement.rules.choices import apply_choices
from reglement.rules.gate import SEVERAL_AT_ONCE, GateRule, Match
from reglement.rules.keeping import RetentionRule
from reglement.rules.needs import Need
from reglement.rules.ruleset import Ruleset
from reglement.rules.wordlists import CatalogueItem, OrganisationChoice

NO, UNKNOWN, YES = 0, 1, 2
REMEMBERED_COMBINATIONS = 4096
_RESTRICTING = frozenset({"deny", "require"})
# Behind the name of a line that looks at what is on file, whether or not it counts.
ON_FILE = "_on_file"


class CompiledMatch(NamedTuple):
    """A match as sets of accepted words, by attribute of the question."""

    words: tuple[tuple[str, frozenset[object]], ...]
    sets: tuple[tuple[str, frozenset[object]], ...]

    def fit(self, question: object) -> int:
        """Return YES, NO, or UNKNOWN when only an unknown word stands between."""
        outcome = YES
        for name, accepted in self.words:
            value = getattr(question, name)
            if value is None:
                outcome = UNKNOWN
            elif value not in accepted:
                return NO
        for name, accepted in self.sets:
            present = getattr(question, name)
            if present is None:
                outcome = UNKNOWN
            elif accepted.isdisjoint(present):
                return NO
        return outcome


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A gate rule, ready to be asked."""

    rule: GateRule
    effect: str
    match: CompiledMatch
    exception: CompiledMatch | None
    needs: tuple[Need, ...]
    unless: tuple[Need, ...]
    citation: Citation
    citations: tuple[Citation, ...]
    concerned_tags: frozenset[str]
    precedence: int

    def speaks(self, question: object) -> int:
        """Return whether this rule speaks: what is unknown fits what restricts, and never what permits."""
        fit = self.match.fit(question)
        if self.effect == "allow":
            may_be_excepted = self.exception is not None and self.exception.fit(question) != NO
            return YES if fit == YES and not may_be_excepted else NO
        excepted = self.exception.fit(question) if self.exception is not None and fit != NO else NO
        if excepted == YES:
            return NO
        return min(fit, UNKNOWN) if excepted == UNKNOWN else fit


class RulesOfAct:
    """The rules about one act, remembering which of them speak for each combination of words they look at."""

    __slots__ = ("_heard", "_read", "rules", "takers")

    def __init__(self, rules: tuple[CompiledRule, ...]) -> None:
        """Find out which words of a question these rules look at."""
        matches = [match for rule in rules for match in (rule.match, rule.exception) if match]
        names = sorted({name for match in matches for name, _ in (*match.words, *match.sets)})
        self.rules = rules
        self.takers: dict[str, list[CompiledRule]] = {}
        for rule in rules:
            for kind in rule.rule.match.ground if rule.rule.takes_ground else ():
                self.takers.setdefault(kind, []).append(rule)
        # Two names at least, so that reading always gives a tuple.
        self._read = attrgetter("recipient_class", "purpose", *names)
        self._heard: dict[object, tuple[tuple[CompiledRule, bool], ...]] = {}

    def speaking(self, question: object) -> tuple[tuple[CompiledRule, bool], ...]:
        """Return the rules that speak, and for each whether every word it looks at is known."""
        words = self._read(question)
        speaking = self._heard.get(words)
        if speaking is None:
            if len(self._heard) >= REMEMBERED_COMBINATIONS:
                self._heard.clear()
            fits = [(rule, rule.speaks(question)) for rule in self.rules]
            speaking = self._heard[words] = tuple((rule, fit == YES) for rule, fit in fits if fit != NO)
        return speaking


@dataclass(frozen=True, slots=True)
class CompiledRuleset:
    """A ruleset, ready to be asked; made once per version."""

    key: str
    sha256: str
    ruleset: Ruleset
    articles: Mapping[str, Citation]
    rules: Mapping[str, RulesOfAct]
    catalogue_tags: Mapping[str, str]
    bounded_items: Mapping[str, CatalogueItem]
    """The categories that may be written only in some way."""
    purposes: Mapping[str, Citation]
    retention: tuple[tuple[RetentionRule, Citation], ...]
    counts_age_of_consents: bool
    """Whether a rule lets a consent count for a time only."""
    asks_reading_first: bool = False
    """Whether a rule asks a consent that was given after reading."""
    looks_at_complaints: bool = False
    """Whether a rule of the gate says something about the client who made a complaint, or who made none."""
    choices: Mapping[str, tuple[OrganisationChoice, ...]] = field(default_factory=dict)

    def default_deny(self, act: str, disclosing: frozenset[str]) -> Citation:
        """Return the article that closes the door for this act, or a citation of the text as a whole."""
        deny = self.ruleset.default_deny
        key = deny.disclosure if act in disclosing else deny.access
        return self.articles[key] if key else Citation("", self.ruleset.metadata.name, "", self.key)


def document_sha256(ruleset: Ruleset) -> str:
    """Return the hash of the ruleset as canonical JSON, organisation's choices included."""
    document = ruleset.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return hashlib.sha256(json.dumps(document, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def compile_ruleset(ruleset: Ruleset, law: CompiledRuleset | None = None) -> CompiledRuleset:
    """Return the ruleset ready to be asked; `law` lends its articles to rules that cite it."""
    filled = apply_choices(ruleset)
    key = filled.metadata.key
    articles = {a.key: Citation(a.key, a.label, a.heading, key) for a in filled.articles}
    lent = law.articles if law else articles
    choices: dict[str, tuple[OrganisationChoice, ...]] = {}
    for choice in filled.organisation_choice:
        choices[choice.rule] = (*choices.get(choice.rule, ()), choice)
    written = filled.model_dump_json(exclude_defaults=True)
    return CompiledRuleset(
        key=key,
        sha256=document_sha256(ruleset),
        ruleset=filled,
        articles=articles,
        rules=_rules_by_act(filled, articles, lent),
        catalogue_tags={item.key: item.tag for item in filled.catalogue_item},
        bounded_items={
            item.key: item
            for item in filled.catalogue_item
            if item.needs or item.services or item.carriers or item.source or item.unspecified
        },
        purposes={purpose.key: articles[purpose.article] for purpose in filled.purpose},
        retention=tuple((rule, articles[rule.article]) for rule in filled.retention_rule),
        counts_age_of_consents='"not_older_than":' in written,
        asks_reading_first='"after_reading":true' in written,
        looks_at_complaints='"complaint":[' in written,
        choices=choices,
    )


def _rules_by_act(
    ruleset: Ruleset, articles: Mapping[str, Citation], lent: Mapping[str, Citation]
) -> dict[str, RulesOfAct]:
    by_act: dict[str, list[CompiledRule]] = {}
    for rule in ruleset.gate_rule:
        compiled = _compile_rule(rule, articles, lent)
        for act in rule.act:
            by_act.setdefault(act, []).append(compiled)
    return {act: RulesOfAct(tuple(rules)) for act, rules in by_act.items()}


def _compile_rule(rule: GateRule, articles: Mapping[str, Citation], lent: Mapping[str, Citation]) -> CompiledRule:
    citation = articles[rule.article]._replace(part=rule.part)
    others = [articles[key] for key in rule.also] + [lent[key] for key in rule.law]
    return CompiledRule(
        rule=rule,
        effect=rule.effect,
        match=_compile_match(rule.match, on_file=rule.effect in _RESTRICTING and not rule.takes_ground),
        exception=_compile_match(rule.except_) if rule.except_ else None,
        needs=rule.needs,
        unless=rule.unless,
        citation=citation,
        citations=(citation, *others),
        concerned_tags=frozenset(rule.match.category_tag),
        precedence=rule.precedence,
    )


def _compile_match(match: Match, *, on_file: bool = False) -> CompiledMatch:
    """Return the match as sets; `on_file`: also a ground that carries nothing says what this use is."""
    words: list[tuple[str, frozenset[object]]] = []
    sets: list[tuple[str, frozenset[object]]] = []
    for name in Match.model_fields:
        value = getattr(match, name)
        if isinstance(value, bool):
            words.append((name, frozenset((value,))))
        elif value:
            asked = f"{name}{ON_FILE}" if on_file and name == "ground" else name
            (sets if name in SEVERAL_AT_ONCE else words).append((asked, frozenset(value)))
    return CompiledMatch(tuple(words), tuple(sets))
