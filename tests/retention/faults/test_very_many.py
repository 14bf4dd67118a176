"""A hundred thousand dossiers that come due on one day: nothing starves, whatever stands at the front."""

import pytest

from accounts.models import Organisation
from dossiers.models import Dossier
from retention.models import PurgeCase
from retention.services.advancing import advance
from retention.services.cases import hold
from retention.terms import Step
from retention.waiting import movable
from tests.retention.faults.copying import copies
from tests.retention.faults.test_killed_anywhere import due_cases
from vault.terms import HoldGround

pytestmark = pytest.mark.django_db(transaction=True)

MANY, FRONT = 100_000, 200


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


def test_what_came_due_first_is_taken_first_and_every_one_is_among_them(coach, version, clock):
    [one] = due_cases(coach, version, clock, number=1)
    many_like(one, MANY, due_at="due_at - n * interval '1 second'")

    found = front(MANY * 2)

    assert len(found) == MANY + 1
    assert found[-1] == one.pk
    assert found[0] == PurgeCase.objects.order_by("due_at").values_list("pk", flat=True).first()


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
