"""Numbers without names are shown as a picture and a table, and never so small that they point at somebody."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from retention.figures import figures_told, shown
from retention.models import Figure
from retention.remaining import lines_of_remains
from retention.services.closing import close
from tests.factories.dossiers import a_client, a_dossier_of
from tests.retention.remains import NUMBERS, a_text
from vault.clock import today

CELLS = st.dictionaries(st.tuples(st.sampled_from("abcdefgh")), st.integers(1, 12))


def counted(version, people, **cell):
    """Write down a number the way it grows: one by one."""
    words = {"year": 2024, "service": "spoor2", "outcome": "no_work", **cell}
    row = Figure.objects.create(
        version=version, rule="how-many", article_label="3", due_on=today() + timedelta(days=900), **words
    )
    for number in range(2, people + 1):
        Figure.objects.filter(pk=row.pk).update(people=number)


@pytest.fixture
def version(db):
    """A text that lets numbers remain about three people or more."""
    return a_text(NUMBERS)


@given(CELLS, st.integers(2, 8))
def test_no_number_that_is_shown_or_can_be_reckoned_back_is_too_small(cells, smallest):
    numbers, others = shown(cells, smallest)
    hidden = {cell: people for cell, people in cells.items() if cell not in numbers}

    assert all(people >= smallest for people in numbers.values())
    assert others == 0 or others >= smallest
    assert numbers.items() <= cells.items()
    assert others in (0, sum(hidden.values()))
    assert bool(others) or not hidden or not numbers


def test_small_numbers_count_with_the_others(version, client, directie):
    counted(version, 5)
    counted(version, 2, outcome="education")
    counted(version, 1, service="jobcoaching")

    [told] = figures_told()
    client.force_login(directie)
    page = client.get("/bewaren/cijfers/").content.decode()

    assert [row.people for row in told.rows] == [5, 3]
    assert [row.what for row in told.rows] == ["re-integratie tweede spoor, nog geen werk", "overig"]
    assert [(bar.label, bar.value) for bar in told.bars] == [("2024", 8)]
    assert "overig" in page
    assert "jobcoaching" not in page


def test_year_with_too_few_people_shows_no_number_at_all(version):
    counted(version, 2)
    counted(version, 4, year=2025)

    [told] = figures_told()

    assert told.too_few == ["2024"]
    assert [row.year for row in told.rows] == ["2025"]


def test_number_ends_on_the_same_day_whether_its_traject_runs_or_ended_today(version, coach, client_user):
    dossier = a_dossier_of(coach, client=a_client(user=client_user), reglement_version=version)
    running = [line.until for line in lines_of_remains(dossier)]
    close(dossier, outcome="new_employer", ended_on=today(), by=coach)

    assert running == [line.until for line in lines_of_remains(dossier)]
    assert [(day.month, day.day) for day in running] == [(1, 1)]


def test_page_asks_no_more_of_many_numbers(version, client, directie):
    client.force_login(directie)
    counted(version, 4)
    client.get("/bewaren/cijfers/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/bewaren/cijfers/")
    for year in range(2010, 2024):
        counted(version, 4, year=year)

    with CaptureQueriesContext(connection) as many:
        client.get("/bewaren/cijfers/")

    assert len(many) == len(few)
