"""A later version that lets less remain reaches the lines that are there, and says so before it holds."""

import pytest
from django.db import DatabaseError, connection, transaction

from audit.models import Event
from desk.queries.versions import preview_page
from desk.services.activating import consequences_of, preview
from reglement.services import preview_activation
from retention.coming import EarlierRemains, earlier_remains
from retention.models import Figure, ResidualRecord
from retention.services.clearing import clear_elsewhere
from retention.services.shortening import shorten_remains
from tests.days import years_after
from tests.factories.reglement import activated, loaded, next_document
from tests.retention.remains import a_dossier_to_end, a_text, ended
from vault.clock import today
from vault.services import verify_shredded

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def row(coach, clock):
    """A line that remained of a destroyed dossier, for five years from the end of its traject."""
    a_dossier_to_end(coach, a_text())
    ended(clock)
    return ResidualRecord.objects.get()


def a_draft(row, **changes):
    """Load the same text again with another rule about what remains; None leaves the rule out."""
    document = next_document(row.version, "2")
    rules = {rule["id"]: rule for rule in document["residual_rule"]}
    rules[row.rule] |= changes
    document["residual_rule"] = [rule for rule in rules.values() if rule.get("term")]
    return loaded(document)


def holds(draft):
    return activated(draft, consequences=consequences_of(draft))


def later(row, years):
    return years_after(row.counts_from, years)


def test_shorter_term_reaches_a_line_that_is_there_and_a_longer_one_does_not(row):
    assert row.due_on == later(row, 5)
    holds(a_draft(row, term="P9Y"))
    assert shorten_remains() == 0

    row.version.refresh_from_db()
    shorter = next_document(row.version, "3")
    shorter["metadata"]["supersedes"] = "2"
    shorter["residual_rule"][0]["term"] = "P3Y"
    holds(loaded(shorter))

    assert shorten_remains() == 1
    assert shorten_remains() == 0
    row.refresh_from_db()
    assert row.due_on == later(row, 3)
    assert Event.objects.filter(event="remains.shortened", object_id=row.pk, dossier_id=None).count() == 1


@pytest.mark.parametrize(
    "change", [{"term": None}, {"keeps": ["client_name"]}, {"kind": "figures", "keeps": ["year"]}]
)
def test_line_that_a_later_version_lets_remain_no_more_is_destroyed(row, clock, change):
    holds(a_draft(row, **change))
    clock.move(days=1)

    cleared = clear_elsewhere()

    assert (cleared["shortened"], cleared["remains"]) == (1, 1)
    assert not ResidualRecord.objects.exists()
    assert verify_shredded(row.safe_id)
    assert Figure.objects.exists(), "a number is of nobody, and stays until its end"


def test_dossier_that_is_destroyed_later_leaves_no_more_than_the_newest_text_lets(coach, clock):
    version = a_text()
    dossier = a_dossier_to_end(coach, version)
    document = next_document(version, "2")
    document["residual_rule"][0]["term"] = "P3Y"
    activated(loaded(document))

    ended(clock)

    line = ResidualRecord.objects.get()
    assert line.due_on == years_after(dossier.traject.ended_on, 3)
    assert shorten_remains() == 0


def test_both_people_see_beforehand_what_goes_earlier_and_are_bound_to_it(row, directie):
    draft = a_draft(row, term="P3Y")

    assert earlier_remains(draft) == [EarlierRemains(later(row, 3), row.due_on, row.rule, 1, "2")]
    [line] = preview_page(draft, directie).remains
    assert (line.lines, line.becomes, line.is_at_once) == (1, later(row, 3), False)
    assert preview(draft).sha256 != preview_activation(draft).sha256
    assert [each.becomes for each in preview(draft).consequences] == [later(row, 3)]


def test_page_of_a_version_lists_what_goes_earlier(row, client, directie):
    draft = a_draft(row, term=None)
    client.force_login(directie)

    page = client.get(f"/reglement/versies/{draft.pk}/").content.decode()

    assert "Wat van vernietigde dossiers bleef en eerder weg moet" in page
    assert "mag niet meer blijven" in page


@pytest.mark.parametrize("change", ["due_on = due_on + 1", "counts_from = counts_from + 1", "kept_on = kept_on - 1"])
def test_database_lets_nothing_remain_longer(row, change):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE retention_residualrecord SET {change}")

    assert ResidualRecord.objects.get().due_on > today()
