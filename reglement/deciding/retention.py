"""Terms: which rule governs an item, when its term ends, and why."""

from datetime import date
from typing import Final, NamedTuple

from reglement import terms
from reglement.deciding.calendar import ONE_DAY, end_of
from reglement.deciding.compiling import CompiledRuleset
from reglement.deciding.decision import Citation
from reglement.facts import Events
from reglement.rules.keeping import ClosingTerm, KeepingMatch, RetentionRule

# The events of a file: a report that was made from it became final. Of a report: it became final itself.
OF_A_REPORT: Final = frozenset({"document_event", "report_final"})


class Item(NamedTuple):
    """What is kept: a slice of a dossier by carrier and category; None means the whole, or not known."""

    carrier: str | None = None
    category: str | None = None
    tag: str | None = None
    service: str | None = None
    principal_kind: str | None = None
    content_kind: str | None = None
    source: str | None = None
    outcome: str | None = None
    chosen: str | None = None
    """What the client chose at closing: keep, take_along (and got it) or destroy."""
    complaint: str | None = None
    """Whether a complaint is open: what counts from its end then has not begun."""


class EndOfTerm(NamedTuple):
    """When an item must be gone, and by which rule; `due_on` is None while the term has not started."""

    rule: RetentionRule
    article: Citation
    started_on: date | None
    due_on: date | None
    own_choice: bool
    term: str | None = None
    chosen: str | None = None
    """The closing choice of the client that set the term."""

    def changed_by(self, text: CompiledRuleset) -> Citation:
        """Return the article that lets the client change this end."""
        own = self.rule.override_article
        return text.articles[own] if own else self.article


def end_of_term(text: CompiledRuleset, item: Item, events: Events) -> EndOfTerm | None:
    """Return the end that protects the client most among the rules about this item; None when no rule speaks.

    A rule whose trigger has not happened only counts when no other has started.
    """
    ends = [
        end_by(text, rule, article, item, events)
        for rule, article in text.retention
        if rule.hold is None and speaks_of(rule, item)
    ]
    started = [end for end in ends if end.due_on is not None]
    if started:
        return min(started, key=lambda end: end.due_on or date.max)
    return ends[0] if ends else None


def statutory_ends(text: CompiledRuleset, item: Item, events: Events) -> list[EndOfTerm]:
    """Return the terms during which a statute obliges to keep this item."""
    return [
        end_by(text, rule, article, item, events)
        for rule, article in text.retention
        if rule.hold is not None and speaks_of(rule, item)
    ]


def speaks_of(rule: RetentionRule, item: Item) -> bool:
    """Say whether this rule is about the item.

    What counts from a report that is final is about what that was made from; about the report where it names reports.
    """
    excepted = rule.except_ is not None and _is_about(rule.except_, item)
    if item.content_kind == "report" and rule.trigger in OF_A_REPORT and "report" not in rule.match.content_kind:
        return False
    return _is_about(rule.match, item) and not excepted


def _is_about(match: KeepingMatch, item: Item) -> bool:
    return all(not accepted or value in accepted for _, accepted, value in lines_of_match(match, item))


def lines_of_match(match: KeepingMatch, item: Item) -> tuple[tuple[str, tuple[str, ...], str | None], ...]:
    """Return each line of a match: its name, the words that fit (none: all do), and the word of the item."""
    return (
        ("carrier", match.carrier, item.carrier),
        ("category_tag", match.category_tag, item.tag),
        ("category_key", match.category_key, item.category),
        ("service", match.service, item.service),
        ("principal_kind", match.principal_kind, item.principal_kind),
        ("content_kind", match.content_kind, item.content_kind),
        ("source", match.source, item.source),
        ("outcome", match.outcome, item.outcome),
    )


def end_by(text: CompiledRuleset, rule: RetentionRule, article: Citation, item: Item, events: Events) -> EndOfTerm:
    """Return the end that this rule by itself gives the item."""
    started_on: date | None = None if waits_for_complaint(rule, item) else getattr(events, rule.trigger)
    if started_on is not None and rule.or_later:
        later = [day for name in rule.or_later if (day := getattr(events, name)) is not None]
        started_on = max([started_on, *later])
    field, term, choice = _term_of(rule, item)
    chosen = choice.choice if choice else None
    article = text.articles[choice.article] if choice and choice.article else article
    own_choice = any(choice.field == field for choice in text.choices.get(rule.id, ()))
    if started_on is None or term is None or term == terms.UNSET:
        return EndOfTerm(rule, article, started_on, None, own_choice, term, chosen)
    due_on = end_of(started_on, term, rule.round_up)
    if rule.hold is not None and rule.round_up != "none":
        due_on += ONE_DAY  # what a statute keeps until the end of a year is still kept on 31 December
    return EndOfTerm(rule, article, started_on, due_on, own_choice, term, chosen)


def waits_for_complaint(rule: RetentionRule, item: Item) -> bool:
    """Say whether this rule counts from the end of a complaint that is still open."""
    return item.complaint == "open" and "complaint_closed" in (rule.trigger, *rule.or_later)


def _term_of(rule: RetentionRule, item: Item) -> tuple[str, str | None, ClosingTerm | None]:
    """Return in which field the term stands, the term itself, and what the client may choose that it belongs to."""
    if rule.hold is not None and rule.hold.term is not None:
        return "hold.term", rule.hold.term, None
    for position, option in enumerate(rule.closing_choice):
        if option.choice == item.chosen:
            return f"closing_choice.{position}.term", option.term, option
    return "term", rule.term, None
