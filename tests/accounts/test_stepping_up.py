"""Fresh codes: right once, wrong a few times, old never."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from accounts.models import StepUpCode
from accounts.services import (
    StepUpAlreadyUsed,
    StepUpExpired,
    StepUpSpent,
    StepUpTooOften,
    StepUpWrong,
    request_step_up,
    step_up_redeemed,
)
from accounts.terms import STEP_UP_ATTEMPTS, STEP_UP_PER_HOUR
from tests.factories.accounts import redeem
from vault.ids import new_id

PURPOSE = "consent.approve"


@pytest.fixture
def ask(client_user, outbox):
    """Ask a code and return the subject with the code that was mailed."""

    def asked(subject_id=None):
        subject_id = subject_id or new_id()
        request_step_up(user=client_user, purpose=PURPOSE, subject_id=subject_id)
        return subject_id, outbox.contexts_to(client_user.email)[-1]["code"]

    return asked


def wrong(code: str) -> str:
    return f"{(int(code.replace(' ', '')) + 1) % 10**6:06}"


def test_a_mailed_code_is_right_once_and_then_known_as_used(client_user, ask):
    subject_id, code = ask()

    used = redeem(user=client_user, purpose=PURPOSE, subject_id=subject_id, code=code)

    assert used.used_at is not None
    with pytest.raises(StepUpAlreadyUsed):
        redeem(user=client_user, purpose=PURPOSE, subject_id=subject_id, code=code)


def test_what_fails_under_a_code_leaves_it_to_be_used(client_user, ask):
    subject_id, code = ask()
    facts = {"user": client_user, "purpose": PURPOSE, "subject_id": subject_id, "code": code}

    with pytest.raises(ZeroDivisionError), step_up_redeemed(**facts):
        raise ZeroDivisionError

    assert redeem(**facts).used_at is not None


def test_a_code_counts_for_its_own_subject_purpose_and_person(client_user, other_client_user, ask):
    subject_id, code = ask()

    for facts in (
        {"user": client_user, "purpose": PURPOSE, "subject_id": new_id()},
        {"user": client_user, "purpose": "consent.withdraw", "subject_id": subject_id},
        {"user": other_client_user, "purpose": PURPOSE, "subject_id": subject_id},
    ):
        with pytest.raises(StepUpExpired):
            redeem(code=code, **facts)


def test_five_wrong_attempts_spend_a_code(client_user, ask):
    subject_id, code = ask()

    for _attempt in range(STEP_UP_ATTEMPTS):
        with pytest.raises(StepUpWrong):
            redeem(user=client_user, purpose=PURPOSE, subject_id=subject_id, code=wrong(code))

    with pytest.raises(StepUpSpent):
        redeem(user=client_user, purpose=PURPOSE, subject_id=subject_id, code=code)


def test_a_code_works_when_the_clock_went_back_since(client_user, ask, clock):
    subject_id, code = ask()

    clock.move(minutes=-5)

    assert redeem(user=client_user, purpose=PURPOSE, subject_id=subject_id, code=code).used_at is not None


def test_a_code_of_ten_minutes_ago_has_expired(client_user, ask, clock):
    subject_id, code = ask()

    clock.move(minutes=10)

    with pytest.raises(StepUpExpired):
        redeem(user=client_user, purpose=PURPOSE, subject_id=subject_id, code=code)


def test_a_new_code_replaces_the_one_before(client_user, ask):
    subject_id, first = ask()
    _subject, second = ask(subject_id)

    if first != second:
        with pytest.raises(StepUpWrong):
            redeem(user=client_user, purpose=PURPOSE, subject_id=subject_id, code=first)
    redeem(user=client_user, purpose=PURPOSE, subject_id=subject_id, code=second)


def test_codes_for_one_subject_run_out_within_an_hour(ask, clock):
    subject_id, _code = ask()
    for _turn in range(STEP_UP_PER_HOUR - 1):
        ask(subject_id)

    with pytest.raises(StepUpTooOften):
        ask(subject_id)

    clock.move(hours=2)
    ask(subject_id)


def test_no_code_stands_in_the_table(ask):
    _subject, code = ask()

    assert code.replace(" ", "") not in StepUpCode.objects.get().code_hash


BREACHES = {
    "step_up_code_hash_is_sha256": {"code_hash": "123456"},
    "step_up_expires_after_it_began": {"expires_at": F("created_at")},
    "step_up_used_in_time": {"used_at": F("expires_at")},
    "step_up_used_or_replaced": {"used_at": F("created_at"), "replaced_at": F("created_at")},
    "step_up_attempts_limited": {"attempts": STEP_UP_ATTEMPTS + 1},
    "step_up_purpose_is_a_word": {"purpose": "Jan de Vries"},
}


@pytest.mark.parametrize("name", BREACHES)
def test_table_refuses_a_code_that_cannot_be(ask, name):
    ask()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        StepUpCode.objects.update(**BREACHES[name])


def test_table_refuses_two_live_codes_for_one_subject(client_user, ask):
    subject_id, _code = ask()
    ask(subject_id)

    with pytest.raises(IntegrityError, match="step_up_one_live_per_subject"), transaction.atomic():
        StepUpCode.objects.filter(subject_id=subject_id).update(replaced_at=None)


def test_a_code_lives_ten_minutes(ask):
    ask()

    step_up = StepUpCode.objects.get()

    assert step_up.expires_at - step_up.created_at == timedelta(minutes=10)
