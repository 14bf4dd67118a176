"""The second factor of staff: asked outside the demo, and sealed."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from audit.models import Event
from audit.terms import Word
from tests.factories.accounts import PASSWORD, TotpFactory, code_of_app


@pytest.fixture
def mandatory(settings):
    """The rule outside demo and tests."""
    settings.AKKOORD_MFA_OPTIONAL = False


def log_in(client, user) -> None:
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def test_coach_without_a_second_factor_only_gets_to_setting_it_up(client, coach, mandatory):
    log_in(client, coach)

    response = client.get(reverse("accounts:own-account"))

    assert response["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_coach_with_a_second_factor_gets_on(client, coach, mandatory):
    TotpFactory(user=coach)
    client.force_login(coach)

    assert client.get(reverse("accounts:own-account")).status_code == 200


def test_client_needs_none(client, client_user, mandatory):
    client.force_login(client_user)

    assert client.get(reverse("accounts:own-account")).status_code == 200


def test_coach_sets_up_an_app_and_gets_recovery_codes(
    client, coach, mandatory, outbox, django_capture_on_commit_callbacks
):
    log_in(client, coach)
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": code_of_app(secret)})

    kinds = set(Authenticator.objects.filter(user=coach).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}
    assert Event.objects.filter(event=Word.MFA_CHANGED, actor_id=coach.pk).exists()
    assert "second_factor_added" in {message.template for message in outbox.messages_to(coach.email)}


def test_secrets_of_apps_and_recovery_codes_are_sealed(client, coach, mandatory):
    log_in(client, coach)
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    client.post(reverse("mfa_activate_totp"), {"code": code_of_app(secret)})

    stored = {each.type: each.data for each in Authenticator.objects.filter(user=coach)}

    assert secret not in str(stored["totp"])
    assert all(len(value) > 80 for value in (stored["totp"]["secret"], stored["recovery_codes"]["seed"]))


def test_coach_logs_in_with_password_and_app(client, coach):
    TotpFactory(user=coach)
    log_in(client, coach)

    client.post(reverse("mfa_authenticate"), {"code": code_of_app("JBSWY3DPEHPK3PXP")})

    assert client.session["_auth_user_id"] == str(coach.pk)


def test_wrong_code_of_an_app_is_written_down(client, coach):
    TotpFactory(user=coach)
    log_in(client, coach)

    client.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert "_auth_user_id" not in client.session
    assert Event.objects.filter(event=Word.LOGIN_REFUSED, object_id=coach.pk).exists()


def test_last_second_factor_stays_where_it_is_mandatory(client, coach, mandatory):
    TotpFactory(user=coach)
    log_in(client, coach)
    client.post(reverse("mfa_authenticate"), {"code": code_of_app("JBSWY3DPEHPK3PXP")})

    client.post(reverse("mfa_deactivate_totp"))

    assert Authenticator.objects.filter(user=coach, type="totp").exists()


def test_last_passkey_stays_where_it_is_mandatory(client, coach, mandatory):
    passkey = Authenticator.objects.create(user=coach, type="webauthn", data={"name": "sleutel", "credential": {}})
    client.force_login(coach)

    client.post(reverse("mfa_remove_webauthn", args=[passkey.pk]))

    assert Authenticator.objects.filter(pk=passkey.pk).exists()
