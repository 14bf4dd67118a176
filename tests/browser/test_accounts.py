"""An invitation, one's own account and passkeys, in a browser."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests.cast import Outbox
from tests.factories.accounts import PASSWORD, InvitationFactory, OrganisationFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SEND = "main form.form button.main"
SIZES = [("desk", "light"), ("phone", "dark")]


@pytest.fixture
def walk(barriers, widening):
    """Return a function that tells what on the open page keeps somebody out."""
    return lambda page: [*barriers(page), *(["too wide"] if widening(page) > 0 else [])]


def open_invitation(page, live_server):
    page.goto(live_server.url + reverse("accounts:invitation", args=["kaartje"]))


def press(page, where=SEND):
    with page.expect_navigation():
        page.click(where)


@pytest.mark.parametrize(("size", "scheme"), SIZES)
@pytest.mark.parametrize("trait", ["client", "coach"])
def test_nobody_is_kept_out_of_an_invitation(live_server, opened, walk, size, scheme, trait):
    OrganisationFactory()
    InvitationFactory(user=UserFactory(**{trait: True}))
    page = opened(size, scheme)

    open_invitation(page, live_server)

    assert walk(page) == []


def test_client_gets_in_by_his_link_and_the_code_from_his_mail(live_server, opened):
    client = UserFactory(client=True)
    InvitationFactory(user=client)
    page = opened("phone")
    open_invitation(page, live_server)
    press(page, "main button.main")

    page.fill("[name=code]", Outbox().contexts_to(client.email)[-1]["code"])
    press(page)
    page.goto(live_server.url + reverse("accounts:own-account"))

    assert page.locator("h1").inner_text() == "Inloggen en beveiliging"


def test_coach_chooses_a_password_and_sets_up_a_second_step(live_server, opened, walk, settings):
    settings.AKKOORD_MFA_OPTIONAL = False
    InvitationFactory(user=UserFactory(coach=True))
    page = opened("phone")
    open_invitation(page, live_server)
    page.fill("[name=password]", "kort")
    press(page)
    assert walk(page) == []

    page.fill("[name=password]", "vier woorden maken een zin")
    press(page)

    assert page.url.endswith(reverse("mfa_index"))
    assert walk(page) == []


def test_coach_adds_a_passkey_and_logs_in_with_it(live_server, opened):
    coach = UserFactory(coach=True)
    # Passkeys belong to a name, not to a number.
    home = live_server.url.replace("127.0.0.1", "localhost")
    page = opened("desk")
    authenticator = page.context.new_cdp_session(page)
    authenticator.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    authenticator.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(f"{home}{reverse('account_login')}?next={reverse('mfa_add_webauthn')}")
    page.fill("[name=login]", coach.email)
    page.fill("[name=password]", PASSWORD)
    press(page)

    page.fill("[name=name]", "Mijn sleutel")
    press(page, "#mfa_webauthn_add")
    assert Authenticator.objects.filter(user=coach, type="webauthn").exists()
    page.context.clear_cookies()
    page.goto(f"{home}{reverse('account_login')}?next={reverse('accounts:own-account')}")
    press(page, "#passkey_login")
    page.wait_for_url(f"**{reverse('accounts:own-account')}")

    assert page.locator("h1").inner_text() == "Inloggen en beveiliging"


@pytest.mark.parametrize(("size", "scheme"), SIZES)
@pytest.mark.parametrize("trait", ["client", "coach"])
def test_nobody_is_kept_out_of_his_own_account(live_server, opened, walk, size, scheme, trait, client):
    client.force_login(UserFactory(**{trait: True}))
    page = opened(size, scheme)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )

    page.goto(live_server.url + reverse("accounts:own-account"))

    assert walk(page) == []
