"""Comparing two rulesets, field by field: a field that is added to the rule form is compared without a line here."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reglement.comparing.differences import Difference
from reglement.comparing.weighing import weigh
from reglement.rules import Ruleset
from reglement.rules.base import Strict
from reglement.rules.choices import NoSuchHole, apply_choices

# What makes an entry the same one in both texts, where that is not its id or its key.
_NAMED_BY = {
    "organisation_choice": ("rule", "field"),
    "law_conflict": ("article", "law"),
    "term": ("word",),
    "role": ("role",),
}


def compare(before: Ruleset, after: Ruleset) -> tuple[Difference, ...]:
    """Return every difference, in the order of the rule form; holes are compared as the organisation filled them."""
    old, new, is_filled = _filled(before, after)
    found: list[Difference] = []
    for part in Ruleset.model_fields:
        mine, theirs = getattr(old, part), getattr(new, part)
        if isinstance(mine, tuple):
            found += _lists(part, mine, theirs)
        else:
            found += _ones(part, mine, theirs)
    weighed = (replace(each, effect=weigh(each)) for each in found)
    # A choice that got another value shows as another value of the rule that it fills.
    return tuple(each for each in weighed if not (is_filled and _is_filling(each)))


def _filled(before: Ruleset, after: Ruleset) -> tuple[Ruleset, Ruleset, bool]:
    try:
        return apply_choices(before), apply_choices(after), True
    except NoSuchHole:
        return before, after, False


def _is_filling(difference: Difference) -> bool:
    return difference.part == "organisation_choice" and difference.field == "value"


def _ones(part: str, before: Any, after: Any) -> Iterator[Difference]:
    """Compare what there is one of: a table or a single word."""
    if before == after:
        return
    if isinstance(before, Strict) and isinstance(after, Strict):
        yield from _fields(part, "", before, after)
    elif before is None or after is None:
        yield Difference(
            part=part,
            change="added" if before is None else "removed",
            before=before,
            after=after,
            old=before,
            new=after,
        )
    else:
        yield Difference(part=part, change="changed", before=before, after=after, old=before, new=after)


def _lists(part: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[Difference]:
    """Compare a list by what names its entries; who moved only is told by the order."""
    old, new = _by_name(part, before), _by_name(part, after)
    for name, entry in old.items():
        if name not in new:
            yield Difference(part=part, change="removed", key=name, before=entry, old=entry)
        elif entry != new[name]:
            yield from _fields(part, name, entry, new[name])
    for name, entry in new.items():
        if name not in old:
            yield Difference(part=part, change="added", key=name, after=entry, new=entry)
    stayed_before = tuple(name for name in old if name in new)
    stayed_after = tuple(name for name in new if name in old)
    if stayed_before != stayed_after:
        yield Difference(part=part, change="changed", field="order", before=stayed_before, after=stayed_after)


def _fields(part: str, key: str, old: Strict, new: Strict) -> Iterator[Difference]:
    for field, before, after in _unlike(old, new):
        yield Difference(
            part=part, change="changed", key=key, field=field, before=before, after=after, old=old, new=new
        )


def _unlike(old: Strict, new: Strict, way: str = "") -> Iterator[tuple[str, Any, Any]]:
    for name in type(old).model_fields:
        before, after = getattr(old, name), getattr(new, name)
        if before == after:
            continue
        if isinstance(before, Strict) and type(before) is type(after):
            yield from _unlike(before, after, f"{way}{name}.")
        else:
            yield f"{way}{name}", before, after


def _by_name(part: str, entries: tuple[Any, ...]) -> dict[str, Any]:
    named: dict[str, Any] = {}
    for entry in entries:
        name = _name_of(part, entry)
        twin = 2
        while name in named:
            name, twin = f"{_name_of(part, entry)}#{twin}", twin + 1
        named[name] = entry
    return named


def _name_of(part: str, entry: Any) -> str:
    columns = _NAMED_BY.get(part) or (("id",) if hasattr(entry, "id") else ("key",))
    values = (getattr(entry, column) for column in columns)
    return " ".join(",".join(value) if isinstance(value, tuple) else str(value) for value in values)
