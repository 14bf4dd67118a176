"""Whatever happens in whatever order: a code and a link let somebody in once, in time, or not at all."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from accounts.facts import InvitationNotOpen
from accounts.models import Invitation, StepUpCode, User
from accounts.services import (
    StepUpAlreadyUsed,
    StepUpExpired,
    StepUpRefused,
    StepUpSpent,
    StepUpTooOften,
    StepUpWrong,
    accept_invitation,
    invite,
    request_step_up,
    revoke_invitation,
)
from accounts.terms import INVITATION_LIFE, STEP_UP_ATTEMPTS, STEP_UP_LIFE, STEP_UP_PER_HOUR, Role
from tests.cast import Outbox
from tests.factories.accounts import redeem
from tests.factories.vault import MovableClock
from vault.ids import new_id

pytestmark = pytest.mark.exhaustive

PURPOSE = "consent.approve"
QUICK = settings(
    max_examples=15, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck), database=None
)


@dataclass
class World:
    """Who and what the machines play with; minutes are counted beside the house clock, which is what they check."""

    person: User
    outbox: Outbox
    clock: MovableClock
    minutes: int = 0

    def pass_by(self, minutes: int) -> None:
        """Let time pass."""
        self.clock.move(minutes=minutes)
        self.minutes += minutes


class StepUp(RuleBasedStateMachine):
    """A fresh code, asked, mistyped, typed and left lying in any order."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world, self.subject_id = world, new_id()
        self.asked: list[int] = []
        self.code, self.wrong, self.used = "", 0, False

    @rule()
    def ask(self) -> None:
        lately = [minute for minute in self.asked if self.world.minutes - minute < 60]
        try:
            request_step_up(user=self.world.person, purpose=PURPOSE, subject_id=self.subject_id)
        except StepUpTooOften:
            assert len(lately) >= STEP_UP_PER_HOUR
            return
        assert len(lately) < STEP_UP_PER_HOUR
        self.asked.append(self.world.minutes)
        self.code = self.world.outbox.contexts_to(self.world.person.email)[-1]["code"]
        self.wrong, self.used = 0, False

    @rule(minutes=st.sampled_from([1, 4, 9, 10, 30]))
    def wait(self, minutes: int) -> None:
        self.world.pass_by(minutes)

    @rule()
    def type_wrong(self) -> None:
        outcome = self._redeem("000 00x")
        live = bool(self.asked) and not self.used and not self._late()
        expected = (StepUpSpent if self.wrong >= STEP_UP_ATTEMPTS else StepUpWrong) if live else StepUpExpired
        self.wrong += outcome is StepUpWrong
        assert outcome is expected

    @rule()
    def type_right(self) -> None:
        outcome = self._redeem(self.code)
        if not self.asked:
            assert outcome is StepUpExpired
        elif self.used:
            assert outcome is StepUpAlreadyUsed
        elif self._late():
            assert outcome is StepUpExpired
        elif self.wrong >= STEP_UP_ATTEMPTS:
            assert outcome is StepUpSpent
        else:
            assert outcome is None
            self.used = True

    @invariant()
    def at_most_one_is_live(self) -> None:
        mine = StepUpCode.objects.filter(subject_id=self.subject_id)
        assert mine.filter(used_at=None, replaced_at=None).count() <= 1

    def _late(self) -> bool:
        return timedelta(minutes=self.world.minutes - self.asked[-1]) >= STEP_UP_LIFE

    def _redeem(self, code: str) -> type[StepUpRefused] | None:
        try:
            redeem(user=self.world.person, purpose=PURPOSE, subject_id=self.subject_id, code=code)
        except StepUpRefused as refusal:
            return type(refusal)
        return None


class Invited(RuleBasedStateMachine):
    """A link, sent, sent again, revoked and opened in any order."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world, self.email = world, f"{new_id()}@thuis.example"
        self.links: list[str] = []
        self.since, self.open = 0, False

    @rule()
    def invite(self) -> None:
        invite(email=self.email, role=Role.CLIENT, by=self.world.person)
        link = self.world.outbox.contexts_to(self.email)[-1]["link"]
        self.links.append(link.rstrip("/").rpartition("/")[2])
        self.since, self.open = self.world.minutes, True

    @rule(days=st.sampled_from([1, 6, 14]))
    def wait(self, days: int) -> None:
        self.world.pass_by(days * 24 * 60)

    @rule()
    def revoke(self) -> None:
        for invitation in Invitation.objects.filter(user__email=self.email, accepted_at=None, revoked_at=None):
            revoke_invitation(invitation=invitation, by=self.world.person)
        self.open = False

    @rule(data=st.data())
    def accept(self, data: st.DataObject) -> None:
        if not self.links:
            return
        link = data.draw(st.sampled_from(self.links))
        in_time = timedelta(minutes=self.world.minutes - self.since) < INVITATION_LIFE
        works = self.open and in_time and link == self.links[-1]
        try:
            accept_invitation(link)
        except InvitationNotOpen:
            assert not works
        else:
            assert works
            self.open = False


def test_step_up_lets_in_once_in_time_and_never_after_five_wrong_attempts(client_user, outbox, clock):
    run_state_machine_as_test(lambda: StepUp(World(client_user, outbox, clock)), settings=QUICK)


def test_link_lets_in_once_within_two_weeks_unless_it_was_revoked_or_replaced(coach, outbox, clock):
    run_state_machine_as_test(lambda: Invited(World(coach, outbox, clock)), settings=QUICK)
