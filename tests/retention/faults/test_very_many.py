"""Very many dossiers that come due on one day, in the long version a hundred thousand: nothing starves."""

from datetime import timedelta

import pytest
from django.db.models import F

from accounts.models import Organisation
from dossiers.models import Dossier
from retention.models import PurgeCase
from retention.services.advancing import advance
from retention.services.cases import hold
from retention.terms import Step
from retention.waiting import movable
from tests.faults import RUNS
from tests.retention.faults.copying import copies
from tests.retention.faults.test_killed_anywhere import due_cases
from vault.terms import HoldGround

pytestmark = pytest.mark.django_db(transaction=True)

# Two runs, as `make test` has, are a thousand; the two hundred of `make faults` a hundred thousand.
MANY, FRONT = 500 * RUNS, 200


def test_held_failing_and_waiting_cases_at_the_front_keep_nobody_waiting(coach, version, clock, directie):
    held, other, last = due_cases(coach, version, clock, number=3)
    hold(Dossier.objects.get(pk=held.dossier_id), ground=HoldGround.COMPLAINT, review_on=None, by=directie)
    earlier = "due_at - interval '1 day'"
    many_like(other, FRONT, due_at=earlier, failure="'ResidueFound'", attempts="9")
    many_like(other, MANY, due_at=earlier, approved_at="approved_at + interval '47 hours'")

    found = front(FRONT)

    assert set(found[:2]) == {other.pk, last.pk}
    assert len(found) == FRONT
    assert set(PurgeCase.objects.filter(pk__in=found[2:]).values_list("failure", flat=True)) == {"ResidueFound"}
    assert advance(last.pk, worker="een") == Step.CERTIFIED


def test_what_came_due_first_is_taken_first_and_every_one_but_the_held_is_among_them(coach, version, clock, directie):
    one, held = due_cases(coach, version, clock, number=2)
    many_like(one, MANY, due_at="due_at - n * interval '1 second'")
    hold(Dossier.objects.get(pk=held.dossier_id), ground=HoldGround.COMPLAINT, review_on=None, by=directie)
    PurgeCase.objects.filter(pk=held.pk).update(due_at=F("due_at") - timedelta(days=2))

    found = front(MANY * 2)

    assert len(found) == MANY + 1
    assert found[-1] == one.pk
    assert found[0] == PurgeCase.objects.exclude(pk=held.pk).order_by("due_at").values_list("pk", flat=True).first()
    assert held.pk not in found


def test_what_waits_for_four_eyes_stands_before_nobody(organisation, coach, version, clock):
    one, last = due_cases(coach, version, clock, number=2)
    many_like(one, FRONT, approved_at="NULL")
    Organisation.objects.update(four_eyes=True)

    assert set(front(FRONT)) == {one.pk, last.pk}


def front(number):
    return list(movable().values_list("pk", flat=True)[:number])


def many_like(case, number, **other):
    fresh = {"id": "gen_random_uuid()", "dossier_id": "gen_random_uuid()"}
    copies("retention_purgecase", case.pk, number, **fresh, **other)
