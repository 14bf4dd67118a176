"""Events that the house never writes down: a term or a hold that counts from one never begins here."""

from collections.abc import Iterator

from reglement.loading.checking import Finding
from reglement.rules.choices import Hole
from reglement.rules.expected import Expected
from reglement.rules.ruleset import Ruleset
from reglement.terms import RECORDED_EVENTS

_RECORDED = Expected("words", words=RECORDED_EVENTS)


def unrecorded_events(ruleset: Ruleset) -> Iterator[Finding]:
    """Yield each place where a rule about keeping counts from an event that the house never writes down."""
    for part in ("retention_rule", "residual_rule"):
        for index, rule in enumerate(getattr(ruleset, part)):
            # A hold that never begins is a hole, and told as one.
            if rule.trigger not in RECORDED_EVENTS and getattr(rule, "hold", None) is None:
                yield Finding((part, index, "trigger"), "unrecorded_event", _RECORDED)
            for position, event in enumerate(getattr(rule, "or_later", ())):
                if event not in RECORDED_EVENTS:
                    yield Finding((part, index, "or_later", position), "unrecorded_event", _RECORDED)


def holds_without_beginning(ruleset: Ruleset) -> Iterator[Hole]:
    """Yield each hold that never begins here, so that what it should keep would be destroyed."""
    for rule in ruleset.retention_rule:
        if rule.hold is not None and rule.trigger not in RECORDED_EVENTS:
            yield Hole(rule.id, "trigger", rule.article)
