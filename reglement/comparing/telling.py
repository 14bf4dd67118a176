"""Each difference as one sentence that people can read, gathered under headings."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reglement.comparing.differences import Difference
from reglement.wording import vocabulary as say
from reglement.wording.entries import TOLD_PARTS, entry_told
from reglement.wording.fields import field_label, value_words
from reglement.wording.needs import need_words
from reglement.wording.subjects import subject_of
from reglement.wording.terms_in_words import term_words

_HEADINGS: dict[str | Promise, tuple[str, ...]] = {
    _("Hoe lang gegevens blijven"): ("retention_rule", "residual_rule", "holding"),
    _("Wat mag en wat niet"): ("gate_rule", "default_deny", "purpose_binding", "consent_capacity"),
    _("Rechten en klachten van de cliënt"): ("right_rule", "complaint_route"),
    _("Wat mensen te horen krijgen"): ("notice_rule",),
    _("Welke gegevens en waarvoor"): ("catalogue", "catalogue_item", "purpose"),
    _("Wie wat krijgt en wie wat beslist"): ("recipient", "roles", "role", "term"),
    _("Beveiliging"): ("measure",),
    _("Waar de wet voorgaat"): ("law_conflict",),
    _("Wat de organisatie zelf koos"): ("organisation_choice",),
    _("De tekst"): ("articles", "metadata"),
}
# Fields and single words that hold the key of an article.
_ARTICLE_FIELDS = frozenset({"article", "also", "access", "disclosure", "override_article"})
_ARTICLE_PARTS = frozenset({"purpose_binding", "consent_capacity", "holding"})
_PARTS: say.Words = {
    "metadata": _("deze versie"),
    "default_deny": _("als geen regel iets toestaat"),
    "purpose_binding": _("het artikel over doelen"),
    "consent_capacity": _("het artikel over wie toestemming geeft"),
    "holding": _("het artikel over vasthouden"),
    "roles": _("wie beslist"),
    "catalogue": _("de lijst van gegevens"),
    "complaint_route": _("waar een klacht heen gaat"),
}
_EFFECTS: say.Words = {
    "stricter": _("beschermt de cliënt meer"),
    "looser": _("beschermt de cliënt minder"),
    "neutral": "",
    "unknown": _("hangt van het geval af"),
}


@dataclass(frozen=True)
class Line:
    """One difference to read: the sentence, what it does for the client, and the texts where they say more."""

    text: str
    effect: str
    effect_words: str
    article: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Section:
    """The differences about one subject."""

    heading: str
    lines: tuple[Line, ...]

    @property
    def weighty(self) -> tuple[Line, ...]:
        """Return what changes something for the client, or may."""
        return tuple(line for line in self.lines if line.effect != "neutral")

    @property
    def quiet(self) -> tuple[Line, ...]:
        """Return what only reads otherwise."""
        return tuple(line for line in self.lines if line.effect == "neutral")


def sections_of(differences: Iterable[Difference], labels: Mapping[str, str] | None = None) -> tuple[Section, ...]:
    """Return the differences as lines under headings, what matters most to a client first.

    `labels` gives for the key of an article the number that the text prints.
    """
    told = list(differences)
    known = {part for parts in _HEADINGS.values() for part in parts}
    sections = [(str(heading), [each for each in told if each.part in parts]) for heading, parts in _HEADINGS.items()]
    sections.append((gettext("Overig"), [each for each in told if each.part not in known]))
    return tuple(
        Section(heading, tuple(_line(each, labels or {}) for each in found)) for heading, found in sections if found
    )


def tell(difference: Difference, labels: Mapping[str, str] | None = None) -> str:
    """Return the difference as one sentence: "De termijn van papieren dossiers wordt 1 jaar in plaats van 2 jaar"."""
    known = labels or {}
    if difference.change == "changed":
        return capfirst(_changed(_with_labels(difference, known)))
    if difference.change == "added":
        return gettext("Nieuw: %(what)s.") % {"what": _whole(difference.part, difference.new, known)}
    return gettext("Vervalt: %(what)s.") % {"what": _whole(difference.part, difference.old, known)}


def _with_labels(difference: Difference, labels: Mapping[str, str]) -> Difference:
    if not (difference.field in _ARTICLE_FIELDS or difference.part in _ARTICLE_PARTS) or not labels:
        return difference
    return replace(difference, before=_labelled(difference.before, labels), after=_labelled(difference.after, labels))


def _labelled(keys: Any, labels: Mapping[str, str]) -> Any:
    if isinstance(keys, tuple):
        return tuple(labels.get(key, key) for key in keys)
    return labels.get(keys, keys) if isinstance(keys, str) else keys


def _line(difference: Difference, labels: Mapping[str, str]) -> Line:
    is_text = difference.part == "articles" and difference.field == "text"
    return Line(
        text=tell(difference, labels),
        effect=difference.effect,
        effect_words=str(_EFFECTS[difference.effect]),
        article=labels.get(difference.article, difference.article),
        before=difference.before if is_text else "",
        after=difference.after if is_text else "",
    )


def _subject(difference: Difference) -> str:
    if difference.part in _PARTS:
        return str(_PARTS[difference.part])
    return subject_of(difference.part, difference.old if difference.new is None else difference.new)


def _whole(part: str, entry: Any, labels: Mapping[str, str]) -> str:
    """Return an entry that came or went in words; of a single word also the word: "het artikel over doelen (3.1)"."""
    if part in _PARTS and part not in TOLD_PARTS:
        name = str(_PARTS[part])
        return f"{name} ({labels.get(entry, entry)})" if isinstance(entry, str) else name
    return entry_told(part, entry, labels).clause


def _changed(difference: Difference) -> str:
    if difference.field == "order":
        return gettext("De volgorde verandert: %(part)s.") % {"part": _name_of_list(difference.part)}
    special = _SPECIAL.get((difference.part, difference.field))
    if special:
        return special(difference)
    if isinstance(difference.before, tuple) and isinstance(difference.after, tuple):
        return _list_changed(difference)
    return gettext("%(subject)s: %(field)s wordt %(after)s in plaats van %(before)s.") % {
        "subject": capfirst(_subject(difference)),
        "field": field_label(difference.field or difference.part),
        "after": value_words(difference.field, difference.after),
        "before": value_words(difference.field, difference.before),
    }


def _name_of_list(part: str) -> str:
    return next((str(heading) for heading, parts in _HEADINGS.items() if part in parts), part)


def _list_changed(difference: Difference) -> str:
    """Tell what came and what went in a list; an empty list before or after is told as such."""
    came = tuple(each for each in difference.after if each not in difference.before)
    gone = tuple(each for each in difference.before if each not in difference.after)
    pieces = []
    if came:
        pieces.append(gettext("nieuw is %(values)s") % {"values": value_words(difference.field, came)})
    if gone:
        pieces.append(gettext("weg is %(values)s") % {"values": value_words(difference.field, gone)})
    if not pieces:
        pieces.append(gettext("de volgorde verandert"))
    return gettext("%(subject)s, %(field)s: %(pieces)s.") % {
        "subject": capfirst(_subject(difference)),
        "field": field_label(difference.field),
        "pieces": ", ".join(pieces),
    }


def _term_changed(difference: Difference) -> str:
    return gettext("De termijn van %(subject)s wordt %(after)s in plaats van %(before)s.") % {
        "subject": subject_of(difference.part, difference.new),
        "after": term_words(difference.after),
        "before": term_words(difference.before),
    }


def _needs_changed(difference: Difference) -> str:
    came = [need_words(need) for need in difference.after if need not in difference.before]
    gone = [need_words(need) for need in difference.before if need not in difference.after]
    pieces = []
    if came:
        pieces.append(gettext("voortaan is ook nodig %(needs)s") % {"needs": ", ".join(came)})
    if gone:
        pieces.append(gettext("niet meer nodig is %(needs)s") % {"needs": ", ".join(gone)})
    return gettext("%(subject)s: %(pieces)s.") % {
        "subject": capfirst(_subject(difference)),
        "pieces": ", ".join(pieces) or gettext("de volgorde verandert"),
    }


def _text_changed(difference: Difference) -> str:
    return gettext("De tekst van %(article)s is anders.") % {"article": _subject(difference)}


_SPECIAL: dict[tuple[str, str], Callable[[Difference], str]] = {
    ("retention_rule", "term"): _term_changed,
    ("residual_rule", "term"): _term_changed,
    ("gate_rule", "needs"): _needs_changed,
    ("catalogue_item", "needs"): _needs_changed,
    ("articles", "text"): _text_changed,
}
