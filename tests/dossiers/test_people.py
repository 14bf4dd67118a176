"""Clients and who acts for them: sealed, found by exact words, for as long as it holds."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from dossiers import services
from dossiers.models import Client, Representative
from dossiers.permissions import capacity_of, own_clients, own_dossiers
from tests.factories.accounts import UserFactory
from tests.factories.dossiers import a_client, a_dossier
from tests.factories.vault import a_hold, unlock
from vault.blind import blind_index
from vault.clock import akkoord_now

pytestmark = pytest.mark.django_db


def represent(client, user, **facts):
    facts = {"capacity": "mentor", "by": user, **facts}
    return services.add_representative(client=client, user=user, **facts)


def test_client_is_sealed_in_a_safe_of_his_own():
    client = a_client("Ilse de Boer", email=" Ilse@Thuis.example ", phone="06 12345678")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, email, phone, birth_date FROM dossiers_client")
        stored = b"".join(bytes(column) for column in cursor.fetchone())

    with unlock(client.safe_id):
        found = Client.objects.get()
        assert (found.name, found.email, found.phone) == ("Ilse de Boer", "ilse@thuis.example", "06 12345678")
        assert found.birth_date.isoformat() == "1984-05-06"
    assert not any(word in stored for word in (b"Ilse", b"thuis", b"1234", b"1984"))


def test_client_is_found_by_the_whole_address():
    client = a_client(email="ilse@thuis.example")

    assert Client.objects.filter(email_index=blind_index("email", "ILSE@thuis.example")).get() == client


def test_client_without_an_address_is_a_client_too():
    assert a_client(email="").email_index is None


def test_client_is_named_by_his_number_only():
    client = a_client("Ilse de Boer")

    assert str(client) == client.number
    assert "Ilse" not in repr(client)


def test_account_belongs_to_one_client(client_user):
    a_client(user=client_user)

    with pytest.raises(IntegrityError), transaction.atomic():
        a_client(user=client_user)


def test_client_sees_his_own_dossiers(client_user, coach):
    mine = a_dossier(coach, client=a_client(user=client_user))
    a_dossier(coach)

    assert list(own_dossiers(client_user)) == [mine]


def test_representative_sees_for_as_long_as_he_represents(representative_user, coach, clock):
    dossier = a_dossier(coach)
    client = dossier.traject.client
    represent(client, representative_user, valid_until=akkoord_now() + timedelta(days=1))
    assert list(own_dossiers(representative_user)) == [dossier]
    assert capacity_of(representative_user, client) == "mentor"

    clock.move(days=2)

    assert not own_dossiers(representative_user).exists()
    assert capacity_of(representative_user, client) == ""


def test_inactive_client_sees_nothing(client_user):
    a_client(user=client_user)
    client_user.is_active = False

    assert not own_clients(client_user).exists()


def test_nobody_represents_the_same_client_twice_at_a_time(representative_user):
    client = a_client()
    represent(client, representative_user)

    with pytest.raises(IntegrityError), transaction.atomic():
        represent(client, representative_user)


@pytest.mark.parametrize("change", [{"capacity": "buurman"}, {"valid_until": "2001-01-01T00:00Z"}])
def test_database_refuses_a_representative_that_makes_no_sense(representative_user, change):
    represent(a_client(), representative_user)

    with pytest.raises(IntegrityError), transaction.atomic():
        Representative.objects.update(**change)


def test_database_refuses_an_unknown_guardianship():
    a_client()

    with pytest.raises(IntegrityError), transaction.atomic():
        Client.objects.update(guardianship="voogdij")


def test_database_deletes_no_client_under_a_hold():
    client = a_client()
    a_hold(client.safe)

    with pytest.raises(IntegrityError), transaction.atomic():
        client.delete()


def test_client_that_goes_leaves_his_traject_without_a_name(coach):
    dossier = a_dossier(coach)
    dossier.traject.client.delete()
    dossier.traject.refresh_from_db()

    assert dossier.traject.client is None


def test_account_that_goes_leaves_the_client():
    user = UserFactory()
    client = a_client(user=user)
    user.delete()
    client.refresh_from_db(fields=["user"])

    assert client.user is None
