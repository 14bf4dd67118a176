"""The reglement to read, in a browser: by a coach at a desk and by a client on a phone."""

import pytest
from django.test import Client
from django.urls import reverse

from reglement.loading import profile_names
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


@pytest.mark.parametrize(("size", "scheme"), [("desk", "dark"), ("phone", "light")])
@pytest.mark.parametrize("name", profile_names())
def test_nobody_is_kept_out_of_what_the_system_does(live_server, opened, barriers, widening, name, size, scheme):
    OrganisationFactory()
    active_version_of(name)
    page = opened(size, scheme)
    come_in(page, live_server, UserFactory(client=True))

    page.goto(live_server.url + reverse("reglement:read"))
    page.evaluate("document.querySelectorAll('details.more').forEach(each => each.open = true)")

    assert page.get_by_text("Wat het systeem doet bij artikel").first.is_visible()
    assert (barriers(page), widening(page) > 0) == ([], False)


def test_article_unfolds_with_the_keyboard_and_leads_on(live_server, opened):
    OrganisationFactory()
    active_version_of("a4p")
    page = opened("phone", "light", java_script_enabled=False)
    come_in(page, live_server, UserFactory(client=True))
    page.goto(live_server.url + reverse("reglement:read"))
    article = page.locator("#art-4r")

    article.locator("summary").focus()
    page.keyboard.press("Enter")
    assert article.get_by_text("Dossiers blijven hooguit 2 jaar").is_visible()
    article.get_by_role("link", name="Hoe lang wij bewaren").click()

    assert page.url == live_server.url + reverse("retention:own")


@pytest.mark.parametrize(("size", "scheme"), [("desk", "light"), ("phone", "dark")])
def test_nobody_is_kept_out_of_the_public_page(live_server, opened, barriers, widening, size, scheme):
    OrganisationFactory()
    active_version_of("wc")
    page = opened(size, scheme)

    page.goto(live_server.url + reverse("reglement:public"))

    assert (barriers(page), widening(page) > 0) == ([], False)
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download als pdf").click()
    assert coming.value.suggested_filename == "reglement.pdf"


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
