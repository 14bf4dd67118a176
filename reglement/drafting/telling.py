"""A draft as its page shows it: every entry in a sentence, and every problem with where it is and how to mend it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reglement.drafting.changing import Document
from reglement.loading.checking import Finding
from reglement.loading.examining import Examined
from reglement.rules.shapes import ROOT, Field, NoSuchPlace, Place, fields_of, shape_at
from reglement.wording import entry_told, field_label, part_title, problem_words
from reglement.wording.entries import TOLD_PARTS

# What an entry can be told apart by, the surest first.
NAMES: Final = ("id", "key", "word", "rule", "role", "article", "kind", "choice")
_HOW: dict[str, str | Promise] = {
    "term": _("Schrijf een termijn, zoals 1 jaar, 18 maanden of 5 werkdagen."),
    "word": _("Kies uit de lijst."),
    "day": _("Schrijf een dag, zoals 2026-12-31."),
    "number": _("Schrijf een heel getal."),
    "flag": _("Kies ja of nee."),
}
_NAME_HOW: str | Promise = _("Gebruik kleine letters, cijfers en streepjes.")
# The page about what the text says as a whole, outside its parts.
WHOLE: Final = "geheel"
LONGEST_INDEX: Final = 6
_NAME_PATTERN: Final = "^[a-z0-9]"


@dataclass(frozen=True)
class EntryLine:
    """One entry of a draft in the list: which, where from, and what it comes down to."""

    path: str
    name: str
    article: str
    sentence: str
    problems: int


@dataclass(frozen=True)
class PartSection:
    """One part of the rule form with what the draft says there."""

    part: str
    title: str
    help: str
    is_list: bool
    lines: tuple[EntryLine, ...]

    @property
    def problems(self) -> int:
        """Return how many problems there are in this part."""
        return sum(line.problems for line in self.lines)


@dataclass(frozen=True)
class ProblemLine:
    """One problem: in what, what is wrong, and the page on which it can be mended."""

    path: str
    where: str
    sentence: str


def sections_of_draft(document: Document, checked: Examined) -> tuple[PartSection, ...]:
    """Return the draft part by part, in the order of the rule form."""
    labels = labels_in(document)
    found = [_section(field, document, checked, labels) for field in fields_of(ROOT) if field.kind == "part"]
    return tuple(found)


def problems_of_draft(document: Document, checked: Examined) -> tuple[ProblemLine, ...]:
    """Return each problem as a line that leads to the page where it can be mended."""
    return tuple(
        ProblemLine(path_of(_page_of(document, found.path)), where_words(document, found.path), sentence_of(found))
        for found in checked.findings
    )


def sentence_of(found: Finding) -> str:
    """Return what is wrong and, as far as the field says, how to write it."""
    what, field = problem_words(found.code), _field_at(found.path)
    if found.code == "missing_key":
        return gettext("Dit is nog niet ingevuld.")
    if field is None or found.code != "wrong_value":
        return what
    if field.pattern.startswith(_NAME_PATTERN):
        return f"{what} {_NAME_HOW}"
    if field.many or field.kind == "text":
        return gettext("Dit is nog niet goed ingevuld.")
    return f"{what} {_HOW.get(field.kind, '')}".strip()


def where_words(document: Document, place: Place) -> str:
    """Return a place as people find it: part, entry, field."""
    part, *inner = place or (WHOLE,)
    if len(place) == 1 and field_is_word(str(part)):
        return ": ".join([part_title(WHOLE), field_label(str(part))])
    words = [part_title(str(part))]
    here: Any = document.get(str(part))
    for step in inner:
        here = _step(here, step)
        if isinstance(step, int):
            words.append(name_of(here) or str(step + 1))
        else:
            words.append(field_label(step))
    return ": ".join(words)


def field_is_word(key: str) -> bool:
    """Say whether this is one word of the whole text, and no part with fields of its own."""
    return any(field.key == key and field.kind != "part" for field in fields_of(ROOT))


def name_of(entry: Any) -> str:
    """Return what an entry can be told apart by."""
    if not isinstance(entry, dict):
        return ""
    return next((str(entry[key]) for key in NAMES if entry.get(key)), "")


def path_of(place: Place) -> str:
    """Return a place as it stands in an address."""
    return "/".join(str(step) for step in place) or WHOLE


def place_of(path: str) -> Place:
    """Return the place that stands in an address."""
    if path == WHOLE:
        return ()
    return tuple(int(step) if _is_index(step) else step for step in path.split("/") if step)


def labels_in(document: Document) -> dict[str, str]:
    """Return the number of each article by its key, of articles that have both."""
    articles = document.get("articles") or ()
    return {str(each["key"]): str(each["label"]) for each in articles if each.get("key") and each.get("label")}


def _section(field: Field, document: Document, checked: Examined, labels: dict[str, str]) -> PartSection:
    value = document.get(field.key)
    entries = list(enumerate(value or ())) if field.many else [(-1, value)] if value is not None else []
    lines = tuple(_line(field, index, entry, checked, labels) for index, entry in entries)
    return PartSection(field.key, part_title(field.key), field.about, field.many, lines)


def _line(field: Field, index: int, entry: Any, checked: Examined, labels: dict[str, str]) -> EntryLine:
    place: Place = (field.key,) if index < 0 else (field.key, index)
    read = getattr(checked.readable, field.key, None) if index < 0 else checked.entry_at(field.key, index)
    article = "" if field.key == "articles" else str(entry.get("article") or "")
    return EntryLine(
        path=path_of(place),
        name=name_of(entry),
        article=labels.get(article, article),
        sentence=_told(field, read, labels) or gettext("Dit is nog niet volledig."),
        problems=len(checked.findings_at(place)),
    )


def _told(field: Field, entry: Any, labels: dict[str, str]) -> str:
    if entry is None:
        return ""
    if field.many or field.key in TOLD_PARTS:
        return " ".join(entry_told(field.key, entry, labels).sentences)
    filled = [name for name in type(entry).model_fields if getattr(entry, name) not in (None, "", ())]
    return f"{capfirst(', '.join(field_label(name) for name in filled))}."


def _field_at(place: Place) -> Field | None:
    """Return the field that a problem is about, by the words of its place alone."""
    names = [str(step) for step in place if isinstance(step, str)]
    shapes = {ROOT}
    found: Field | None = None
    for name in names:
        candidates = [field for shape in shapes for field in fields_of(shape) if field.key == name]
        if not candidates:
            return None
        found, shapes = candidates[0], {inner for field in candidates for inner in field.shapes.values()}
    return found


def _page_of(document: Document, place: Place) -> Place:
    """Return the deepest page on which this place can be edited; a part that is there once is edited with its own."""
    return max(_pages(document, place), key=len, default=())


def _pages(document: Document, place: Place) -> Iterator[Place]:
    for length in range(1, len(place) + 1):
        outer = place[:length]
        is_page = length == 1 or isinstance(outer[-1], int)
        try:
            shape_at(document, outer)
        except NoSuchPlace:
            continue
        if is_page:
            yield outer


def _step(value: Any, step: str | int) -> Any:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None


def _is_index(step: str) -> bool:
    return step.isdecimal() and len(step) <= LONGEST_INDEX
