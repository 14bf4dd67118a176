"""The shape of one entry of a text in words, and the small pieces that every kind of entry is told with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Around:
    """What stands around an entry: the printed number of each article by its key, and the article it is shown at."""

    labels: Mapping[str, str] = field(default_factory=dict)
    here: str = ""

    def label(self, key: str) -> str:
        """Return the number that the text prints for this article."""
        return self.labels.get(key, key)


@dataclass(frozen=True, kw_only=True)
class Told:
    """What one entry comes down to: a main clause that fits in a longer sentence, and whole sentences after it."""

    main: str
    more: tuple[str, ...] = ()
    note: str = ""
    """Why the text is read like this, as whoever wrote the entry put it; no rule of it."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return all that the entry says, as whole sentences."""
        return (f"{capfirst(self.main)}.", *self.more)

    @property
    def clause(self) -> str:
        """Return the same without a capital and a full stop at the ends, to go on with after a colon."""
        return " ".join([f"{self.main}.", *self.more]).removesuffix(".")


def present(*sentences: str) -> tuple[str, ...]:
    """Return the sentences that have something to say."""
    return tuple(filter(None, sentences))


def said(sentence: str, words: str) -> str:
    """Return a sentence with these words in it at %(words)s, or nothing when there are none."""
    return sentence % {"words": words} if words else ""


def together(pieces: Iterable[str]) -> str:
    """Return what is needed all at once: "a, en met b"."""
    return str(_(", en met ")).join(pieces)


def instead(pieces: Iterable[str]) -> str:
    """Return what may stand in the place of each other, each of them a few words long: "a, of b"."""
    return str(_(", of ")).join(pieces)


def elsewhere(entry: Any, around: Around) -> str:
    """Return in which other articles of the text and the law an entry stands."""
    keys = (*([entry.article] if around.here else ()), *getattr(entry, "also", ()))
    own = [gettext("artikel %(label)s") % {"label": around.label(key)} for key in keys if key != around.here]
    return said(gettext("Dit staat ook in: %(words)s."), "; ".join([*own, *getattr(entry, "law", ())]))
