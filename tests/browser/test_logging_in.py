"""The pages of logging in, in a browser: passable for everyone, and with no way round the second step."""

import pytest
from django.urls import reverse

from tests.factories.accounts import PASSWORD, UserFactory, code_of_app

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SEND = "main form.form button.main"


@pytest.fixture
def coach():
    return UserFactory(coach=True)


@pytest.fixture
def walk(live_server, barriers, widening):
    """Return a function that goes to a named page (or looks at the one that is open) and tells who is kept out."""

    def go(page, name=None):
        if name is not None:
            page.goto(live_server.url + reverse(name))
        return [*barriers(page), *(["too wide"] if widening(page) > 0 else [])]

    return go


def log_in(page, live_server, person, password=PASSWORD):
    page.goto(f"{live_server.url}{reverse('account_login')}?next={reverse('mfa_index')}")
    page.fill("[name=login]", person.email)
    page.fill("[name=password]", password)
    with page.expect_navigation():
        page.click(SEND)


def code_of(page) -> str:
    secret = page.locator(".secret").text_content().strip()
    return code_of_app(secret, lasting=10)


@pytest.mark.parametrize(("size", "scheme"), [("desk", "light"), ("phone", "dark")])
@pytest.mark.parametrize(
    "name", ["account_login", "account_request_login_code", "account_reset_password", "account_inactive"]
)
def test_nobody_is_kept_out_before_logging_in(opened, walk, name, size, scheme):
    assert walk(opened(size, scheme), name) == []


def test_a_wrong_password_says_so_and_keeps_the_address(live_server, opened, walk, coach):
    page = opened("phone")

    log_in(page, live_server, coach, "niet dit wachtwoord")

    assert page.locator(".error-summary").is_visible()
    assert page.input_value("[name=login]") == coach.email
    assert walk(page) == []


def test_a_code_by_mail_is_asked_for_and_filled_in(live_server, opened, walk):
    client = UserFactory(client=True)
    page = opened("phone")
    page.goto(live_server.url + reverse("account_request_login_code"))

    page.fill("[name=email]", client.email)
    with page.expect_navigation():
        page.click(SEND)

    assert page.get_attribute("[name=code]", "autocomplete") == "one-time-code"
    assert walk(page) == []


def test_a_coach_sets_up_an_app_with_codes_and_gets_emergency_codes(live_server, opened, walk, coach):
    page = opened("phone")
    log_in(page, live_server, coach)
    assert walk(page, "mfa_activate_totp") == []

    page.fill("[name=code]", "123")
    with page.expect_navigation():
        page.click(SEND)
    assert page.locator("#id_code_error").is_visible()
    page.fill("[name=code]", code_of(page))
    with page.expect_navigation():
        page.click(SEND)
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.click(SEND)

    assert page.locator(".codes li").count() == 10
    assert walk(page) == []


@pytest.mark.parametrize(
    "name",
    [
        "mfa_index",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "usersessions_list",
        "account_change_password",
        "account_logout",
        "account_reauthenticate",
    ],
)
def test_nobody_is_kept_out_of_his_own_account(live_server, opened, walk, coach, name):
    page = opened("phone", "dark")
    log_in(page, live_server, coach)

    assert walk(page, name) == []


def test_the_second_step_is_asked_of_who_has_one(live_server, opened, walk):
    page = opened("phone")

    log_in(page, live_server, UserFactory(coach=True, with_mfa=True))

    assert page.url.endswith(reverse("mfa_authenticate"))
    assert walk(page) == []
