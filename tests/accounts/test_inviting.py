"""Invitations: one link, one time, two weeks."""

import hashlib

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse

from accounts.facts import InvitationNotOpen, MayNotAppoint, RolesOfBothSides, UserIsLocked
from accounts.models import Invitation, User
from accounts.permissions import roles_of
from accounts.services import accept_invitation, find_invitation, invite, revoke_invitation
from accounts.terms import Role
from tests.factories.accounts import InvitationFactory, UserFactory

CLIENT = "nieuw@thuis.example"


def token_to(outbox, email: str) -> str:
    return outbox.contexts_to(email)[-1]["link"].rstrip("/").rpartition("/")[2]


def main_of(response) -> str:
    """Return the page without the frame, which holds the visitor's own address and token."""
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def test_invited_client_has_an_account_a_role_and_mail(coach, organisation, outbox):
    user, invitation = invite(email=" Nieuw@Thuis.example ", role=Role.CLIENT, by=coach)

    assert user.email == CLIENT
    assert roles_of(user) == {Role.CLIENT}
    assert not user.has_usable_password()
    assert organisation.name in outbox.sent_to(CLIENT)[0][1]
    assert invitation.token_hash == hashlib.sha256(token_to(outbox, CLIENT).encode()).hexdigest()


def test_somebody_invited_again_keeps_his_account_and_only_the_last_link_works(coach, outbox):
    first, _invitation = invite(email=CLIENT, role=Role.CLIENT, by=coach)
    old = token_to(outbox, CLIENT)

    second, _invitation = invite(email=CLIENT, role=Role.CLIENT, by=coach)

    assert second == first
    with pytest.raises(InvitationNotOpen):
        find_invitation(old)
    assert find_invitation(token_to(outbox, CLIENT)).user == first


def test_a_link_works_once(coach, outbox):
    invite(email=CLIENT, role=Role.CLIENT, by=coach)
    token = token_to(outbox, CLIENT)

    accept_invitation(token)

    with pytest.raises(InvitationNotOpen):
        accept_invitation(token)


def test_a_link_works_when_the_clock_went_back_since(coach, outbox, clock):
    invite(email=CLIENT, role=Role.CLIENT, by=coach)

    clock.move(hours=-6)

    assert accept_invitation(token_to(outbox, CLIENT)).email == CLIENT


def test_coach_appoints_nobody_and_beheerder_no_beheerder(coach, beheerder, directie):
    with pytest.raises(MayNotAppoint):
        invite(email="a@bureau.example", role=Role.COACH, by=coach)
    with pytest.raises(MayNotAppoint):
        invite(email="a@bureau.example", role=Role.BEHEERDER, by=beheerder)

    invite(email="a@bureau.example", role=Role.COACH, by=beheerder)
    invite(email="b@bureau.example", role=Role.BEHEERDER, by=directie)


def test_who_works_here_is_not_invited_as_client_of_the_portal(coach, substitute):
    with pytest.raises(RolesOfBothSides):
        invite(email=substitute.email, role=Role.CLIENT, by=coach)


def test_who_is_locked_is_not_invited(coach):
    locked = UserFactory(client=True, locked=True)

    with pytest.raises(UserIsLocked):
        invite(email=locked.email, role=Role.CLIENT, by=coach)


@pytest.mark.parametrize("trait", ["expired", "accepted", "revoked"])
def test_every_link_that_does_not_work_gets_the_same_page(client, db, trait):
    InvitationFactory(**{trait: True})

    known = client.get(reverse("accounts:invitation", args=["kaartje"]))
    unknown = client.get(reverse("accounts:invitation", args=["bestaat-niet"]))

    assert known.status_code == unknown.status_code == 404
    assert main_of(known) == main_of(unknown)


def test_looking_at_an_invitation_uses_nothing_up(client, db):
    invitation = InvitationFactory()

    response = client.get(reverse("accounts:invitation", args=["kaartje"]))

    invitation.refresh_from_db()
    assert response.status_code == 200
    assert invitation.accepted_at is None


def test_the_link_of_a_client_logs_in_only_with_a_code(client, client_user, outbox):
    InvitationFactory(user=client_user)

    response = client.post(reverse("accounts:invitation", args=["kaartje"]))

    assert response["Location"] == reverse("account_confirm_login_code")
    assert "_auth_user_id" not in client.session
    code = outbox.contexts_to(client_user.email)[-1]["code"]
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert client.session["_auth_user_id"] == str(client_user.pk)


def test_the_link_of_a_coach_asks_a_good_password_and_logs_in(client, coach):
    InvitationFactory(user=coach)
    url = reverse("accounts:invitation", args=["kaartje"])

    refused = client.post(url, {"password": "kort"})
    accepted = client.post(url, {"password": "vier woorden maken een zin"})

    assert refused.status_code == 200
    assert accepted.status_code == 302
    assert User.objects.get(pk=coach.pk).check_password("vier woorden maken een zin")
    assert client.session["_auth_user_id"] == str(coach.pk)


def test_the_link_of_somebody_who_was_locked_does_not_work(client, beheerder):
    InvitationFactory(user__locked=True, user__locked_by=beheerder)

    assert client.get(reverse("accounts:invitation", args=["kaartje"])).status_code == 404


def test_revoked_invitation_is_not_revoked_again(beheerder, db):
    invitation = InvitationFactory()

    revoke_invitation(invitation=invitation, by=beheerder)

    with pytest.raises(InvitationNotOpen):
        revoke_invitation(invitation=invitation, by=beheerder)


BREACHES = {
    "invitation_token_hash_is_sha256": {"token_hash": "kaartje"},
    "invitation_expires_after_it_began": {"expires_at": F("created_at")},
    "invitation_accepted_in_time": {"accepted_at": F("expires_at")},
    "invitation_accepted_or_revoked": {"accepted_at": F("created_at"), "revoked_at": F("created_at")},
}


@pytest.mark.parametrize("name", BREACHES)
def test_table_refuses_an_invitation_that_cannot_be(db, name):
    InvitationFactory()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Invitation.objects.update(**BREACHES[name])


def test_table_refuses_two_open_invitations_of_one_person(coach, outbox):
    invite(email=CLIENT, role=Role.CLIENT, by=coach)
    invite(email=CLIENT, role=Role.CLIENT, by=coach)

    with pytest.raises(IntegrityError, match="invitation_one_open_per_user"), transaction.atomic():
        Invitation.objects.update(revoked_at=None)
