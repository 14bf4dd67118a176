"""Rows found by their ids in one text are the same as those found one by one."""

import pytest
from django.db.models import F

from vault.among import Ids
from vault.ids import new_id
from vault.models import HeldSafe, Safe
from vault.services import create_safe
from vault.terms import SafeKind

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def safes():
    return [create_safe(kind=SafeKind.DOSSIER) for _ in range(3)]


def test_what_is_asked_for_is_found_and_nothing_else(safes):
    first, second, other = safes

    assert set(Safe.objects.filter(pk__among=Ids([first.pk, second.pk, new_id()]))) == {first, second}
    assert set(Safe.objects.exclude(pk__among=Ids([first.pk, second.pk]))) == {other}


def test_of_no_ids_nothing_is_found_and_nothing_left_out(safes):
    assert not Safe.objects.filter(pk__among=Ids([])).exists()
    assert set(Safe.objects.exclude(pk__among=Ids([]))) == set(safes)


def test_a_key_of_another_table_is_asked_for_in_the_same_way(safes):
    asked = str(HeldSafe.objects.filter(safe__among=Ids([safes[0].pk]), hold__released_at=None).query)

    assert f"= ANY({{{safes[0].pk}}}::uuid[])" in asked


def test_the_same_ids_serve_a_change_too(safes):
    gone = Ids(safe.pk for safe in safes[:2])

    assert Safe.objects.filter(pk__among=gone).update(fenced_at=F("created_at")) == 2
    assert Safe.objects.filter(pk__among=gone, fenced_at=None).count() == 0
