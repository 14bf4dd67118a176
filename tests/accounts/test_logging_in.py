"""Logging in: passwords and a second step for staff, codes for the portal, and what strangers can't find out."""

import re
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from accounts.services import clear_old_sessions, lock_user
from audit.models import Event
from audit.terms import Word
from mail.models import OutboxMessage
from tests.factories.accounts import PASSWORD, TotpFactory, UserFactory

LOGIN, CODE, FILL_IN = "account_login", "account_request_login_code", "account_confirm_login_code"


def log_in(client, user, password=PASSWORD, **extra):
    return client.post(reverse(LOGIN), {"login": user.email, "password": password}, **extra)


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def code_for(outbox, user) -> str:
    return outbox.contexts_to(user.email)[-1]["code"]


def seen(response, typed: str) -> str:
    """Return the page as a person reads it: without tokens, and without the address he typed himself."""
    page = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r'value="[^"]+"', "", page).replace(typed, "")


def test_coach_logs_in_with_his_password(client, coach):
    log_in(client, coach)

    assert is_in(client)
    assert Event.objects.filter(event=Word.LOGIN_OK, actor_id=coach.pk).exists()


def test_wrong_password_is_written_down_without_what_was_typed(client, coach):
    log_in(client, coach, "iets anders")

    assert not is_in(client)
    assert Event.objects.get(event=Word.LOGIN_REFUSED).object_id == coach.pk


def test_coach_with_an_app_is_asked_for_its_code(client, coach):
    TotpFactory(user=coach)

    response = log_in(client, coach)

    assert response["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)


def test_client_logs_in_with_the_code_from_his_mail(client, client_user, outbox):
    client.post(reverse(CODE), {"email": client_user.email.upper()})
    client.post(reverse(FILL_IN), {"code": code_for(outbox, client_user)})

    assert is_in(client)
    assert not OutboxMessage.objects.get().error_class


def test_wrong_codes_run_out_and_are_written_down(client, client_user, outbox):
    client.post(reverse(CODE), {"email": client_user.email})
    for _attempt in range(3):
        client.post(reverse(FILL_IN), {"code": "BBBB-BBBB"})

    client.post(reverse(FILL_IN), {"code": code_for(outbox, client_user)})

    assert not is_in(client)
    assert Event.objects.filter(event=Word.LOGIN_REFUSED, object_id=client_user.pk).count() == 3


def test_coach_gets_no_code_and_sees_what_everybody_sees(client, coach, client_user):
    for_coach = client.post(reverse(CODE), {"email": coach.email}, follow=True)
    for_nobody = type(client)().post(reverse(CODE), {"email": "onbekend@thuis.example"}, follow=True)

    assert OutboxMessage.objects.count() == 0
    assert seen(for_coach, coach.email) == seen(for_nobody, "onbekend@thuis.example")


def test_client_gets_no_new_password(client, client_user, coach, outbox):
    for user in (client_user, coach):
        client.post(reverse("account_reset_password"), {"email": user.email})

    assert outbox.messages_to(client_user.email) == []
    assert [message.template for message in outbox.messages_to(coach.email)] == ["password_reset"]


def test_coach_chooses_a_new_password_by_the_link_from_his_mail(client, coach, outbox):
    client.post(reverse("account_reset_password"), {"email": coach.email})
    link = outbox.contexts_to(coach.email)[0]["link"]

    form = client.get(link.removeprefix("http://testserver"), follow=True)
    client.post(form.request["PATH_INFO"], {"password1": "weer een nieuwe zin", "password2": "weer een nieuwe zin"})

    log_in(client, coach, "weer een nieuwe zin")
    assert is_in(client)


def test_client_has_no_page_about_passwords(client, client_user):
    client.force_login(client_user)

    assert client.get(reverse("account_set_password")).status_code == 404
    assert client.get(reverse("account_change_password")).status_code == 404


def test_nobody_signs_up(client, db):
    assert client.get("/account/signup/").status_code in {302, 404}


@pytest.mark.parametrize("trait", ["coach", "client", "auditor"])
def test_locked_person_is_out_at_his_next_request(client, beheerder, trait):
    user = UserFactory(**{trait: True})
    client.force_login(user)
    assert client.get(reverse("accounts:own-account")).status_code == 200

    lock_user(user, by=beheerder)

    response = client.get(reverse("accounts:own-account"))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse(LOGIN))


def test_person_who_is_gone_is_out_at_his_next_request(client, db):
    user = UserFactory()
    client.force_login(user)
    user.delete()

    assert client.get(reverse("accounts:own-account")).status_code == 302


def test_locked_coach_does_not_get_in(client, coach, beheerder):
    lock_user(coach, by=beheerder)

    log_in(client, coach)

    assert not is_in(client)


def test_person_without_a_role_does_not_get_in(client, db):
    response = log_in(client, UserFactory())

    assert response["Location"] == reverse("account_inactive")
    assert not is_in(client)


def test_logging_out_makes_the_browser_forget(client, coach):
    client.force_login(coach)

    response = client.post(reverse("account_logout"))

    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_in(client)


def test_get_does_not_log_out(client, coach):
    client.force_login(coach)

    client.get(reverse("account_logout"))

    assert is_in(client)


PAGES = [
    "accounts:own-account",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "usersessions_list",
    "account_change_password",
    "account_reauthenticate",
]


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_ones_own_account_work(client, coach, name):
    log_in(client, coach)

    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", [LOGIN, CODE, "account_reset_password", "account_inactive"])
def test_pages_of_logging_in_work_for_a_stranger(client, db, name):
    assert client.get(reverse(name)).status_code == 200


def test_session_on_another_device_is_ended(client, coach):
    other = type(client)()
    log_in(other, coach)
    log_in(client, coach)

    response = client.post(reverse("usersessions_list"))

    assert response.status_code == 302
    assert other.get(reverse("accounts:own-account")).status_code == 302
    assert client.get(reverse("accounts:own-account")).status_code == 200


def test_sessions_that_are_over_leave_no_trace_of_a_device(client, coach):
    log_in(client, coach)
    other = type(client)()
    log_in(other, coach)
    Session.objects.filter(pk=other.session.session_key).update(expire_date=timezone.now() - timedelta(hours=1))

    assert clear_old_sessions() == 1

    assert list(UserSession.objects.values_list("session_key", flat=True)) == [client.session.session_key]
