"""A dossier that was destroyed is absent like one that never was; who led it reads under his own that it went."""

import re

import pytest

from retention.gone import gone_lately
from retention.models import Certificate
from tests.factories.accounts import UserFactory
from tests.factories.consent import sign_confidentiality
from tests.factories.dossiers import a_client, a_dossier_of
from tests.retention.parts import closed, fresh
from tests.retention.test_outlived import whole_gone

pytestmark = pytest.mark.django_db(transaction=True)
TOKEN = re.compile(r"[A-Za-z0-9]{64}")  # against forged requests: another on each page
CARD = "Kort geleden vernietigd"


@pytest.fixture
def gone(coach, client_user, clock):
    """A dossier that was destroyed because its term is over."""
    dossier = a_dossier_of(coach, client=a_client("Ilse", user=client_user))
    sign_confidentiality(coach)
    return whole_gone(closed(fresh(dossier), coach), clock)


def test_coach_reads_which_of_his_dossiers_went_and_by_which_certificate(gone, coach, client):
    client.force_login(coach)

    page = client.get("/dossiers/").content.decode()

    told = page.split(CARD)[1]
    assert gone.number in told
    assert Certificate.objects.get().number in told


def test_nobody_else_reads_it_and_the_page_of_its_number_is_that_of_any_other(gone, coach, client):
    other = UserFactory(coach=True)
    sign_confidentiality(other)
    client.force_login(other)
    listed = client.get("/dossiers/").content.decode()
    client.force_login(coach)
    pages = [client.get(f"/dossiers/{number}/") for number in (gone.number, "D-1999-0001")]

    assert CARD not in listed
    assert gone_lately(other) == []
    assert [page.status_code for page in pages] == [404, 404]
    bodies = {TOKEN.sub("", page.content.decode()) for page in pages}
    assert len(bodies) == 1
    assert "Een coach ziet onder zijn dossiers" in bodies.pop()


def test_after_a_quarter_it_is_not_told_any_more(gone, coach, clock):
    before = len(gone_lately(coach))
    clock.move(days=91)

    assert (before, gone_lately(coach)) == (1, [])
