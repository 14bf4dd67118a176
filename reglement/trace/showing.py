"""The trace as people read it: per article what carries it, on which pages, and what proves it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from reglement.loading import profile_path, read_profile
from reglement.reading.articles import anchor_of, title_of
from reglement.rules.choices import NoSuchHole, apply_choices
from reglement.rules.ruleset import Article, Ruleset
from reglement.rules.wordlists import OrganisationChoice
from reglement.trace.carrying import Carrier, carriers_of, is_the_same
from reglement.trace.places import ARTICLE, LAW, SCREEN
from reglement.trace.reading import Row, traces
from reglement.trace.screens import SCREENS, screens_of
from reglement.wording.entries import entry_told, labels_of


@dataclass(frozen=True, kw_only=True)
class EntryOnPage:
    """One entry of the text that carries an article."""

    place: str
    sentences: tuple[str, ...]
    """What it comes down to: the main one first."""
    note: str
    """Why the text is read like this, for a lawyer; may be empty."""
    tests: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ArticleKept:
    """One article with everything that keeps it."""

    key: str
    title: str
    text: str
    anchor: str
    entries: tuple[EntryOnPage, ...]
    screens: tuple[str, ...]
    rules: tuple[str, ...]
    """Rules of the written text that stand in this article, by the number they got when the text was analysed."""
    tests: tuple[str, ...]
    is_carried: bool
    """Whether anything runs for this article; otherwise it is only told."""


@dataclass(frozen=True, kw_only=True)
class TextKept:
    """A whole text with how it is kept; the numbers count rules of the written text where that was analysed."""

    articles: tuple[ArticleKept, ...]
    rules: int
    rules_kept: int


def kept(version: Ruleset) -> TextKept:
    """Return how this version is kept; where it equals a profile of the product, with the tests that prove it."""
    rows = _rows_about(version)
    carried = carriers_of(version)
    labels = labels_of(version)
    articles = tuple(_article(article, carried.get(article.key, ()), rows, labels) for article in version.articles)
    own = [row for name, row, _ in rows if name == version.metadata.key]
    whole = [row for name, row, is_whole in rows if name == version.metadata.key and is_whole]
    return TextKept(articles=articles, rules=len(own), rules_kept=len(whole))


Labels = dict[str, str]
# The profile that a row is about, the row with the places that the version has alike, and whether those are all.
_Rows = list[tuple[str, Row, bool]]


def _rows_about(version: Ruleset) -> _Rows:
    """Return the rows whose places this version has too: of its own profile, else of any profile it resembles."""
    known = traces()
    names = [version.metadata.key] if version.metadata.key in known else list(known)
    return [
        (name, row.model_copy(update={"where": alike}), len(alike) == len(row.where))
        for name in names
        for row in known[name].row
        if (alike := tuple(place for place in row.where if _is_alike(place, version, name)))
    ]


def _is_alike(place: str, version: Ruleset, name: str) -> bool:
    if place.startswith((LAW, SCREEN)):
        return version.metadata.key == name
    return is_the_same(place, version, _profile(name, version.organisation_choice))


@lru_cache(maxsize=32)
def _profile(name: str, choices: tuple[OrganisationChoice, ...]) -> Ruleset:
    """Return a profile of the product with these choices, as far as they fit."""
    path = profile_path(name)
    profile = read_profile(path.read_bytes(), file=path.name)
    try:
        return apply_choices(profile.model_copy(update={"organisation_choice": choices}))
    except NoSuchHole:
        return profile


def _article(article: Article, carriers: tuple[Carrier, ...], rows: _Rows, labels: Labels) -> ArticleKept:
    places = {carrier.place for carrier in carriers} | {f"{ARTICLE}{article.key}"}
    here = [row for _, row, _ in rows if places & set(row.where)]
    named = [place.removeprefix(SCREEN) for row in here for place in row.where if place.startswith(SCREEN)]
    return ArticleKept(
        key=article.key,
        title=title_of(article),
        anchor=anchor_of(article.key),
        text=article.text,
        entries=tuple(_entry(carrier, here, labels, here=article.key) for carrier in carriers),
        screens=_labels([*(screen for carrier in carriers for screen in screens_of(carrier)), *named]),
        rules=tuple(row.id for row in here),
        tests=_unique(test for row in here for test in row.tests),
        is_carried=_is_carried(carriers, here),
    )


def _is_carried(carriers: tuple[Carrier, ...], rows: list[Row]) -> bool:
    """Say whether anything runs: that the law sets an article aside is told as well, and runs for another article."""
    return any(carrier.part != "law_conflict" for carrier in carriers) or any(row.class_ != "record" for row in rows)


def _entry(carrier: Carrier, rows: list[Row], labels: Labels, *, here: str) -> EntryOnPage:
    told = entry_told(carrier.part, carrier.entry, labels, here=here)
    return EntryOnPage(
        place=carrier.place,
        sentences=told.sentences,
        note=told.note,
        tests=_unique(test for row in rows if carrier.place in row.where for test in row.tests),
    )


def _labels(names: Iterable[str]) -> tuple[str, ...]:
    return _unique(str(SCREENS.get(name, name)) for name in names)


def _unique(words: Iterable[str] | Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
