"""A certificate is proof at once; its PDF is made when it is first wanted, and is the same ever after."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts.models import Organisation
from retention.models import Certificate
from retention.services.advancing import advance
from retention.services.printing import pdf_of
from retention.services.signing import holds
from retention.tasks import print_certificates
from tests.factories.accounts import OrganisationFactory
from vault.clock import akkoord_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(due) -> Certificate:
    OrganisationFactory()
    advance(due.pk, worker="een")
    return Certificate.objects.get(case=due)


def test_a_destruction_is_proved_before_its_pdf_is_made(certificate):
    assert certificate.pdf is None
    assert holds(certificate.payload, certificate.signature)


def test_whoever_opens_it_first_makes_it_and_everybody_after_gets_the_same_bytes(certificate, directie, client):
    client.force_login(directie)
    first = client.get(reverse("retention:certificate", args=[certificate.pk])).content
    Organisation.objects.update(name="Anders Nu")

    assert first.startswith(b"%PDF")
    assert client.get(reverse("retention:certificate", args=[certificate.pk])).content == first
    certificate.refresh_from_db()
    assert bytes(certificate.pdf) == first


def test_what_nobody_opens_is_made_by_the_next_poke_and_is_what_whoever_opens_it_gets(certificate):
    print_certificates()

    certificate.refresh_from_db()
    assert pdf_of(certificate.pk) == bytes(certificate.pdf)


@pytest.mark.parametrize(
    "change",
    ["pdf = ''", "pdf = NULL", "pdf = pdf || 'x'", "number = 'V-2020-00001'", "signature = ''", "payload = '{}'"],
)
def test_database_lets_nothing_of_a_certificate_change_once_the_pdf_is_there(change, certificate):
    pdf_of(certificate.pk)

    with pytest.raises(DatabaseError, match=r"permission denied|stays as it was given"), transaction.atomic():
        connection.cursor().execute(f"UPDATE retention_certificate SET {change}")


@pytest.mark.parametrize("change", ["pdf = 'x', number = 'V-2020-00001'", "pdf = NULL", "issued_at = now()"])
def test_database_lets_only_the_pdf_be_filled_in(change, certificate):
    assert certificate.issued_at <= akkoord_now()

    with pytest.raises(DatabaseError, match=r"permission denied|stays as it was given"), transaction.atomic():
        connection.cursor().execute(f"UPDATE retention_certificate SET {change}")


def test_owner_of_the_tables_can_not_change_it_either(certificate):
    pdf_of(certificate.pk)

    with pytest.raises(DatabaseError, match="stays as it was given"), transaction.atomic():
        as_owner("UPDATE retention_certificate SET payload = '{}', pdf = 'x'")


def as_owner(statement):
    cursor = connection.cursor()
    cursor.execute("SET LOCAL ROLE akkoord_owner")
    cursor.execute(statement)
