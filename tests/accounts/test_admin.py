"""The admin: open by role, closed to superusers, and every change through a service."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.urls import NoReverseMatch, reverse

from accounts.administration import HouseAdmin
from accounts.models import Invitation, User
from accounts.permissions import roles_of
from accounts.services import invite
from accounts.terms import Role
from audit.models import Event
from audit.terms import Word
from mail.services import queue
from tests.factories.accounts import TotpFactory, UserFactory

PAGES = [
    "admin:index",
    "admin:accounts_user_changelist",
    "admin:accounts_user_add",
    "admin:accounts_roleassignment_changelist",
    "admin:accounts_roleassignment_add",
    "admin:accounts_branch_changelist",
    "admin:accounts_branch_add",
    "admin:accounts_organisation_changelist",
    "admin:accounts_invitation_changelist",
    "admin:mail_outboxmessage_changelist",
]


@pytest.mark.parametrize("name", PAGES)
def test_beheerder_opens_every_page(client, beheerder, coach, outbox, name):
    invite(email="nieuw@thuis.example", role=Role.CLIENT, by=coach)
    client.force_login(beheerder)

    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    ("trait", "status"), [("coach", 403), ("administratie", 403), ("client", 404), ("contact", 404), ("auditor", 404)]
)
def test_admin_is_closed_to_others(client, db, trait, status):
    client.force_login(UserFactory(**{trait: True}))

    assert client.get(reverse("admin:index")).status_code == status
    assert client.get(reverse("admin:accounts_user_changelist")).status_code == status


def test_admin_is_closed_to_a_superuser_without_a_role(client, db):
    client.force_login(UserFactory(is_superuser=True))

    assert client.get(reverse("admin:index")).status_code == 404


def test_stranger_is_sent_to_the_login_page(client, db):
    response = client.get(reverse("admin:accounts_user_changelist"))

    assert response["Location"].startswith(reverse("account_login"))


def test_beheerder_without_a_second_factor_does_not_get_in(client, beheerder, settings):
    settings.AKKOORD_MFA_OPTIONAL = False
    client.force_login(beheerder)
    assert client.get(reverse("admin:index")).status_code == 302

    TotpFactory(user=beheerder)
    assert client.get(reverse("admin:index")).status_code == 200


@pytest.mark.parametrize("trait", ["directie", "privacy_officer"])
def test_directie_and_privacy_officer_look_and_do_not_change(client, coach, trait):
    client.force_login(UserFactory(**{trait: True}))

    assert client.get(reverse("admin:accounts_user_changelist")).status_code == 200
    assert client.get(reverse("admin:accounts_user_add")).status_code == 403
    assert client.get(reverse("admin:accounts_user_delete", args=[coach.pk])).status_code == 403


def test_beheerder_invites_a_coach(client, beheerder, outbox):
    client.force_login(beheerder)

    client.post(
        reverse("admin:accounts_user_add"),
        {"email": "Nieuw@bureau.example", "name": "N. Ieuw", "role": "coach", "language": "nl"},
    )

    user = User.objects.get(email="nieuw@bureau.example")
    assert roles_of(user) == {Role.COACH}
    assert [message.template for message in outbox.messages_to(user.email)] == ["invitation_staff"]


def test_refusal_is_shown_in_the_form_and_leaves_nothing_behind(client, beheerder, client_user):
    client.force_login(beheerder)

    response = client.post(
        reverse("admin:accounts_user_add"),
        {"email": client_user.email, "name": "N. Ieuw", "role": "coach", "language": "nl"},
    )

    assert "hoort al bij iemand met een andere soort rol" in response.content.decode()
    assert not Invitation.objects.exists()
    assert User.objects.get(pk=client_user.pk).name == ""


def test_beheerder_is_not_offered_to_make_a_beheerder(client, beheerder, directie):
    client.force_login(beheerder)
    assert 'value="beheerder"' not in client.get(reverse("admin:accounts_roleassignment_add")).content.decode()

    client.force_login(directie)
    assert 'value="beheerder"' in client.get(reverse("admin:accounts_roleassignment_add")).content.decode()


def test_a_role_is_given_to_one_of_those_who_work_here_by_name_and_address(client, beheerder, coach, client_user):
    client.force_login(beheerder)

    page = client.get(reverse("admin:accounts_roleassignment_add")).content.decode()

    assert f"{coach.name} ({coach.email})" in page
    assert client_user.email not in page


def test_directie_appoints_the_beheerder(client, directie, coach):
    client.force_login(directie)

    client.post(reverse("admin:accounts_roleassignment_add"), {"user": str(coach.pk), "role": "beheerder"})

    assert Role.BEHEERDER in roles_of(User.objects.get(pk=coach.pk))
    assert Event.objects.filter(event=Word.ROLE_GIVEN, actor_id=directie.pk).exists()


def test_beheerder_locks_a_coach_and_not_himself(client, beheerder, coach):
    client.force_login(beheerder)

    client.post(
        reverse("admin:accounts_user_changelist"),
        {"action": "lock", "_selected_action": [str(coach.pk), str(beheerder.pk)]},
    )

    assert not User.objects.get(pk=coach.pk).is_active
    assert User.objects.get(pk=beheerder.pk).is_active


def test_beheerder_changes_a_name_and_no_address(client, beheerder, coach):
    client.force_login(beheerder)

    client.post(
        reverse("admin:accounts_user_change", args=[coach.pk]),
        {"name": "I. de Groot", "language": "en", "email": "ander@bureau.example"},
    )

    coach.refresh_from_db()
    assert (coach.name, coach.email) == ("I. de Groot", "coach@bureau.example")
    assert Event.objects.filter(event=Word.USER_CHANGED, object_id=coach.pk).exists()


def test_beheerder_revokes_an_invitation(client, beheerder, coach, outbox):
    _user, invitation = invite(email="nieuw@thuis.example", role=Role.CLIENT, by=coach)
    client.force_login(beheerder)

    client.post(
        reverse("admin:accounts_invitation_changelist"),
        {"action": "revoke", "_selected_action": [str(invitation.pk)]},
    )

    invitation.refresh_from_db()
    assert invitation.revoked_at is not None


def test_outbox_in_the_admin_shows_no_address_and_no_code(client, beheerder, db):
    message = queue(template="login_code", to="client@thuis.example", context={"code": "QXZ-1"}, idempotency_key="k")
    client.force_login(beheerder)

    for url in (
        reverse("admin:mail_outboxmessage_changelist"),
        reverse("admin:mail_outboxmessage_change", args=[message.pk]),
    ):
        page = client.get(url).content.decode()
        assert str(message.pk) in page
        assert "client@thuis.example" not in page
        assert "QXZ-1" not in page


def test_every_window_is_one_of_the_house():
    assert all(isinstance(window, HouseAdmin) for window in admin.site._registry.values())
    assert Authenticator not in admin.site._registry
    with pytest.raises(NoReverseMatch):
        reverse("admin:mfa_authenticator_changelist")
