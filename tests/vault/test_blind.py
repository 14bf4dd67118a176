"""Exact words are found by their hash, whatever their accents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.blind import UnknownIndex, blind_candidates, blind_index, blind_words, blind_words_candidates


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("name", "Zoë de Vries", "ZOE DE  VRIES"),
        ("name", "Müller-Öz", "muller oz"),
        ("name", "Straße", "STRASSE"),
        ("email", " Jan@Bureau.Example", "jan@bureau.example"),
        ("bsn", "1234.56.782", "123456782"),
        ("phone", "+31 6 1234 5678", "06-12345678"),
    ],
)
def test_spellings_of_one_thing_are_one(kind, one, other):
    assert blind_index(kind, one) == blind_index(kind, other)


@pytest.mark.parametrize(("kind", "length"), [("name", 8), ("email", 12), ("bsn", 16), ("birth_date", 12)])
def test_an_index_is_cut_short(kind, length):
    assert len(blind_index(kind, "1980-01-01")) == length


def test_kinds_do_not_meet():
    assert blind_index("email", "123456782")[:8] != blind_index("bsn", "123456782")[:8]


def test_another_key_gives_another_index(settings):
    before = blind_index("name", "jan")
    settings.AKKOORD_INDEX_KEYS = {"2": b"x" * 32}

    assert blind_index("name", "jan") != before


def test_a_ring_writes_under_one_key_and_finds_under_all(settings):
    old, old_words = blind_index("email", "jan@bureau.example"), blind_words("name", "Jan de Boer")
    settings.AKKOORD_INDEX_KEYS = {"2": b"x" * 32, **settings.AKKOORD_INDEX_KEYS}

    new = blind_index("email", "jan@bureau.example")
    assert new != old
    assert blind_candidates("email", " JAN@bureau.example") == [new, old]
    assert blind_words_candidates("name", "de boer, JAN") == [blind_words("name", "Jan de Boer"), old_words]


def test_words_are_found_one_by_one():
    words = blind_words("name", "Jan-Peter van der Berg Berg")

    assert len(words) == 5
    assert blind_index("name", "BERG") in words
    assert words == sorted(words)


@given(st.text(max_size=30), st.text(max_size=30))
def test_words_of_a_name_are_found_in_whatever_stands_around_them(before, after):
    assert blind_index("name", "Ünal") in blind_words("name", f"{before} Ünal {after}")


def test_an_unknown_kind_is_refused():
    with pytest.raises(UnknownIndex):
        blind_index("shoe size", "44")
