"""Fresh codes: asked, mailed, redeemed once."""

import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from accounts.facts import StepUpAlreadyUsed, StepUpExpired, StepUpRefused, StepUpSpent, StepUpTooOften, StepUpWrong
from accounts.models import StepUpCode, User
from accounts.queries import organisation_name
from accounts.terms import STEP_UP_ATTEMPTS, STEP_UP_LIFE, STEP_UP_PER_HOUR
from audit.services import record
from audit.terms import Outcome, Word
from mail.services import queue
from vault.clock import NotBefore, akkoord_now
from vault.ids import new_id


@transaction.atomic
def request_step_up(*, user: User, purpose: str, subject_id: UUID) -> StepUpCode:
    """Mail a fresh code of six digits; the one before it stops working. Raises StepUpTooOften (parameters 8.5)."""
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    now = akkoord_now()
    mine = StepUpCode.objects.filter(user=user, purpose=purpose, subject_id=subject_id)
    # Five guesses a code and six codes an hour: a guesser needs years, not minutes.
    if mine.filter(created_at__gt=now - timedelta(hours=1)).count() >= STEP_UP_PER_HOUR:
        raise StepUpTooOften
    mine.filter(used_at=None, replaced_at=None).update(replaced_at=now)
    code, code_id = f"{secrets.randbelow(10**6):06}", new_id()
    step_up = StepUpCode.objects.create(
        id=code_id,
        user=user,
        purpose=purpose,
        subject_id=subject_id,
        code_hash=_hash(code_id, code),
        created_at=now,
        expires_at=now + STEP_UP_LIFE,
    )
    queue(
        template="step_up_code",
        to=user.email,
        context={
            "code": f"{code[:3]} {code[3:]}",
            "minutes": int(STEP_UP_LIFE.total_seconds() // 60),
            "organisation": organisation_name(),
        },
        idempotency_key=f"step-up:{step_up.pk}",
        language=user.language,
    )
    _record(Word.STEP_UP_REQUESTED, step_up)
    return step_up


@contextmanager
def step_up_redeemed(*, user: User, purpose: str, subject_id: UUID, code: str) -> Iterator[StepUpCode]:
    """Use a fresh code up together with what is done under it: both happen or neither does.

    Of two at one moment one wins; the other waits until that is done, and gets StepUpAlreadyUsed. Raises StepUpWrong,
    StepUpExpired, StepUpSpent, StepUpAlreadyUsed. The transaction is the outermost, because a wrong attempt must stay
    counted whatever the caller rolls back.
    """
    refusal: type[StepUpRefused] | None
    with transaction.atomic(durable=True):
        step_up = (
            StepUpCode.objects.select_for_update(of=("self",))
            .filter(user=user, purpose=purpose, subject_id=subject_id, replaced_at=None)
            .order_by("-created_at", "-id")
            .first()
        )
        refusal = _refusal(step_up, code)
        if step_up is not None:
            _write_down(step_up, refusal)
        if step_up is not None and refusal is None:
            yield step_up
            return
    raise refusal or StepUpExpired


def _refusal(step_up: StepUpCode | None, code: str) -> type[StepUpRefused] | None:
    if step_up is None:
        return StepUpExpired
    right = hmac.compare_digest(step_up.code_hash, _hash(step_up.pk, "".join(code.split())))
    if step_up.used_at is not None:
        return StepUpAlreadyUsed if right else StepUpExpired
    if step_up.expires_at <= akkoord_now():
        return StepUpExpired
    if step_up.attempts >= STEP_UP_ATTEMPTS:
        return StepUpSpent
    return None if right else StepUpWrong


def _write_down(step_up: StepUpCode, refusal: type[StepUpRefused] | None) -> None:
    if refusal is None:
        StepUpCode.objects.filter(pk=step_up.pk).update(used_at=NotBefore("created_at"))
        step_up.refresh_from_db(fields=["used_at"])
        _record(Word.STEP_UP_PASSED, step_up)
    elif refusal is StepUpWrong:
        StepUpCode.objects.filter(pk=step_up.pk).update(attempts=F("attempts") + 1)
        _record(Word.STEP_UP_REFUSED, step_up, outcome=Outcome.REFUSED)
    elif refusal is StepUpSpent:
        _record(Word.STEP_UP_REFUSED, step_up, outcome=Outcome.REFUSED)


def _record(word: Word, step_up: StepUpCode, outcome: Outcome = Outcome.OK) -> None:
    record(
        word,
        by=step_up.user_id,
        object_type="accounts.stepupcode",
        object_id=step_up.pk,
        purpose=step_up.purpose,
        outcome=outcome,
    )


def _hash(code_id: UUID, code: str) -> str:
    # Keyed, because a million codes are tried in a second by whoever reads the table.
    return salted_hmac("accounts.stepup", f"{code_id}:{code}", algorithm="sha256").hexdigest()
