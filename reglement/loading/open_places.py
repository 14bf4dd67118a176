"""Where in a file stands what is no mistake: a hole to fill before the text can hold, an unlisted category."""

from collections.abc import Iterable, Iterator

from reglement.loading.checking import Finding
from reglement.loading.parsing import parse
from reglement.loading.places import Places, field_words
from reglement.loading.problems import Problem
from reglement.rules.choices import DEFAULT_DENY, LISTS_WITH_HOLES, NO_END, Hole
from reglement.rules.expected import Expected
from reglement.rules.ruleset import Ruleset
from reglement.rules.shapes import Place
from reglement.terms import KEPT_APART, RECORDED_EVENTS


def holes_in_file(holes: Iterable[Hole], ruleset: Ruleset, *, content: bytes, file: str) -> Iterator[Problem]:
    """Yield each hole with its line and field, and what would fill it; `content` is what the ruleset was read from."""
    _document, positions = parse(content, file)
    for hole in holes:
        place = _place_of(hole, ruleset)
        code, expected = _asked(hole, ruleset)
        yield Problem(file, positions.line_of(place), field_words(place), code, expected)


def told_in_file(findings: Iterable[Finding], *, content: bytes, file: str) -> Iterator[Problem]:
    """Yield each finding with its line and field; `content` is what the ruleset was read from."""
    places = Places(file, parse(content, file)[1], None, None)
    yield from map(places.problem, findings)


def _place_of(hole: Hole, ruleset: Ruleset) -> Place:
    if hole.rule == DEFAULT_DENY:
        return (DEFAULT_DENY, hole.field)
    steps = tuple(int(step) if step.isdigit() else step for step in hole.field.split("."))
    for name in LISTS_WITH_HOLES:
        for index, rule in enumerate(getattr(ruleset, name)):
            if rule.id == hole.rule:
                return (name, index, *steps)
    return (NO_END,)


def _asked(hole: Hole, ruleset: Ruleset) -> tuple[str, Expected]:
    if hole.rule == DEFAULT_DENY:
        return "no_default_deny", Expected("article_key", words=tuple(article.key for article in ruleset.articles))
    if hole.rule == NO_END:
        carrier, _, category = hole.field.partition(".")
        lines = [f'carrier = "{carrier}"', *([f'category_key = "{category}"'] if category else [])]
        return "no_end", Expected("ending_rule", words=tuple(lines))
    if ".content_kind." in hole.field:
        return "kept_with_the_whole", Expected("words", words=KEPT_APART)
    if hole.field == "trigger":
        return "unrecorded_event", Expected("words", words=RECORDED_EVENTS)
    return "open", Expected("term")
