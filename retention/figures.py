"""The numbers that remained of destroyed dossiers, told so that no number points at somebody."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext as _

from dossiers.terms import OpdrachtgeverKind, Outcome, ServiceType
from reglement.models import ReglementVersion
from reglement.rules.keeping import ResidualRule
from reglement.services import current_ruleset
from retention.models import Figure
from ui.parts import Bar
from vault.clock import today

COUNTED_BY = ("year", "service", "principal_kind", "outcome")
WORDS = {
    "service": dict(ServiceType.choices),
    "principal_kind": dict(OpdrachtgeverKind.choices),
    "outcome": dict(Outcome.choices),
}
Cell = tuple[str, ...]


@dataclass(frozen=True)
class FigureRow:
    """One line of the table: what is counted, in words, and of how many people."""

    year: str
    what: str
    people: int


@dataclass(frozen=True)
class FiguresTold:
    """The numbers under one rule."""

    purpose: str
    article: str
    columns: str
    rows: list[FigureRow]
    bars: list[Bar]
    too_few: list[str]
    smallest_group: int


def figures_told() -> list[FiguresTold]:
    """Return the numbers that may still remain, by rule, in a constant number of queries."""
    cells: dict[tuple[str, str], dict[str, dict[Cell, int]]] = defaultdict(lambda: defaultdict(dict))
    rules: dict[tuple[str, str], list[ResidualRule]] = defaultdict(list)
    counted = Figure.objects.filter(due_on__gt=today()).values("version", "rule", "article_label", *COUNTED_BY)
    found = list(counted.annotate(total=Sum("people")).order_by("year", "service", "principal_kind", "outcome"))
    versions = ReglementVersion.objects.in_bulk({row["version"] for row in found})
    for row in found:
        key, cell = (row["rule"], row["article_label"]), tuple(row[word] for word in COUNTED_BY[1:])
        of_year = cells[key][str(row["year"] or "")]
        of_year[cell] = of_year.get(cell, 0) + row["total"]
        rules[key] += _rule_of(versions[row["version"]], row["rule"])
    return [_told(article, rules[rule, article], years) for (rule, article), years in cells.items()]


def shown(cells: Mapping[Cell, int], smallest: int) -> tuple[dict[Cell, int], int]:
    """Return the numbers that may be shown, and of how many others together; of too few people nothing at all.

    What is too small goes to the others. While these are too few themselves the smallest number that could be shown
    joins them, so that nobody finds the hidden one by taking the shown ones from the whole.
    """
    left = dict(sorted(cells.items(), key=lambda pair: pair[1]))
    others = sum(left.pop(cell) for cell in [cell for cell, people in left.items() if people < smallest])
    while 0 < others < smallest and left:
        others += left.pop(next(iter(left)))
    return (left, others) if others == 0 or others >= smallest else ({}, 0)


def _rule_of(version: ReglementVersion, name: str) -> list[ResidualRule]:
    return [rule for rule in current_ruleset(version).ruleset.residual_rule if rule.id == name]


def _told(article: str, rules: list[ResidualRule], years: Mapping[str, Mapping[Cell, int]]) -> FiguresTold:
    smallest = max(
        (rule.smallest_group for rule in rules), default=ResidualRule.model_fields["smallest_group"].default
    )
    rows, bars, too_few = [], [], []
    for year, cells in years.items():
        numbers, others = shown(cells, smallest)
        if not numbers and not others:
            too_few.append(year)
            continue
        in_words = sorted((_in_words(cell), people) for cell, people in numbers.items())
        rows += [FigureRow(year, what, people) for what, people in in_words]
        rows += [FigureRow(year, _("overig"), others)] if others else []
        bars.append(Bar(year, sum(numbers.values()) + others, year))
    return FiguresTold(
        purpose=rules[-1].purpose,
        article=_("art. %(label)s") % {"label": article},
        columns="|".join([_("Jaar"), _("Wat"), _("Aantal mensen")]),
        rows=rows,
        bars=bars,
        too_few=too_few,
        smallest_group=smallest,
    )


def _in_words(cell: Cell) -> str:
    words = zip(COUNTED_BY[1:], cell, strict=True)
    return ", ".join(str(WORDS[field].get(word, word)) for field, word in words if word) or _("iedereen")
