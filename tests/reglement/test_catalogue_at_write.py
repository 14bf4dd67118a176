"""What the catalogue of a text asks of a category before it is written down."""

import pytest

from tests.reglement.questions import WRITE, asked, consent, first, keys, unmet
from tests.reglement.small_texts import ask, text_of

ITEM = """
[catalogue]
article = "3"
mode = "minimum"

[[catalogue_item]]
article = "2"
key = "gesprek"
label = "gespreksnotities"
tag = "ordinary"
{}
"""
ANOTHER = """

[[catalogue_item]]
article = "2"
key = "brief"
label = "brieven"
tag = "ordinary"
"""


def text(line: str):
    return text_of(ITEM.format(line))


@pytest.mark.parametrize(
    ("line", "fits", "not_fits", "condition"),
    [
        ('services = ["spoor1", "spoor2"]', {"service": "spoor1"}, {"service": "outplacement"}, "category_service"),
        ('carriers = ["paper"]', {"content__carrier": "paper"}, {"content__carrier": "digital"}, "category_carrier"),
        ('source = ["client"]', {"content__source": "client"}, {"content__source": "employer"}, "category_source"),
    ],
)
def test_category_is_written_only_in_the_way_that_its_article_names(line, fits, not_fits, condition):
    refused = ask(text(line), asked(WRITE, **not_fits))

    assert ask(text(line), asked(WRITE, **fits)).allowed
    assert (refused.allowed, first(refused), condition in unmet(refused)) == (False, "2", True)


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ('services = ["spoor1"]', "service"),
        ('carriers = ["paper"]', "content.carrier"),
        ('source = ["client"]', "content.source"),
    ],
)
def test_what_is_not_known_about_the_category_is_asked_for(line, fact):
    question = asked(WRITE)
    question.pop("service")
    decision = ask(text(line), question)

    assert {c.params.get("fact") for c in decision.unmet} == {fact}
    assert "2" in keys(decision)


def test_category_is_written_after_what_its_article_asks():
    asking = text('needs = [{ kind = "consent", form = "explicit", bound_to = ["item"] }]')

    assert first(ask(asking, WRITE)) == "2"
    assert ask(asking, asked(WRITE, consents=[consent(categories=["gesprek"])])).allowed


def test_category_that_does_not_say_what_is_in_it_is_written_only_under_another_of_the_list():
    loose = text("unspecified = true" + ANOTHER)
    with_brief = asked(WRITE, content__categories=[{"key": "gesprek"}, {"key": "brief"}])
    with_other = asked(WRITE, content__categories=[{"key": "gesprek"}, {"key": "anders", "tag": "ordinary"}])

    assert ask(loose, with_brief).allowed
    for refused in (ask(loose, WRITE), ask(loose, with_other)):
        assert (refused.allowed, first(refused), "category_unspecified" in unmet(refused)) == (False, "2", True)


def test_bound_of_one_category_says_nothing_about_another():
    other = asked(WRITE, content__categories=[{"key": "anders", "tag": "ordinary"}])

    assert ask(text('services = ["spoor1"]'), other).allowed


def test_bound_is_about_writing_and_not_about_reading():
    looks = asked(WRITE, act="view")

    assert ask(text('services = ["spoor1"]'), looks).allowed
