"""Once nothing of a dossier is left, the row of its traject does not tell by its days or its outcome who it was."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from audit.models import Event
from dossiers.models import Part, Traject
from retention.models import PaperDossier
from retention.services.advancing import advance
from retention.services.blurring import blur_trajecten
from retention.services.clearing import clear_elsewhere
from retention.services.paper import confirm_paper
from retention.terms import Step
from tests.retention.parts import a_dossier_in_parts
from tests.retention.parts import closed as closed_today
from tests.retention.test_outlived import whole_gone
from vault.clock import akkoord_now, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def gone(due):
    """A dossier that was destroyed, of which there was no paper."""
    assert advance(due.pk, worker="een") == Step.CERTIFIED
    return Traject.objects.get()


def test_traject_of_which_nothing_is_left_tells_years_and_no_outcome(gone):
    was = Traject.objects.get()
    assert was.outcome == "new_employer"

    assert clear_elsewhere()["trajecten"] == 1

    row = Traject.objects.get()
    assert (row.started_on, row.ended_on) == (date(was.started_on.year, 1, 1), date(was.ended_on.year, 1, 1))
    assert (row.outcome, row.planned_end_on, row.client_id) == ("other", None, None)
    assert {was.closed_at, was.created_at}.isdisjoint({row.closed_at, row.created_at})
    assert Event.objects.filter(event="elsewhere.erased", object_id=row.pk).count() == 1
    assert blur_trajecten() == 0


def test_days_stay_as_long_as_paper_is_dated_by_them(due, closed, administratie):
    paper = PaperDossier.objects.create(dossier=closed.dossier, recorded_by=closed.coach, due_on=today())
    assert advance(due.pk, worker="een") == Step.CERTIFIED
    assert blur_trajecten() == 0

    confirm_paper(paper, on=today(), method="shredded", by=administratie)

    assert blur_trajecten() == 1


def test_days_stay_as_long_as_a_part_outlives_its_dossier(coach, client_user, clock):
    whole_gone(closed_today(a_dossier_in_parts(coach, client_user), coach), clock)

    assert Part.objects.filter(destroyed_at=None).exists()
    assert blur_trajecten() == 0


# --- What the database itself refuses -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "values", [{"outcome": "no_work"}, {"ended_on": F("ended_on")}, {"started_on": F("started_on")}]
)
def test_database_knows_no_half_blur(gone, values):
    told = {"outcome": "other", "planned_end_on": None, "started_on": "2020-01-01", "ended_on": "2021-01-01"}

    with pytest.raises(IntegrityError, match="traject_blurred_tells_only_years"), transaction.atomic():
        Traject.objects.update(**{**told, **values}, blurred_at=akkoord_now())
    Traject.objects.update(**told, blurred_at=akkoord_now())
    for again in ({"blurred_at": None}, {"outcome": "no_work"}, {"ended_on": "2021-05-01"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Traject.objects.update(**again)


def test_database_blurs_nothing_that_is_there(closed):
    with pytest.raises(IntegrityError, match="nothing of it is left"), transaction.atomic():
        Traject.objects.update(
            client=None, outcome="other", started_on="2020-01-01", ended_on="2021-01-01", blurred_at=akkoord_now()
        )
