"""Whatever people do in whatever order: what left was approved letter by letter, and nothing leaves after a no."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule, run_state_machine_as_test

from consent import gate
from consent.models import ConsentEvent, ConsentState, Disclosure
from consent.refusals import (
    AlreadyAnswered,
    ApprovalOutdated,
    DisclosureRefused,
    GateRefused,
    NothingToWithdraw,
)
from consent.services.approvals import approve, refuse, request_approval, withdraw
from consent.services.disclosing import make_disclosure, open_disclosure
from tests.factories.consent import a_bureau, a_version_of, ask_to_report, code_for
from vault.ids import new_id

pytestmark = pytest.mark.exhaustive

NOES = (AlreadyAnswered, ApprovalOutdated, NothingToWithdraw)


class ReportOnItsWay(RuleBasedStateMachine):
    """One report, one contact: edit, ask, answer, decide, send and open in any order, old decisions included."""

    bureau = None
    versions = Bundle("versions")
    consents = Bundle("consents")
    decisions = Bundle("decisions")
    disclosures = Bundle("disclosures")

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        # What Django's own test blocks say of themselves, so that the gate's durable transactions fit inside.
        self.block._from_testcase = True
        self.block.__enter__()
        self.object_id, self.current = new_id(), None
        self.answers, self.used, self.withdrawn_at = {}, set(), {}

    def teardown(self):
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @rule(target=versions, text=st.text(min_size=1, max_size=4))
    def edit(self, text):
        version = a_version_of(self.bureau, f"{text} {new_id()}", object_id=self.object_id)
        for consent_id, (state, about) in self.answers.items():
            if about == self.current and state in ("requested", "given") and consent_id not in self.used:
                self.answers[consent_id] = ("superseded", about)
        self.current = version.pk
        return version

    @rule(target=consents, version=versions)
    def ask_client(self, version):
        try:
            consent = request_approval(content_version=version, contact=self.bureau.contact, by=self.bureau.coach)
        except ApprovalOutdated:
            assert version.pk != self.current
            return multiple()
        assert version.pk == self.current
        self.answers.setdefault(consent.pk, ("requested", version.pk))
        return consent

    @rule(consent=consents)
    def say_yes(self, consent):
        before = self.answers[consent.pk]
        try:
            approve(consent, user=self.bureau.client_user, code=self._code(consent))
        except NOES:
            assert before[0] != "requested"
        else:
            assert before[0] in ("requested", "given")
            self.answers[consent.pk] = ("given", before[1])

    @rule(consent=consents)
    def say_no(self, consent):
        before = self.answers[consent.pk]
        try:
            refuse(consent, user=self.bureau.client_user)
        except NOES:
            assert before[0] not in ("requested", "refused")
        else:
            self.answers[consent.pk] = ("refused", before[1])

    @rule(consent=consents)
    def take_back(self, consent):
        before = self.answers[consent.pk]
        try:
            withdraw(consent, user=self.bureau.client_user)
        except NOES:
            assert before[0] not in ("given", "withdrawn")
        else:
            self.answers[consent.pk] = ("withdrawn", before[1])
            self.withdrawn_at.setdefault(consent.pk, self._openings(consent.pk))

    @rule(target=consents)
    def edit_and_get_a_yes(self):
        version = self.edit("klaar")
        consent = self.ask_client(version)
        self.say_yes(consent)
        return consent

    @rule(target=disclosures, consent=consents)
    def ask_gate_and_send(self, consent):
        version = consent.content_version
        return self.send(self.ask_gate(version))

    @rule(target=decisions, version=versions)
    def ask_gate(self, version):
        decision = ask_to_report(self.bureau, version)
        assert gate.permits(decision) == self._approved(version.pk)
        return decision, version

    @rule(target=disclosures, asked=decisions)
    def send(self, asked):
        decision, version = asked
        try:
            with transaction.atomic():
                disclosure = make_disclosure(
                    decision=decision,
                    content_version=version,
                    contact=self.bureau.contact,
                    by=self.bureau.coach,
                )
        except DisclosureRefused:
            return multiple()
        assert version.pk == self.current
        assert self.answers[disclosure.consent_id] == ("given", version.pk)
        self.used.add(disclosure.consent_id)
        return disclosure

    @rule(disclosure=disclosures)
    def open(self, disclosure):
        given = self.answers[disclosure.consent_id][0] == "given"
        try:
            open_disclosure(disclosure, user=self.bureau.contact.user)
        except (GateRefused, DisclosureRefused):
            assert not given
        else:
            assert given

    @invariant()
    def hash_that_was_approved_is_the_hash_that_left(self):
        for disclosure in Disclosure.objects.filter(content_version__object_id=self.object_id):
            yes = ConsentEvent.objects.get(consent_id=disclosure.consent_id, kind="given")
            assert yes.content_sha256 == disclosure.content_sha256

    @invariant()
    def nothing_is_opened_after_a_withdrawal(self):
        for consent_id, openings in self.withdrawn_at.items():
            assert self._openings(consent_id) == openings

    @invariant()
    def states_are_what_people_said(self):
        told = dict(ConsentState.objects.filter(consent__in=self.answers).values_list("consent_id", "state"))
        assert told == {consent_id: state for consent_id, (state, _about) in self.answers.items()}

    def _approved(self, version_id):
        return ("given", version_id) in self.answers.values()

    def _code(self, consent):
        try:
            return code_for(consent, self.bureau.client_user)
        except NOES:
            return "123 456"

    def _openings(self, consent_id):
        made = Disclosure.objects.filter(consent_id=consent_id)
        return sum(disclosure.openings.count() for disclosure in made)


@pytest.mark.django_db
def test_report_on_its_way():
    ReportOnItsWay.bureau = a_bureau("a4p")

    run_state_machine_as_test(
        ReportOnItsWay,
        settings=settings(
            max_examples=40,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
