"""Changing one place of a document that is being written: always a new document, the old one stays as it was."""

import hashlib
import json
from typing import Any

from reglement.rules.shapes import ROOT, NoSuchPlace, Place, fields_of

Document = dict[str, Any]


def sha256_of(document: Document) -> str:
    """Return the hash of a document as canonical JSON, whether or not it is a text that can hold."""
    return hashlib.sha256(json.dumps(document, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def is_whole(document: Any) -> bool:
    """Say whether lists are lists of tables and tables are tables, so that each part can be shown and mended."""
    if not isinstance(document, dict):
        return False
    for field in fields_of(ROOT):
        value = document.get(field.key)
        if value is None or field.kind != "part":
            continue
        entries = value if field.many else [value]
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            return False
    return True


def value_at(document: Document, place: Place) -> Any:
    """Return what stands at a place; raises NoSuchPlace."""
    here: Any = document
    for step in place:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            raise NoSuchPlace(str(step)) from None
    return here


def changed(document: Document, place: Place, value: Any) -> Document:
    """Return the document with another value at this place; null takes the key away. Raises NoSuchPlace."""
    new = _copy(document)
    if not place:
        return dict(_copy(value or {}))
    *outer, last = place
    around = value_at(new, tuple(outer))
    if isinstance(last, int) and not (isinstance(around, list) and 0 <= last < len(around)):
        raise NoSuchPlace(str(last))
    if value is None and isinstance(around, dict):
        around.pop(last, None)
    else:
        around[last] = value
    return new


def added(document: Document, place: Place, value: Any) -> Document:
    """Return the document with one entry more at the end of the list at this place; an absent list begins."""
    new = _copy(document)
    *outer, key = place
    around = value_at(new, tuple(outer))
    entries = around.setdefault(key, [])
    if not isinstance(entries, list):
        raise NoSuchPlace(str(key))
    entries.append(value)
    return new


def removed(document: Document, place: Place) -> Document:
    """Return the document without what stands at this place; a list that becomes empty goes too."""
    value_at(document, place)
    new = _copy(document)
    *outer, last = place
    around = value_at(new, tuple(outer))
    del around[last]
    if around == [] and outer:
        *beyond, key = outer
        del value_at(new, tuple(beyond))[key]
    return new


def moved(document: Document, place: Place, by: int) -> Document:
    """Return the document with an entry moved up or down its list, as far as the list goes; raises NoSuchPlace."""
    value_at(document, place)
    new = _copy(document)
    *outer, last = place
    entries = value_at(new, tuple(outer))
    if not isinstance(last, int):
        raise NoSuchPlace(last)
    entry = entries.pop(last)
    entries.insert(min(max(last + by, 0), len(entries)), entry)
    return new


def _copy(document: Any) -> Any:
    return json.loads(json.dumps(document))
