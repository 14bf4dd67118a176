"""Clients and who acts for them: sealed, found by exact words, for as long as it holds."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from dossiers import services
from dossiers.facts import OwnProof, RepresentationEnded, RepresentsAlready
from dossiers.models import Client, Representative
from dossiers.permissions import capacity_of, is_proven, own_clients, own_dossiers
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
    facts = {"client": client, "user": representative_user, "capacity": "parent", "safe": client.safe}
    represent(client, representative_user)

    with pytest.raises(RepresentsAlready):
        represent(client, representative_user)
    with pytest.raises(IntegrityError), transaction.atomic():
        Representative.objects.create(**facts)


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


def test_proof_of_representation_says_what_was_seen_by_whom_and_when(representative_user, coach):
    acts = represent(a_client(), representative_user, by=coach)
    rows = Representative.objects.filter(pk=acts.pk)
    with pytest.raises(OwnProof):
        services.prove_representation(acts, proof="court_order", by=representative_user)
    for broken in (
        {"proof": "court_order"},
        {"proof": "zomaar", "proven_at": akkoord_now(), "proven_by": coach},
        {"proof": "court_order", "proven_at": akkoord_now(), "proven_by": representative_user},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**broken)

    assert not is_proven(representative_user, acts.client)
    services.prove_representation(acts, proof="court_order", by=coach)
    assert is_proven(representative_user, acts.client)
    services.end_representation(acts, by=coach)
    assert not is_proven(representative_user, acts.client)
    with pytest.raises(RepresentationEnded):
        services.prove_representation(acts, proof="birth_record", by=coach)


def test_coach_invites_who_acts_for_the_client_and_writes_down_the_proof(browser, dossier, coach):
    page = f"/dossiers/{dossier.number}/vertegenwoordigers/"
    words = {"name": "R. Kramer", "email": "r.kramer@thuis.example", "capacity": "mentor", "until": "", "proof": ""}
    at = browser(coach)

    assert at.post(page, words | {"until": "2001-01-01"}).status_code == 200
    assert at.post(page, words | {"email": coach.email}).status_code == 409
    assert at.post(page, words).status_code == 302
    acts = Representative.objects.get()
    assert "nog niet gezien" in at.get(page).content.decode()
    at.post(f"{page}{acts.pk}/bewijs/", {"proof": "court_order"})
    assert "beschikking van de rechter, gezien door" in at.get(page).content.decode()
    assert at.post(page, words).status_code == 409
    at.post(f"{page}{acts.pk}/beeindigen/")
    assert "Niemand treedt op" in at.get(page).content.decode()
