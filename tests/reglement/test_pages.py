"""The page of the reglement: for everyone who is let in, the text that holds, and later the texts that held."""

import pytest
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.reglement import active_version_of, draft_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["coach", "client", "contact", "directie"])
def test_everyone_who_is_let_in_reads_every_article(client, role):
    version = active_version_of("a4p")
    client.force_login(UserFactory(**{role: True}))

    page = client.get(reverse("reglement:read")).content.decode()

    assert all(article.text.split("'")[0] in page for article in version.articles.all())


def test_stranger_logs_in_first(client):
    active_version_of("a4p")

    assert client.get(reverse("reglement:read")).status_code == 302


def test_own_choice_and_law_are_marked_as_such(client):
    active_version_of("a4p")
    client.force_login(UserFactory(coach=True))

    page = client.get(reverse("reglement:read")).content.decode()

    assert ("Onze eigen keuze" in page, "Hier gaat de wet voor" in page) == (True, True)


def test_without_a_reglement_the_page_says_so(client):
    client.force_login(UserFactory(coach=True))

    answer = client.get(reverse("reglement:read"))

    assert (answer.status_code, "nog geen reglement" in answer.content.decode()) == (200, True)


def test_earlier_version_stays_to_be_read_and_a_draft_is_not_there(client):
    before, draft = active_version_of("a4p"), draft_of("wc")
    client.force_login(UserFactory(client=True))
    active = client.get(reverse("reglement:version", args=[before.pk]))
    unborn = client.get(reverse("reglement:version", args=[draft.pk]))

    active_version_of("wc")
    earlier = client.get(reverse("reglement:version", args=[before.pk]))

    assert (active.status_code, unborn.status_code, earlier.status_code) == (200, 404, 200)
    assert "Een eerdere versie" in earlier.content.decode()


def test_beheerder_sees_versions_and_can_change_none(client):
    version = active_version_of("a4p")
    client.force_login(UserFactory(beheerder=True, with_mfa=True))

    page = client.get(reverse("admin:reglement_reglementversion_change", args=[version.pk]))

    assert (page.status_code, b'name="_save"' in page.content) == (200, False)
