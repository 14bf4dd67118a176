"""A term may count from work that was found, from the last traject of the client, or from the end of a complaint."""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta

from dossiers.models import Dossier
from retention.models import DossierTerm, PurgeCase
from retention.services import cases
from retention.services.advancing import advance
from retention.services.closing import close
from retention.services.following import follow_other_trajecten
from retention.stopping import stops_of
from retention.terms import COOLING_OFF, Step
from tests.factories.dossiers import a_client, a_document, a_dossier_of
from tests.factories.reglement import small_version
from vault.clock import today

pytestmark = pytest.mark.django_db
RULE = '[[retention_rule]]\nid = "counts-from"\narticle = "3"\nbound = "at_most"\n{}\n'
LAST = 'trigger = "last_traject_end"\nterm = "P6M"'
PLACED = 'trigger = "outcome"\nterm = "P1Y"\nmatch = { outcome = ["placed"] }'
COMPLAINT = 'trigger = "traject_end"\nor_later = ["complaint_closed"]\nterm = "P1Y"'
STATUTE = 'trigger = "complaint_closed"\nterm = "P3Y"\nhold = { statute = "artikel 2" }'


@pytest.fixture
def bureau(coach, client_user):
    """A way to begin trajecten of one client under the small text with one more rule."""
    client = a_client("Ilse de Vries", user=client_user)

    def begin(lines: str = "") -> Dossier:
        version = small_version(RULE.format(lines)) if lines else Dossier.objects.first().traject.reglement_version
        dossier = a_dossier_of(coach, client=client, reglement_version=version)
        a_document(dossier, coach, category="brieven")
        return dossier

    return begin


def ended(dossier, coach, outcome="new_employer"):
    close(dossier, outcome=outcome, ended_on=today(), by=coach)
    return dossier


def date_of(dossier):
    return DossierTerm.objects.values_list("trigger", "due_on").get(dossier=dossier, carrier="digital", part=None)


def test_last_traject_of_a_client_starts_the_term_and_a_new_one_takes_it_back(bureau, coach, clock):
    first, other = bureau(LAST), bureau()
    ended(first, coach)
    while_other_runs = date_of(first)
    clock.move(days=30)
    ended(other, coach)
    follow_other_trajecten()
    after_the_last = date_of(first)
    bureau()
    follow_other_trajecten()

    assert after_the_last == ("last_traject_end", today() + relativedelta(months=6))
    assert while_other_runs == date_of(first) == ("traject_end", first.traject.ended_on + relativedelta(years=2))


def test_destruction_does_not_begin_by_a_date_from_before_another_traject(bureau, coach, clock):
    dossier = ended(bureau(LAST), coach)
    clock.move(days=170)
    [case_id] = cases.find_due()
    clock.move(days=20)
    advance(case_id, worker="proef")
    bureau()
    clock.move(days=COOLING_OFF.days)

    assert advance(case_id, worker="proef") == Step.APPROVED
    assert follow_other_trajecten() == [dossier.pk]
    assert date_of(dossier)[1] > today() + timedelta(days=365)
    assert PurgeCase.objects.get(pk=case_id).lapsed_at is not None


@pytest.mark.parametrize(("outcome", "years"), [("new_employer", 1), ("no_work", 2), ("other", 2)])
def test_term_after_work_was_found_runs_only_where_it_was(bureau, coach, outcome, years):
    dossier = ended(bureau(PLACED), coach, outcome)

    assert date_of(dossier)[1] == today() + relativedelta(years=years)


def test_term_after_a_complaint_runs_from_the_day_on_which_its_hold_is_lifted(bureau, coach, directie, clock):
    dossier = ended(bureau(COMPLAINT), coach)
    dates = [date_of(dossier)[1]]
    closed_on = today()
    held = cases.hold(dossier, ground="complaint", review_on=None, by=directie)
    dates.append(date_of(dossier)[1])
    clock.move(days=40)
    cases.release(dossier, held.pk, by=directie)

    assert dates == [closed_on + relativedelta(years=1), closed_on + relativedelta(years=2)]
    assert date_of(dossier)[1] == today() + relativedelta(years=1)


def test_statute_that_counts_from_a_complaint_keeps_the_whole_once_there_was_one(bureau, coach, directie, clock):
    dossier = ended(bureau(STATUTE), coach)
    without = date_of(dossier)
    held = cases.hold(dossier, ground="complaint", review_on=None, by=directie)
    while_open = date_of(dossier)
    clock.move(days=40)
    cases.release(dossier, held.pk, by=directie)

    assert (without, while_open) == (
        ("traject_end", dossier.traject.ended_on + relativedelta(years=2)),
        ("complaint_closed", None),
    )
    assert date_of(dossier) == ("complaint_closed", today() + relativedelta(years=3))
    assert [(stop.why, stop.until) for stop in stops_of(dossier)] == [("artikel 2", date_of(dossier)[1])]
