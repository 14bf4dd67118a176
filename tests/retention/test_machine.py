"""Whatever happens in whatever order: nothing goes before its day or while it is held, and what goes, goes wholly."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from django.conf import settings as django_settings
from django.db import DatabaseError, connections, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from audit.models import Event
from dossiers.facts import ClientIsLeaving, RightMissing
from dossiers.models import Client, Dossier, Note, Part
from mail.models import OutboxMessage
from reglement.deciding.calendar import add_term
from retention.facts import ChangeBeyondTheText, ChangeChangesNothing, ChangeNotOffered, DestructionAlreadyBegun
from retention.models import Certificate, DossierTerm, PurgeCase
from retention.services.advancing import advance_due
from retention.services.cases import hold, release
from retention.services.changing import change_term
from retention.services.closing import close
from retention.services.requesting import ErasureAskedBefore, request_code, request_erasure
from retention.tasks import find_due_dossiers
from retention.terms import LEASE, Step
from tests.factories.accounts import UserFactory
from tests.factories.dossiers import a_client, a_dossier_of, a_note
from tests.factories.reglement import small_version
from tests.faults import RUNS, met
from vault import clock, ledger, quarantine, storage
from vault.keys.models import SafeKey
from vault.models import Safe

pytestmark = pytest.mark.exhaustive

TEXT = """
[[retention_rule]]
id = "with-room"
article = "2"
trigger = "traject_end"
term = "P1Y"
bound = "as_a_rule"
client_override = ["shorten", "extend"]
"""
NO_CHANGE = (ChangeNotOffered, ChangeChangesNothing, ChangeBeyondTheText, DestructionAlreadyBegun)
ALL_AT_ONCE = 500
FAULT = "destruction: any sequence, crashes between"


class Crash(BaseException):
    """The process is gone; nobody catches it."""


@dataclass(eq=False)
class Life:
    """What the machine itself knows of one dossier."""

    id: UUID
    client: "Person"
    notes: int = 0
    due_on: date | None = None
    requested: bool = False
    holds: list[UUID] = field(default_factory=list)


@dataclass(eq=False)
class Person:
    """One client, and the dossiers that were made about him."""

    id: UUID
    safe_id: UUID
    user: object
    lives: list[Life] = field(default_factory=list)


class Bureau(RuleBasedStateMachine):
    """Some clients with some dossiers: written in, closed, changed, held, destroyed, with crashes in between."""

    coach = None
    text = None
    persons = Bundle("persons")
    lives = Bundle("lives")

    def __init__(self):
        super().__init__()
        self.stack = ExitStack()
        for alias in ("default", "keys"):
            block = transaction.atomic(using=alias)
            # What Django's own test blocks say of themselves, so that the durable steps of the vault fit inside.
            block._from_testcase = True
            block.__enter__()
            self.stack.callback(self._end, block, alias)
        place = self.stack.enter_context(TemporaryDirectory())
        self.before, django_settings.AKKOORD_LEDGER_DIR = django_settings.AKKOORD_LEDGER_DIR, Path(place)
        quarantine.forget()
        self.all: list[Life] = []

    def teardown(self):
        try:
            self.in_the_end_everything_closed_is_gone()
        finally:
            django_settings.AKKOORD_LEDGER_DIR = self.before
            self.stack.close()
            quarantine.forget()

    @initialize(target=lives)
    def one_client_has_two_dossiers(self):
        person = self.somebody_comes()
        return multiple(self.traject_comes_and_goes(person), self.traject_begins(person))

    @rule(target=persons)
    def somebody_comes(self):
        user = UserFactory(client=True)
        client = a_client(f"Cliënt {len(self.all)}", user=user, by=self.coach)
        return Person(client.pk, client.safe_id, user)

    @rule(target=lives, person=persons)
    def traject_begins(self, person):
        client = Client.objects.filter(pk=person.id).first()
        if client is None:
            assert self._gone(person.lives)
            return multiple()
        try:
            dossier = a_dossier_of(self.coach, client=client, reglement_version=self.text, purpose="guidance")
        except ClientIsLeaving:
            assert self._gone(person.lives)
            return multiple()
        life = Life(dossier.pk, person)
        person.lives.append(life)
        self.all.append(life)
        return life

    @rule(life=lives)
    def coach_writes(self, life):
        dossier = self._dossier(life)
        if dossier.traject.is_closed:
            return
        try:
            a_note(dossier, self.coach, category="brieven")
        except RightMissing:
            return  # the clock went back to before he was given the dossier
        life.notes += 1

    @rule(life=lives)
    def traject_ends(self, life):
        dossier = self._dossier(life)
        if not dossier.traject.is_closed:
            close(dossier, outcome="new_employer", ended_on=clock.today(), by=self.coach)
            life.due_on = add_term(clock.today(), "P1Y")

    @rule(target=lives, life=lives)
    def client_comes_back(self, life):
        return self.traject_begins(life.client)

    @rule(target=lives, person=persons)
    def traject_comes_and_goes(self, person):
        life = self.traject_begins(person)
        if isinstance(life, Life):
            self.coach_writes(life)
            self.traject_ends(life)
        return life

    @rule(life=lives, kind=st.sampled_from(["shorten", "extend"]), days=st.integers(1, 700))
    def client_changes_the_term(self, life, kind, days):
        until, dossier = clock.today() + timedelta(days=days), self._dossier(life)
        if dossier.destroyed_at is not None:
            return
        try:
            change_term(dossier, offer=f"digital.{kind}", until=until, reason="", by=life.client.user)
        except NO_CHANGE:
            return
        assert (until < life.due_on) == (kind == "shorten")
        life.due_on = until

    @rule(life=lives)
    def client_asks_for_destruction(self, life):
        dossier = self._dossier(life)
        if dossier.traject.client_id is None:
            return
        try:
            step_up = request_code(dossier, user=life.client.user)
            code = OutboxMessage.objects.get(idempotency_key=f"step-up:{step_up.pk}").context["code"]
            request_erasure(dossier, reasons=["no_longer_needed"], code=code, by=life.client.user)
        except (DestructionAlreadyBegun, ErasureAskedBefore):
            assert life.requested or self._is_begun(life)
        else:
            life.requested = True

    @rule(life=lives)
    def somebody_holds(self, life):
        dossier = self._dossier(life)
        if dossier.destroyed_at is not None:
            return
        try:
            life.holds.append(hold(dossier, ground="complaint", review_on=None, by=self.coach).pk)
        except DestructionAlreadyBegun:
            assert self._is_begun(life)

    @rule(life=lives)
    def hold_is_lifted(self, life):
        if life.holds:
            release(self._dossier(life), life.holds.pop(), by=self.coach)

    @rule(life=lives)
    def somebody_deletes_by_hand(self, life):
        if not life.holds or not life.notes or self._is_begun(life):
            return
        safe_id = self._dossier(life).safe_id
        for alias, statement, value in (
            ("default", "DELETE FROM dossiers_note WHERE dossier_id = %s", life.id),
            ("default", "UPDATE vault_safe SET fenced_at = akkoord_now() WHERE id = %s", safe_id),
        ):
            with pytest.raises(DatabaseError), transaction.atomic(using=alias), connections[alias].cursor() as cursor:
                cursor.execute(statement, [value])

    @rule(days=st.sampled_from([0.3, 1, 2, 7, 29, 30, 31, 180, 365, 366]))
    def time_passes(self, days):
        clock.move(timedelta(days=days))

    @rule()
    def clock_goes_back_a_little(self):
        clock.move(-timedelta(hours=6))

    @rule()
    def beat_pokes(self):
        held = {life for life in self.all if self._is_held(life)}
        here = {life for life in self.all if not self._is_begun(life)}
        early = {life for life in here if not self._may_go(life)}
        self._poke()
        for life in held:
            met(FAULT, "held meanwhile" if life in here else "held after the beginning")
        for life in here & (held | early):
            assert not self._is_begun(life), "what is held or not due yet was begun"

    @rule(at=st.integers(1, 400))
    def worker_dies(self, at):
        """Take the process away at a statement; what it was in the middle of is undone, its lease stays."""
        left = [at]

        def count(execute, *statement):
            left[0] -= 1
            if left[0] == 0:
                raise Crash
            return execute(*statement)

        try:
            with ExitStack() as stack:
                for alias in ("default", "keys"):
                    stack.enter_context(connections[alias].execute_wrapper(count))
                self.beat_pokes()
        except Crash:
            reached = [case.step for case in PurgeCase.objects.exclude(lease_by="")]
            met(FAULT, f"crashed after {max(reached, key=list(Step).index, default='nothing')}")

    @rule(life=lives, at=st.integers(20, 300))
    def day_comes_and_the_worker_dies(self, life, at):
        if life.due_on is None or self._is_begun(life):
            return
        for day in (life.due_on - timedelta(days=20), life.due_on, life.due_on + timedelta(days=3)):
            clock.move(max(day - clock.today(), timedelta()))
            if day <= life.due_on:
                self.beat_pokes()
        self.worker_dies(at)

    @invariant()
    def each_dossier_is_wholly_there_or_on_its_way(self):
        told = self._told()
        for life in self.all:
            dossier = self._dossier(life)
            if dossier.safe_id is None or str(dossier.safe_id) not in told:
                assert Note.objects.filter(dossier=life.id).count() == (life.notes if not dossier.destroyed_at else 0)
            if dossier.safe_id is not None and str(dossier.safe_id) not in told:
                assert SafeKey.objects.filter(safe_id=dossier.safe_id).exists()

    @invariant()
    def client_is_known_as_long_as_a_dossier_needs_him(self):
        told = self._told()
        for life in self.all:
            if not self._is_begun(life):
                assert Client.objects.filter(pk=life.client.id).exists()
                assert str(life.client.safe_id) not in told
                assert SafeKey.objects.filter(safe_id=life.client.safe_id).exists()

    @invariant()
    def key_never_goes_without_a_line_in_the_ledger(self):
        keyless = Safe.objects.exclude(pk__in=list(SafeKey.objects.values_list("safe_id", flat=True)))
        assert {str(safe_id) for safe_id in keyless.values_list("pk", flat=True)} <= self._told()

    @invariant()
    def day_on_the_page_is_the_day_that_people_decided(self):
        for life in self.all:
            if life.due_on is not None and not life.requested and not self._is_begun(life):
                stands = DossierTerm.objects.get(dossier=life.id, carrier="digital", part=None)
                assert stands.due_on == life.due_on

    @invariant()
    def each_step_is_told_once_and_each_end_has_one_certificate(self):
        for case in PurgeCase.objects.exclude(certified_at=None):
            assert Certificate.objects.filter(case=case).count() == 1
        twice = Certificate.objects.values_list("number", flat=True)
        assert len(set(twice)) == len(twice)

    def in_the_end_everything_closed_is_gone(self):
        for life in self.all:
            while life.holds:
                release(self._dossier(life), life.holds.pop(), by=self.coach)
        for _ in range(3):
            clock.move(timedelta(days=400))
            for _ in range(3):
                self._poke()
                clock.move(timedelta(days=8))
        for life in self.all:
            dossier = self._dossier(life)
            if dossier.traject.is_closed:
                self._assert_gone_once(life)
                met(FAULT, "gone once")
            else:
                assert Note.objects.filter(dossier=life.id).count() == life.notes

    def _assert_gone_once(self, life):
        [case] = PurgeCase.objects.filter(dossier_id=life.id, covers="dossier", lapsed_at=None)
        assert case.certified_at is not None
        assert not Note.objects.filter(dossier=life.id).exists()
        assert not Part.objects.filter(dossier=life.id, destroyed_at=None).exists()
        for safe_id in case.inventory["safe_ids"]:
            assert not SafeKey.objects.filter(safe_id=safe_id).exists()
            assert not storage.names_of(UUID(safe_id))
        told = Event.objects.filter(dossier_id=life.id, event__startswith="retention.")
        for step in ("intended", "fenced", "shredded", "erased", "verified", "certified"):
            assert told.filter(event=f"retention.{step}").count() == 1

    def _poke(self):
        """Do what beat and its workers do."""
        clock.move(timedelta(seconds=LEASE.total_seconds() + 1))  # who died has lost his lease by now
        find_due_dossiers()
        advance_due(worker="machine", at_most=ALL_AT_ONCE)

    def _may_go(self, life):
        return life.requested or (life.due_on is not None and clock.today() >= life.due_on)

    def _is_held(self, life):
        # A hold lies on the safe of the client too, so that it keeps what else there is about him.
        return any(other.holds for other in life.client.lives if not self._dossier(other).destroyed_at)

    def _is_begun(self, life):
        return PurgeCase.objects.filter(dossier_id=life.id, intent_at__isnull=False).exists()

    def _gone(self, lives):
        return all(self._is_begun(life) for life in lives)

    def _dossier(self, life):
        rows = Dossier.objects.select_related(
            "traject__client", "traject__opdrachtgever", "traject__lead_coach", "traject__reglement_version"
        )
        return rows.get(pk=life.id)

    def _told(self):
        return {safe_id for entry in ledger.read_all() for safe_id in entry.body.get("safe_ids", [])}

    @staticmethod
    def _end(block, alias):
        transaction.set_rollback(True, using=alias)
        block.__exit__(None, None, None)


@pytest.mark.django_db(databases=["default", "keys"])
def test_bureau_destroys_what_is_due_and_nothing_else(clock, coach):
    Bureau.coach, Bureau.text = coach, small_version(TEXT)

    run_state_machine_as_test(
        Bureau,
        settings=settings(
            max_examples=6 * RUNS,
            stateful_step_count=18,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
