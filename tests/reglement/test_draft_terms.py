"""Terms as people type them, in the words that pages show them in."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from reglement.forms.terms import term_from_words
from reglement.wording import term_words

COUNTS = st.integers(1, 99)
TERMS = st.one_of(
    COUNTS.map(lambda count: f"P{count}Y"),
    COUNTS.map(lambda count: f"P{count}M"),
    COUNTS.map(lambda count: f"P{count}W"),
    COUNTS.map(lambda count: f"P{count}D"),
    COUNTS.map(lambda count: f"P{count}WD"),
    st.tuples(COUNTS, COUNTS).map(lambda pair: f"P{pair[0]}Y{pair[1]}M"),
    st.tuples(COUNTS, COUNTS, COUNTS).map(lambda three: f"P{three[0]}Y{three[1]}M{three[2]}D"),
    st.sampled_from(["P0D", "unset"]),
)


@pytest.mark.parametrize("language", ["nl", "en"])
@given(term=TERMS)
def test_term_in_words_is_read_as_the_same_term(language, term):
    with translation.override(language):
        assert term_from_words(term_words(term)) == term


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("1 jaar", "P1Y"),
        ("  2   jaren ", "P2Y"),
        ("18 Maanden", "P18M"),
        ("1 jaar, 6 maanden en 3 dagen", "P1Y6M3D"),
        ("5 werkdagen", "P5WD"),
        ("p2y", "P2Y"),
        ("meteen", "P0D"),
        ("open", "unset"),
        ("geen termijn", ""),
        ("", ""),
    ],
)
def test_people_type_terms_in_several_ways(typed, term):
    assert term_from_words(typed) == term


@pytest.mark.parametrize(
    "typed", ["banaan", "een jaar", "2", "jaar", "2 jaar of zo", "6 maanden en 1 jaar", "-1 jaar"]
)
def test_what_says_no_term_stays_as_it_was_typed(typed):
    assert term_from_words(typed) == typed
