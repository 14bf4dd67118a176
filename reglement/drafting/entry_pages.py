"""One part of a draft as its page shows it: the lists inside it, the problems at each field, and what surrounds it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.text import capfirst

from reglement.drafting.changing import Document, value_at
from reglement.drafting.telling import EntryLine, name_of, path_of, sentence_of, where_words
from reglement.loading.examining import Examined
from reglement.rules.shapes import ROOT, Field, NoSuchPlace, Place, field_of, fields_of, shape_at
from reglement.wording import field_help, field_label, need_choices, part_title
from reglement.wording.fields import part_words

_LAW_ONLY: Final = frozenset({"consent_capacity", "holding", "refusing", "costs"})


@dataclass(frozen=True)
class ListInside:
    """A list of parts inside a part: its entries have pages of their own."""

    path: str
    place: Place
    title: str
    help: str
    lines: tuple[EntryLine, ...]
    kinds: tuple[tuple[str, str], ...]
    """The kinds that an entry can be of, with what people call them; none when there is one kind only."""


@dataclass(frozen=True)
class EntryPage:
    """One part of a draft, ready to be shown beside its form."""

    place: Place
    shape: str
    value: Mapping[str, Any]
    name: str
    title: str
    around: tuple[tuple[str, str], ...]
    """The parts around it, from the outside in: address and title."""
    lists: tuple[ListInside, ...]
    skip: frozenset[str]
    problems: Mapping[Place, tuple[str, ...]]
    unknown: tuple[str, ...]

    @classmethod
    def gone(cls, place: Place, shape: str) -> "EntryPage":
        """Return the page of a part that is not there any more."""
        return cls(place, shape, {}, "", part_title(str(place[0])), (), (), frozenset(), {}, ())

    @property
    def path(self) -> str:
        """Return the place as it stands in an address."""
        return path_of(self.place)

    @property
    def is_in_list(self) -> bool:
        """Say whether this can be moved and taken away."""
        return bool(self.place) and isinstance(self.place[-1], int)


def entry_page(document: Document, place: Place, checked: Examined) -> EntryPage:
    """Return the part at this place; raises NoSuchPlace when the document has none there."""
    if not is_page(place):
        raise NoSuchPlace(path_of(place))
    shape = shape_at(document, place)
    value = _value(document, place)
    return EntryPage(
        place=place,
        shape=shape,
        value=value,
        name=name_of(value),
        title=capfirst(where_words(document, place)),
        around=_around(document, place),
        lists=tuple(_inside(field, value, place, checked) for field in fields_of(shape) if place and _is_list(field)),
        skip=_skip(document, place) if place else _skip_of_whole(document),
        problems=_problems(checked, place),
        unknown=tuple(key for key in value if place and key not in {field.key for field in fields_of(shape)}),
    )


def is_page(place: Place) -> bool:
    """Say whether what stands here has a page of its own: an entry of a list, or a part of which there is one."""
    return len(place) < 2 or isinstance(place[-1], int)


def same_entry(document: Document, place: Place, name: str) -> Place | None:
    """Return where the entry with this name stands now, in the list where it stood; null when it is gone."""
    if not place or not isinstance(place[-1], int):
        return place
    try:
        entries = value_at(document, place[:-1])
    except NoSuchPlace:
        return None
    index = place[-1]
    if index < len(entries) and name_of(entries[index]) == name:
        return place
    found = [position for position, entry in enumerate(entries) if name and name_of(entry) == name]
    return (*place[:-1], found[0]) if len(found) == 1 else None


def _value(document: Document, place: Place) -> Mapping[str, Any]:
    try:
        found = value_at(document, place)
    except NoSuchPlace:
        return {}
    return found if isinstance(found, Mapping) else {}


def _around(document: Document, place: Place) -> tuple[tuple[str, str], ...]:
    outer = [place[:length] for length in range(1, len(place)) if is_page(place[:length])]
    pages = [step for step in outer if len(step) > 1]
    return tuple((path_of(step), capfirst(where_words(document, step))) for step in pages)


def _skip(document: Document, place: Place) -> frozenset[str]:
    """Return the fields that this page does not ask: the kind of a need is chosen when it is added."""
    if len(place) < 2:
        return frozenset()
    *outer, key, _index = place
    field = field_of(shape_at(document, tuple(outer)), str(key))
    return frozenset({"kind"}) if "" not in field.shapes else frozenset()


def _skip_of_whole(document: Document) -> frozenset[str]:
    """Return what the page about the whole text leaves alone: its parts, and what only the law floor has."""
    parts = {field.key for field in fields_of(ROOT) if field.kind == "part"}
    strange = document.keys() - {field.key for field in fields_of(ROOT)}
    return frozenset(parts | strange | {key for key in _LAW_ONLY if key not in document})


def _is_list(field: Field) -> bool:
    return field.kind == "part" and field.many


def _inside(field: Field, value: Mapping[str, Any], place: Place, checked: Examined) -> ListInside:
    here = (*place, field.key)
    entries = value.get(field.key)
    lines = [
        EntryLine(
            path=path_of((*here, index)),
            name="",
            article="",
            sentence=_words_of(entry, _read(checked, (*here, index))),
            problems=len(checked.findings_at((*here, index))),
        )
        for index, entry in enumerate(entries if isinstance(entries, list) else ())
    ]
    kinds = () if "" in field.shapes else tuple(need_choices(field.shapes))
    shape_help = field_help("", field.key) or field.about
    return ListInside(path_of(here), here, capfirst(field_label(field.key)), shape_help, tuple(lines), kinds)


def _read(checked: Examined, place: Place) -> Any:
    """Return the typed part at a place inside an entry; null when the entry is not whole."""
    part, index, *inner = place
    here = checked.entry_at(str(part), index) if isinstance(index, int) else None
    for step in inner:
        if here is None:
            return None
        here = here[step] if isinstance(step, int) else getattr(here, _attribute(step), None)
    return here


def _attribute(key: str) -> str:
    return f"{key}_" if key in ("except", "class") else key


def _words_of(entry: Any, read: Any) -> str:
    if read is not None:
        return capfirst(part_words(read))
    kind = entry.get("kind", "") if isinstance(entry, Mapping) else ""
    return dict(need_choices([str(kind)])).get(str(kind), "") or name_of(entry)


def _problems(checked: Examined, place: Place) -> dict[Place, tuple[str, ...]]:
    found: dict[Place, tuple[str, ...]] = {}
    for each in checked.findings_at(place):
        inner = each.path[len(place) :]
        found[inner] = (*found.get(inner, ()), sentence_of(each))
    return found
