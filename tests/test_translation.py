"""The English of the house is whole and fits the Dutch; and a page that is asked in English answers in English."""

import re
from gettext import GNUTranslations
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.test import Client as Browser

from accounts.adapters import AccountAdapter, SecondFactorAdapter
from tests.catalogue import DUTCH, ENGLISH, Entry, entries_of, sentences_of_the_house
from tests.doors.asking import address_of, asked, browsers_of
from tests.doors.table import answers
from tests.doors.world import World

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
MARKUP = re.compile(r"</?\w+>")
INFORMAL = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
# The text of the organisation stays as the organisation wrote it, and so does what a client was told at the start.
TEXTS_OF_OTHERS = {
    "reglement:read",
    "reglement:version",
    "reglement:trace",
    "consent:my-start",
    "consent:agreements",
    "consent:use",
    "consent:use-ask",
    "desk:version",
    "desk:acknowledge",
}
# The heading that the coach typed in the report of these tests.
TYPED = {"Verloop"}
READ = {"title", "aria-label", "placeholder", "alt", "data-label"}
PEOPLE = ("coach", "client", "contact", "beheerder")
PAGES = [
    (door, person)
    for (door, method), row in answers().items()
    for person in PEOPLE
    if method == "GET" and row[person] == 200 and door not in TEXTS_OF_OTHERS and not door.startswith("ui:")
]
SENTENCES = entries_of(ENGLISH)


def test_every_sentence_is_in_the_catalogue():
    known = {text for entry in SENTENCES for text in entry.originals}

    assert [f"{path}: {text}" for text, path in sentences_of_the_house().items() if text not in known] == []


def test_every_sentence_is_translated_and_none_is_a_guess():
    assert [entry.said["msgid"] for entry in SENTENCES if entry.is_fuzzy or not all(entry.translations)] == []


@pytest.mark.parametrize("catalogue", [ENGLISH, DUTCH], ids=["en", "nl"])
def test_a_translation_keeps_the_placeholders_and_marks_of_its_sentence(catalogue):
    assert [entry.said["msgid"] for entry in entries_of(catalogue) if not _keeps_its_marks(entry)] == []


@pytest.mark.parametrize("catalogue", [ENGLISH, DUTCH], ids=["en", "nl"])
def test_what_is_compiled_is_what_is_written(catalogue):
    with catalogue.with_suffix(".mo").open("rb") as compiled:
        held = dict(GNUTranslations(compiled)._catalog)
    held.pop("")

    assert held == {key: text for entry in entries_of(catalogue) for key, text in _compiled(entry).items()}


def test_nobody_is_called_je():
    said = [text for entry in SENTENCES for text in entry.originals]
    said += [text for entry in entries_of(DUTCH) for text in entry.translations]
    said += [str(text) for room in (AccountAdapter, SecondFactorAdapter) for text in room.error_messages.values()]

    assert [text for text in said if INFORMAL.search(text)] == []


@pytest.fixture(scope="module")
def english_browsers(world: World) -> dict[str, Browser]:
    """A browser for each person that asks for English."""
    browsers = browsers_of(world)
    for name in PEOPLE:
        browsers[name].cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return browsers


@pytest.mark.parametrize(("door", "person"), PAGES)
def test_a_page_in_english_says_nothing_in_dutch(door, person, english_browsers, world):
    answer = asked(english_browsers[person], "GET", address_of(door, world))
    texts = _texts_of(answer.said.decode()) if answer["Content-Type"].startswith("text/html") else []

    assert [text for text in texts if DUTCH_WORDS.fullmatch(text) and text not in TYPED] == []


class _Reader(HTMLParser):
    """Collects what somebody reads or hears, save what says of itself that it is Dutch."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.is_dutch = False

    def handle_data(self, data: str) -> None:
        self.texts += [] if self.is_dutch else [data]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [text for name, text in attrs if name in READ and text]
        self.is_dutch = ("lang", "nl") in attrs

    def handle_endtag(self, tag: str) -> None:
        self.is_dutch = False


def _texts_of(page: str) -> list[str]:
    reader = _Reader()
    reader.feed(page)
    return [text for piece in reader.texts for part in re.split("[·|]", piece) if (text := " ".join(part.split()))]


def _dutch_words() -> re.Pattern[str]:
    english = {text for entry in SENTENCES for text in entry.translations}
    changed = [text for entry in SENTENCES for text in entry.originals if text not in entry.translations]
    telling = [text for text in changed if text not in english and len(PLACEHOLDER.sub("", text)) > 5]
    patterns = [".+".join(re.escape(piece) for piece in PLACEHOLDER.split(text)) for text in telling]
    return re.compile("|".join(patterns))


DUTCH_WORDS = _dutch_words()


def _keeps_its_marks(entry: Entry) -> bool:
    asked_for = [set(PLACEHOLDER.findall(text)) | set(MARKUP.findall(text)) for text in entry.originals]
    return all(
        set(PLACEHOLDER.findall(text)) | set(MARKUP.findall(text)) in asked_for
        and text.count("|") == entry.said["msgid"].count("|")
        for text in entry.translations
    )


def _compiled(entry: Entry) -> dict[str | tuple[str, int], str]:
    if len(entry.originals) == 1:
        return {entry.said["msgid"]: entry.said["msgstr"]}
    return {(entry.said["msgid"], number): text for number, text in enumerate(entry.translations)}
