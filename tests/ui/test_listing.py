"""Names of data that hold a comma are told apart."""

import pytest

from ui.listing import enumerated


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["cv", "loopbaan"], "cv, loopbaan"),
        (["adres, postcode en woonplaats", "naam"], "adres, postcode en woonplaats; naam"),
        (["adres, postcode en woonplaats"], "adres, postcode en woonplaats"),
        ([], ""),
    ],
)
def test_words_with_a_comma_in_them_stand_between_semicolons(words, told):
    assert enumerated(words) == told
