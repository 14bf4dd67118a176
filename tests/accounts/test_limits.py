"""Limits on guessing: they stop who guesses, and leave the person himself a way in."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from config.settings import login
from mail.models import OutboxMessage
from tests.factories.accounts import PASSWORD

STRANGER, HOME = {"REMOTE_ADDR": "198.51.100.7"}, {"REMOTE_ADDR": "203.0.113.20"}


@pytest.fixture(autouse=True)
def limits(settings):
    """The limits of a real installation, counted from nothing."""
    settings.ACCOUNT_RATE_LIMITS = login.ACCOUNT_RATE_LIMITS
    cache.clear()


def log_in(client, user, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": user.email, "password": password}, **extra)


def ask_code(client, user, **extra):
    return client.post(reverse("account_request_login_code"), {"email": user.email}, **extra)


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_who_guesses_five_times_is_stopped_even_with_the_right_password(client, coach):
    for _attempt in range(5):
        log_in(client, coach, "verkeerd", **STRANGER)

    log_in(client, coach, **STRANGER)

    assert not is_in(client)


def test_stranger_does_not_lock_the_coach_out(client, coach):
    stranger = type(client)()
    for _attempt in range(7):
        log_in(stranger, coach, "verkeerd", **STRANGER)

    log_in(client, coach, **HOME)

    assert is_in(client)


def test_known_browser_gets_in_while_strangers_guess_from_everywhere(client, coach, settings):
    settings.ACCOUNT_RATE_LIMITS = {**login.ACCOUNT_RATE_LIMITS, "login_failed_anywhere": "3/h/key"}
    log_in(client, coach, **HOME)
    client.post(reverse("account_logout"))
    for number in range(4):
        log_in(type(client)(), coach, "verkeerd", REMOTE_ADDR=f"198.51.100.{number}")
    newcomer = type(client)()

    log_in(client, coach, **HOME)
    log_in(newcomer, coach, REMOTE_ADDR="192.0.2.9")

    assert is_in(client)
    assert not is_in(newcomer)


def test_mark_of_a_browser_counts_for_its_own_person_only(client, coach, substitute, settings):
    settings.ACCOUNT_RATE_LIMITS = {**login.ACCOUNT_RATE_LIMITS, "login_failed_anywhere": "3/h/key"}
    log_in(client, coach, **HOME)
    client.post(reverse("account_logout"))

    for _attempt in range(4):
        log_in(client, substitute, "verkeerd", **HOME)

    assert not is_in(client)
    assert log_in(client, substitute, **HOME).status_code == 200


def test_stranger_can_not_keep_a_client_from_his_code(client, client_user):
    for _attempt in range(5):
        ask_code(type(client)(), client_user, **STRANGER)

    response = ask_code(client, client_user, **HOME)

    assert response.status_code == 302
    assert OutboxMessage.objects.count() == 4


def test_mark_that_was_tampered_with_is_none(client, coach):
    log_in(client, coach, **HOME)
    client.cookies["bekende_browser"] = client.cookies["bekende_browser"].value + "x"
    client.post(reverse("account_logout"))

    for _attempt in range(5):
        log_in(client, coach, "verkeerd", **HOME)

    assert log_in(client, coach, **HOME).status_code == 200
