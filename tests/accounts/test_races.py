"""Two at one moment: one wins."""

import threading

import pytest
from django.db import connections

from accounts.facts import InvitationNotOpen, RoleAlreadyHeld
from accounts.models import Invitation, RoleAssignment, StepUpCode, User
from accounts.services import (
    StepUpAlreadyUsed,
    StepUpRefused,
    StepUpTooOften,
    accept_invitation,
    give_role,
    invite,
    request_step_up,
)
from accounts.terms import STEP_UP_PER_HOUR, Role
from tests.factories.accounts import redeem
from vault.ids import new_id

pytestmark = pytest.mark.django_db(transaction=True)
PURPOSE = "consent.approve"


def together(times: int, act, *refusals: type[Exception]) -> list[str]:
    """Do something in several threads at one moment and return what came of it, sorted."""
    gate, results = threading.Barrier(times), []

    def run() -> None:
        try:
            gate.wait()
            act()
            results.append("ok")
        except refusals as refusal:
            results.append(type(refusal).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _each in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


def test_code_redeemed_at_one_moment_is_used_once(client_user, outbox):
    subject_id = new_id()
    request_step_up(user=client_user, purpose=PURPOSE, subject_id=subject_id)
    code = outbox.contexts_to(client_user.email)[-1]["code"]

    results = together(
        6,
        lambda: redeem(user=client_user, purpose=PURPOSE, subject_id=subject_id, code=code),
        StepUpRefused,
    )

    assert results == [StepUpAlreadyUsed.__name__] * 5 + ["ok"]


def test_wrong_attempts_at_one_moment_are_all_counted(client_user, outbox):
    subject_id = new_id()
    request_step_up(user=client_user, purpose=PURPOSE, subject_id=subject_id)

    results = together(
        9,
        lambda: redeem(user=client_user, purpose=PURPOSE, subject_id=subject_id, code="x"),
        StepUpRefused,
    )

    assert results == ["StepUpSpent"] * 4 + ["StepUpWrong"] * 5
    assert StepUpCode.objects.get().attempts == 5


def test_codes_asked_at_one_moment_leave_one_live(client_user):
    subject_id = new_id()

    together(
        STEP_UP_PER_HOUR + 2,
        lambda: request_step_up(user=client_user, purpose=PURPOSE, subject_id=subject_id),
        StepUpTooOften,
    )

    assert StepUpCode.objects.count() == STEP_UP_PER_HOUR
    assert StepUpCode.objects.filter(replaced_at=None, used_at=None).count() == 1


def test_link_opened_at_one_moment_is_used_once(coach, outbox):
    invite(email="nieuw@thuis.example", role=Role.CLIENT, by=coach)
    token = outbox.contexts_to("nieuw@thuis.example")[-1]["link"].rstrip("/").rpartition("/")[2]

    results = together(4, lambda: accept_invitation(token), InvitationNotOpen)

    assert results == ["InvitationNotOpen"] * 3 + ["ok"]


def test_person_invited_at_one_moment_is_one_person_with_one_open_link(coach):
    results = together(5, lambda: invite(email="nieuw@thuis.example", role=Role.CLIENT, by=coach))

    assert results == ["ok"] * 5
    user = User.objects.get(email="nieuw@thuis.example")
    assert RoleAssignment.objects.filter(user=user).count() == 1
    assert Invitation.objects.open().filter(user=user).count() == 1


def test_role_given_at_one_moment_is_given_once(coach, beheerder):
    results = together(4, lambda: give_role(user=coach, role=Role.VESTIGINGSMANAGER, by=beheerder), RoleAlreadyHeld)

    assert results == ["RoleAlreadyHeld"] * 3 + ["ok"]
