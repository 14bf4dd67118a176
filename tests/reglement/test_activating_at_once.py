"""Keys turned at one moment, drafts edited while they turn, and any sequence of it: one version holds, or none."""

import threading
from functools import partial

import pytest
from django.db import IntegrityError, connection, connections, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from reglement import services
from reglement.models import ActivationProposal, ReglementVersion
from reglement.services import preview_activation
from tests.factories.accounts import UserFactory
from tests.factories.reglement import a_proposal, active_version_of, draft_of, next_draft
from ui.facts import DomainRefusal

pytestmark = pytest.mark.exhaustive

TURNS = 8


def at_once(*works):
    """Do each work in a thread and on a connection of its own, all at the same moment; return what came of them."""
    barrier, outcomes = threading.Barrier(len(works)), [None] * len(works)

    def run(place, work):
        try:
            barrier.wait(10)
            outcomes[place] = work()
        except Exception as error:
            outcomes[place] = error
        finally:
            for each in connections.all():
                each.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return outcomes


def turning(proposal, second):
    """Return the work of turning the second key."""
    return partial(services.confirm_activation, proposal, impact_sha256=proposal.impact_sha256, by=second)


def holding() -> list[ReglementVersion]:
    return list(ReglementVersion.objects.active())


@pytest.mark.django_db(transaction=True)
def test_two_second_keys_at_one_moment_make_one_version_hold():
    version = active_version_of("a4p")
    one, other = UserFactory(beheerder=True), UserFactory(privacy_officer=True)
    for turn in range(TURNS):
        proposal = a_proposal(next_draft(version, f"beurt {turn}"))

        outcomes = at_once(turning(proposal, one), turning(proposal, other))

        [version] = [each for each in outcomes if isinstance(each, ReglementVersion)]
        assert holding() == [version]
        assert version.second_by in (one, other)


@pytest.mark.django_db(transaction=True)
def test_of_two_versions_activated_at_one_moment_one_holds_and_the_other_stays_a_draft():
    version = active_version_of("a4p")
    second = UserFactory(beheerder=True)
    for turn in range(TURNS):
        proposals = [a_proposal(next_draft(version, f"{name} {turn}")) for name in ("links", "rechts")]

        outcomes = at_once(*(turning(proposal, second) for proposal in proposals))

        assert sum(isinstance(each, ReglementVersion) for each in outcomes) == 1
        assert sum(isinstance(each, DomainRefusal) for each in outcomes) == 1
        [version] = holding()
        assert ActivationProposal.objects.filter(activated_at=version.activated_at).count() == 1


@pytest.mark.django_db(transaction=True)
def test_draft_edited_at_the_moment_of_the_second_key_holds_as_it_was_seen_or_not_at_all():
    version = active_version_of("a4p")
    second = UserFactory(beheerder=True)
    for turn in range(TURNS):
        proposal = a_proposal(next_draft(version, f"beurt {turn}"))
        edit = partial(ReglementVersion.objects.filter(pk=proposal.version_id).update, sha256=f"{turn:064x}")

        made, edited = at_once(turning(proposal, second), edit)

        [now] = holding()
        if isinstance(made, ReglementVersion):
            assert (now.pk, now.sha256) == (proposal.version_id, proposal.version_sha256)
            assert isinstance(edited, IntegrityError)
            version = now
        else:
            assert isinstance(made, DomainRefusal)
            assert now.pk == version.pk


@pytest.mark.django_db(transaction=True)
def test_two_first_keys_at_one_moment_make_one_proposal():
    draft = draft_of("wc")
    impact = preview_activation(draft)
    people = [UserFactory(directie=True), UserFactory(directie=True)]
    propose = partial(
        services.propose_activation, draft, impact_sha256=impact.sha256, accepted_conflicts=impact.law_conflicts
    )

    at_once(*(partial(propose, by=person) for person in people))

    assert ActivationProposal.objects.open().count() == 1


@pytest.mark.django_db(transaction=True)
def test_connection_that_breaks_during_activation_leaves_everything_as_it_was():
    before = active_version_of("a4p")
    proposal = a_proposal(next_draft(before, "2"))

    def broken_off():
        with transaction.atomic():
            turning(proposal, UserFactory(beheerder=True))()
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    [outcome] = at_once(broken_off)

    assert isinstance(outcome, Exception)
    proposal.refresh_from_db()
    assert (holding(), proposal.is_open) == ([before], True)


class KeysInAnyOrder(RuleBasedStateMachine):
    """A few drafts and people, who propose, edit, confirm and withdraw in whatever order."""

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.directie = [UserFactory(directie=True), UserFactory(directie=True)]
        self.others = [UserFactory(beheerder=True), UserFactory(coach=True)]
        self.first = draft_of("a4p")
        self.drafts = [self.first.pk, next_draft(self.first, "2").pk, next_draft(self.first, "3").pk]
        self.edits, self.holds, self.seen = 0, None, {}

    def teardown(self):
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def version(self, place):
        return ReglementVersion.objects.get(pk=self.drafts[place])

    def person(self, place):
        return [*self.directie, *self.others][place]

    @rule(place=st.integers(0, 2), who=st.integers(0, 3), fresh=st.booleans())
    def propose(self, place, who, fresh):
        version = self.version(place)
        impact = preview_activation(version)
        sha256 = impact.sha256 if fresh else "0" * 64
        try:
            proposal = services.propose_activation(
                version, impact_sha256=sha256, by=self.person(who), accepted_conflicts=impact.law_conflicts
            )
        except DomainRefusal:
            return
        assert fresh
        assert who < 2
        assert version.is_draft
        self.seen[proposal.pk] = (version.pk, version.sha256, self.holds, who)

    @rule(place=st.integers(0, 2))
    def edit(self, place):
        self.edits += 1
        ReglementVersion.objects.filter(pk=self.drafts[place], activated_at=None).update(sha256=f"{self.edits:064x}")

    @rule(pick=st.integers(0, 9), who=st.integers(0, 3))
    def confirm(self, pick, who):
        proposal = self.pick(pick)
        if proposal is None:
            return
        version_id, sha256, held, by = self.seen[proposal.pk]
        try:
            version = services.confirm_activation(proposal, impact_sha256=proposal.impact_sha256, by=self.person(who))
        except DomainRefusal:
            return
        assert (version.pk, version.sha256, self.holds) == (version_id, sha256, held)
        assert who in (0, 1, 2)
        assert who != by
        self.holds = version.pk

    @rule(pick=st.integers(0, 9), who=st.integers(0, 3))
    def withdraw(self, pick, who):
        proposal = self.pick(pick)
        if proposal is None:
            return
        try:
            services.withdraw_proposal(proposal, by=self.person(who))
        except DomainRefusal:
            return
        assert who != 3

    def pick(self, pick):
        proposals = list(ActivationProposal.objects.filter(pk__in=self.seen).order_by("proposed_at", "pk"))
        return proposals[pick % len(proposals)] if proposals else None

    @invariant()
    def one_version_holds_and_it_is_the_one_that_two_people_chose(self):
        assert [version.pk for version in holding()] == ([self.holds] if self.holds else [])
        for version in ReglementVersion.objects.exclude(activated_at=None):
            assert version.proposals.filter(activated_at=version.activated_at).count() == 1
            assert version.activated_by_id != version.second_by_id


@pytest.mark.django_db
def test_any_sequence_of_keys_edits_and_withdrawals_leaves_one_chosen_version_or_none():
    run_state_machine_as_test(
        KeysInAnyOrder,
        settings=settings(
            max_examples=25,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        ),
    )
