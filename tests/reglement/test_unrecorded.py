"""A term or hold that counts from an event that the house never writes down is told, with its line."""

import pytest
from django.core.management import call_command

from reglement.loading.silences import silences_of
from reglement.services.fitting import open_places
from tests.reglement.small_texts import BASE, text_of
from tests.reglement.test_room_for_others import keeping

GENERAL = keeping('trigger = "traject_end"\nterm = "P2Y"', "general")
HELD = 'term = "P1Y"\nhold = { statute = "artikel 2" }'


def told_places(lines: str) -> list[str]:
    return [str(found.path[2]) for found in silences_of(text_of(GENERAL + keeping(lines)).ruleset).events]


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        ('trigger = "report_final"\nterm = "P0D"', []),
        ('trigger = "intake"\nterm = "P6W"', ["trigger"]),
        ('trigger = "traject_end"\nor_later = ["service_end", "last_contact"]\nterm = "P1Y"', ["or_later"]),
    ],
)
def test_event_that_the_house_never_writes_down_is_told(lines, places):
    assert told_places(lines) == places


def test_hold_that_never_begins_keeps_a_text_from_holding():
    held = [
        text_of(GENERAL + keeping(f'trigger = "{event}"\n{HELD}'))
        for event in ("intake", "complaint_closed", "traject_end")
    ]

    assert [[hole.field for hole in open_places(text.ruleset)] for text in held] == [["trigger"], [], []]


def test_check_says_where_it_stands(tmp_path, capsys):
    content = BASE + GENERAL + keeping(f'trigger = "intake"\n{HELD}')
    file = tmp_path / "klein.toml"
    file.write_text(content)
    line = content[: content.index('"intake"')].count("\n") + 1

    call_command("reglement", "check", str(file))

    assert capsys.readouterr().out.count(f"klein.toml, regel {line}, retention_rule[2].trigger") == 1
