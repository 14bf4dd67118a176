"""What the catalogue of a text asks of the categories in a question, and what its residuals may be used for."""

from collections.abc import Iterator
from typing import Final

from reglement.deciding import needs
from reglement.deciding.compiling import CompiledRuleset
from reglement.deciding.decision import Citation, Condition, lacking, present
from reglement.deciding.question import Question
from reglement.rules.wordlists import CatalogueItem

# The line of an item, the word of the question that it bounds, where that stands in the facts, and the condition.
_BOUNDS: Final = (
    ("services", "service", "service", "category_service"),
    ("carriers", "carrier", "content.carrier", "category_carrier"),
    ("source", "source", "content.source", "category_source"),
)


def catalogue_conditions(text: CompiledRuleset, question: Question) -> tuple[Condition, ...]:
    """Return what the catalogue asks when data are written: of what it lists, and of what it does not list."""
    return (*_unlisted(text, question), *_listed(text, question))


def filled_conditions(text: CompiledRuleset, question: Question) -> tuple[Condition, ...]:
    """Return for each category that a traject of this service cannot start without whether its data are there."""
    service, filled = question.service, question.facts.filled
    return tuple(
        Condition("filled", item.key in filled, text.articles[item.article], {"category": item.label})
        for item in text.ruleset.catalogue_item
        if item.required_for and (service is None or service in item.required_for)
    )


def residual_condition(text: CompiledRuleset, question: Question, door: Citation) -> Condition | None:
    """Return whether what remained of a destroyed dossier may be used so; None when it is about anything else."""
    name = question.facts.content.residual
    if name is None:
        return None
    rule = next((rule for rule in text.ruleset.residual_rule if rule.id == name), None)
    if rule is None:
        return lacking("no_residual", door, {"rule": name})
    looks = question.facts.act == "view" or not rule.lookup_only
    return Condition("lookup_only", looks, text.articles[rule.article], {"rule": name, "purpose": rule.purpose})


def _unlisted(text: CompiledRuleset, question: Question) -> tuple[Condition, ...]:
    catalogue = text.ruleset.catalogue
    if catalogue is None or question.category_key is None:
        return ()
    unlisted = sorted(key for key in question.category_key if key not in text.catalogue_tags)
    if not unlisted:
        return ()
    article = text.articles[catalogue.article]
    if catalogue.mode in ("enumerated", "maximum"):
        return (lacking("catalogue", article, {"categories": unlisted}),)
    noted = question.facts.content.necessity_note
    return (Condition("necessity_note", noted, article, {"categories": unlisted}),)


def _listed(text: CompiledRuleset, question: Question) -> Iterator[Condition]:
    for key, tags in question.categories:
        item = text.bounded_items.get(key)
        if item is not None:
            article = text.articles[item.article]
            if item.unspecified:
                specified = any(_is_specified(text, other) for other, _ in question.categories)
                yield Condition("category_unspecified", specified, article, {"category": item.label})
            yield from _bounds(item, question, article)
            yield from (needs.check(need, question, article, tags) for need in item.needs)


def _is_specified(text: CompiledRuleset, key: str) -> bool:
    bounded = text.bounded_items.get(key)
    return key in text.catalogue_tags and not (bounded is not None and bounded.unspecified)


def _bounds(item: CatalogueItem, question: Question, article: Citation) -> Iterator[Condition]:
    for line, word, fact, key in _BOUNDS:
        accepted, known = getattr(item, line), getattr(question, word)
        params = {"category": item.label, "one_of": list(accepted)}
        if not accepted:
            continue
        if known is None:
            yield lacking("fact_missing", article, {"fact": fact})
        elif known in accepted:
            yield present(key, article, params)
        else:
            yield lacking(key, article, params)
