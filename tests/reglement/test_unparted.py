"""A text that gives an end of its own to what the house keeps no part of can't hold, and the check says where."""

import pytest
from django.core.management import call_command

from reglement.loading.unparted import rules_about_kinds_of_data
from reglement.rules.choices import Hole
from reglement.services.fitting import open_places
from reglement.terms import KEPT_APART
from retention.services.dating import CONTENT_KIND
from tests.reglement.small_texts import BASE, text_of
from tests.reglement.test_room_for_others import keeping

GENERAL = keeping('trigger = "traject_end"\nterm = "P2Y"', "general")
ENDS = 'trigger = "traject_end"\nterm = "P1Y"\n'


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        ('match = { content_kind = ["document", "test_result", "report"] }', []),
        ('match = { content_kind = ["document", "cv"] }', ["match.content_kind.1"]),
        ('except = { content_kind = ["message"] }', ["except.content_kind.0"]),
    ],
)
def test_kind_of_content_that_ends_with_the_whole_keeps_a_text_from_holding(lines, fields):
    text = text_of(GENERAL + keeping(ENDS + lines, "apart"))

    assert open_places(text.ruleset) == tuple(Hole("apart", field, "2") for field in fields)


def test_house_keeps_apart_what_a_text_may_name():
    assert tuple(CONTENT_KIND.values()) == KEPT_APART


def test_check_says_where_it_stands_and_what_would_do(tmp_path, capsys):
    content = BASE + GENERAL + keeping(ENDS + 'match = { content_kind = ["message"] }', "apart")
    file = tmp_path / "klein.toml"
    file.write_text(content)
    line = content[: content.index("content_kind")].count("\n") + 1

    call_command("reglement", "check", str(file))

    said = capsys.readouterr().out
    assert f"klein.toml, regel {line}, retention_rule[2].match.content_kind[1]" in said
    assert "document" in said


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ('match = { category_key = ["brieven"] }', ["apart"]),
        ('match = { category_tag = ["test"] }', ["apart"]),
        ('except = { source = ["client"] }', ["apart"]),
        ('match = { content_kind = ["report"] }', []),
        ('match = { carrier = ["digital"] }', []),
    ],
)
def test_rule_about_a_kind_of_data_is_named_because_what_has_none_goes_with_the_whole(lines, found):
    ruleset = text_of(GENERAL + keeping(ENDS + lines, "apart")).ruleset

    assert [rule.id for rule in rules_about_kinds_of_data(ruleset)] == found
