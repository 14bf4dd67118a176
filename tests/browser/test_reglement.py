"""The reglement to read, in a browser: by a coach at a desk and by a client on a phone."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.reglement import active_version_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def come_in(page, live_server, user):
    """Give the browser the session of this person."""
    visitor = Client()
    visitor.force_login(user)
    page.context.add_cookies(
        [{"name": "sessionid", "value": visitor.cookies["sessionid"].value, "url": live_server.url}]
    )


@pytest.mark.parametrize(("size", "scheme"), [("desk", "light"), ("phone", "dark")])
@pytest.mark.parametrize("role", ["coach", "client", "contact"])
def test_nobody_is_kept_out_of_the_reglement(live_server, opened, barriers, widening, size, scheme, role):
    OrganisationFactory()
    active_version_of("a4p")
    page = opened(size, scheme)
    come_in(page, live_server, UserFactory(**{role: True}))

    page.goto(live_server.url + reverse("reglement:read"))

    assert (barriers(page), widening(page) > 0) == ([], False)
    assert page.locator("h2").count() > 20


@pytest.mark.parametrize(("size", "scheme"), [("desk", "light"), ("phone", "dark")])
def test_nobody_is_kept_out_of_how_the_reglement_is_kept(live_server, opened, barriers, widening, size, scheme):
    OrganisationFactory()
    active_version_of("a4p")
    page = opened(size, scheme)
    come_in(page, live_server, UserFactory(directie=True, with_mfa=True))

    page.goto(live_server.url + reverse("reglement:trace"))
    page.locator("summary").filter(has_text="proeven").first.click()

    assert (barriers(page), widening(page) > 0) == ([], False)
    assert page.locator("main section.card").count() > 20
