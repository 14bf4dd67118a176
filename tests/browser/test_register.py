"""The register of processing activities in a browser: nobody is kept out, and its documents can be taken along."""

import pytest
from django.urls import reverse

from tests.browser.test_reglement import come_in
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.reglement import active_version_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("size", "scheme", "name"),
    [
        ("desk", "light", "a4p"),
        ("desk", "dark", "bnw"),
        ("phone", "light", "awj"),
        ("phone", "dark", "wc"),
        ("smallest", "light", "rio"),
    ],
)
def test_nobody_is_kept_out_of_the_register(live_server, opened, barriers, widening, size, scheme, name):
    OrganisationFactory()
    active_version_of(name)
    page = opened(size, scheme)
    come_in(page, live_server, UserFactory(directie=True, with_mfa=True))

    page.goto(live_server.url + reverse("reglement:register"))

    assert (barriers(page), widening(page) > 0) == ([], False)
    assert page.get_by_text("Nog niet ingevuld").first.is_visible()


def test_hole_leads_the_beheerder_to_where_it_is_filled(live_server, opened):
    bureau = OrganisationFactory()
    active_version_of("a4p")
    page = opened("desk", "light", refusals=True, java_script_enabled=False)
    come_in(page, live_server, UserFactory(beheerder=True, with_mfa=True))

    page.goto(live_server.url + reverse("reglement:register"))
    page.get_by_role("link", name="Gegevens van de organisatie invullen").click()
    page.get_by_role("link", name=bureau.name).first.click()
    page.get_by_label("Doorgifte buiten de Europese Unie").fill("Er is geen doorgifte.")
    page.locator("[name=_save]").click()
    page.goto(live_server.url + reverse("reglement:register"))

    assert page.get_by_text("Er is geen doorgifte.").is_visible()


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("Download als pdf", "register-van-verwerkingen.pdf"),
        ("Verwerkingen als csv", "register-van-verwerkingen.csv"),
        ("Deze tabel als csv", "register-waar-gegevens-staan.csv"),
    ],
)
def test_register_is_taken_along(live_server, opened, link, name):
    OrganisationFactory()
    active_version_of("wc")
    page = opened("phone", "light")
    come_in(page, live_server, UserFactory(privacy_officer=True, with_mfa=True))
    page.goto(live_server.url + reverse("reglement:register"))

    with page.expect_download() as coming:
        page.get_by_role("link", name=link).click()

    assert coming.value.suggested_filename == name
