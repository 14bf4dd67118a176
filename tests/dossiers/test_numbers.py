"""Numbers: in order, one for one, also when two ask at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from dossiers.models import NumberSeries
from dossiers.services.numbers import next_number
from dossiers.terms import Series
from tests.factories.dossiers import a_client, a_dossier
from vault.clock import today


@pytest.mark.django_db
def test_first_numbers_of_the_year_follow_each_other():
    year = today().year

    assert next_number(Series.DOSSIER) == f"D-{year}-0001"
    assert next_number(Series.DOSSIER) == f"D-{year}-0002"
    assert next_number(Series.CLIENT) == f"K-{year}-0001"


@pytest.mark.django_db
def test_new_year_starts_at_one(clock):
    next_number(Series.DOSSIER)
    clock.move(days=366)

    assert next_number(Series.DOSSIER) == f"D-{today().year}-0001"


@pytest.mark.django_db
def test_ten_thousandth_dossier_still_has_a_number(coach):
    next_number(Series.DOSSIER)
    NumberSeries.objects.update(last=9_999)

    assert a_dossier(coach).number.endswith("-10000")


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["last = 0", "last = last", "year = 1999", "prefix = 'K'"])
def test_database_refuses_to_turn_a_series_back(change):
    next_number(Series.DOSSIER)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE dossiers_numberseries SET {change}")


@pytest.mark.django_db
def test_database_refuses_to_forget_a_series():
    next_number(Series.DOSSIER)

    with pytest.raises(IntegrityError), transaction.atomic():
        NumberSeries.objects.all().delete()


@pytest.mark.django_db
def test_number_needs_its_form():
    client = a_client()

    with pytest.raises(IntegrityError), transaction.atomic():
        type(client).objects.filter(pk=client.pk).update(number="client 1")


@pytest.mark.django_db(transaction=True)
def test_numbers_taken_at_once_are_all_different():
    def take(_):
        try:
            return next_number(Series.DOSSIER)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(take, range(40)))

    assert len(set(taken)) == 40
