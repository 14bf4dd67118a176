"""A move of older reports that is killed anywhere, beside people who write and destroy, leaves each report whole."""

import random
import time
from contextlib import suppress

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections

from audit.services import go_on_renewing
from dossiers.models import Part
from reporting.models import Report, ReportVersion
from reporting.services.keeping_apart import keep_apart, waiting
from tests.factories.reporting import TEXT, a_next_version, a_report, a_reported_dossier
from tests.factories.vault import unlock
from tests.faults import RUNS, met
from tests.reporting.apart.older import laid_as_before
from tests.vault.working_day import BEARABLE_SECONDS, WorkingDay
from tests.workers import (
    a_command,
    kill,
    nobody_writes_to,
    wait_for_a_worker_at_the_lock,
    wait_until_the_dead_are_buried,
)
from vault.ciphers import keys_of
from vault.files import read_file
from vault.ids import new_id
from vault.keys.models import SafeKey
from vault.models import Safe
from vault.services import shred, sweep_orphan_keys, verify_shredded, with_former_key
from vault.services.scanning import Scan

pytestmark = [pytest.mark.worker, pytest.mark.django_db(databases=["default", "keys"], transaction=True)]

DOSSIERS, IN_EACH = 5, 2
FIRST = TEXT[1].text
FAULT = "older reports: kill -9, then again, then resume"


@pytest.fixture
def reports(organisation, coach, contact):
    """Reports in several dossiers, each lying with its dossier as before."""
    dossiers = [a_reported_dossier(coach, None, contact) for _ in range(DOSSIERS)]
    made = [a_report(dossier, contact, coach) for dossier in dossiers for _ in range(IN_EACH)]
    return [laid_as_before(version.report_id) for version in made]


class Colleague(WorkingDay):
    """Somebody who writes a next version of what is there and destroys one dossier, for as long as it lasts."""

    def __init__(self, reports, coach, doomed):
        self.words = {report.pk: [FIRST] for report in reports}
        self.destroyed = set()
        self._coach, self._doomed = coach, doomed
        super().__init__(self._write_or_destroy, pause=0.01)

    def _write_or_destroy(self):
        if not self.destroyed and random.random() < 0.2:
            self.destroyed = self._all_of(self._doomed)
            shred(self.destroyed, case_id=new_id(), certificate_id=None)
            return
        mine = [pk for pk in self.words if pk not in self._reports_of(self._doomed)]
        newest = ReportVersion.objects.filter(report=random.choice(mine)).latest("number")
        said = f"Zij kan nu ook {new_id()}."
        a_next_version(newest, self._coach, said)
        self.words[newest.report_id].append(said)

    def _reports_of(self, dossier_id):
        return set(Report.objects.filter(dossier=dossier_id).values_list("pk", flat=True))

    def _all_of(self, dossier_id):
        parts = Part.objects.filter(dossier=dossier_id).values_list("safe_id", flat=True)
        return {*Report.objects.filter(dossier=dossier_id).values_list("dossier__safe", flat=True), *parts}


@pytest.mark.parametrize("seed", range(RUNS))
def test_a_move_killed_twice_leaves_each_report_whole_in_one_safe(seed, reports, coach):
    chance = random.Random(seed)
    doomed = chance.choice(reports).dossier_id

    with Colleague(reports, coach, doomed) as day:
        for _ in range(2):
            met(FAULT, f"killed {kill_in_the_middle(chance)}")
            wait_until_the_dead_are_buried()
            assert_each_lies_whole(reports, day)
    assert day.failed is None
    assert day.slowest < BEARABLE_SECONDS

    until_nothing_waits()
    assert_each_lies_whole(reports, day)
    assert all(verify_shredded(safe_id) for safe_id in day.destroyed)
    left = [report.pk for report in reports if report.dossier_id != doomed or not day.destroyed]
    assert set(Part.objects.filter(item_id__in=left).values_list("item_id", flat=True)) == set(left)
    assert_all_opens_under_the_keys_that_stay()


@pytest.mark.parametrize(
    ("table", "alias"),
    [
        ("keys_safekey", "keys"),
        ("vault_safe", "default"),
        ("dossiers_part", "default"),
        ("reporting_report", "default"),
        ("vault_sealedfile", "default"),
        ("audit_event", "default"),
    ],
    ids=lambda name: name,
)
def test_a_move_killed_in_this_very_step_has_moved_nothing_and_goes_on(table, alias, organisation, coach, contact):
    version = a_report(a_reported_dossier(coach, None, contact), contact, coach)
    report = laid_as_before(version.report_id)

    with nobody_writes_to(table, alias):
        move = a_command("keep_apart")
        wait_for_a_worker_at_the_lock()
        kill(move)
        move.stdout.close()
    wait_until_the_dead_are_buried()
    assert waiting().movable == 1
    assert not Part.objects.exists()
    assert_each_lies_whole([report])

    list(keep_apart())
    assert waiting().movable == 0
    assert_each_lies_whole([report])
    assert Part.objects.get().safe_id == Report.objects.get().safe_id


def until_nothing_waits():
    """Go on until no report waits and no former key is left; what was written meanwhile waits for another day."""
    for _day in range(4):
        list(keep_apart())
        a_day_later()
    assert waiting().movable == 0
    assert not with_former_key(Safe.objects.values_list("pk", flat=True))


def kill_in_the_middle(chance):
    """Kill a move some moments after it said how far it was, and tell whether it had ended."""
    move = a_command("keep_apart", "--batch", "1")
    for _ in range(chance.randint(0, DOSSIERS - 2)):
        move.stdout.readline()
    time.sleep(chance.uniform(0, 0.1))
    is_over = move.poll() is not None
    with suppress(ProcessLookupError):
        kill(move)
    move.stdout.close()
    return "after its end" if is_over else "in the middle"


def a_day_later():
    """Let the beat renew the keys, a day pass, and the beat remove those that are needed no more."""
    go_on_renewing(at_most_seconds=60)
    with connections["keys"].cursor() as cursor:
        cursor.execute(
            "UPDATE keys_safekey SET retired_at = retired_at - interval '2 days',"
            " emptied_at = emptied_at - interval '25 hours' WHERE retired_at IS NOT NULL"
        )
    go_on_renewing(at_most_seconds=60)


def assert_each_lies_whole(reports, day=None):
    """Every report lies with its versions and PDFs in one safe, and reads as it was written."""
    destroyed = day.destroyed if day else set()
    for pk in [report.pk for report in reports]:
        rows = list(ReportVersion.objects.filter(report=pk).select_related("report", "pdf").order_by("number"))
        if rows[0].safe_id in destroyed or not is_there(rows[0].safe_id):
            continue
        [home] = {row.report.safe_id for row in rows}
        assert {(row.safe_id, row.pdf.safe_id) for row in rows} == {(home, home)}
        with unlock(home):
            assert rows[0].report.title == "Voortgang van het traject"
            said = [row.body["sections"][1]["text"] for row in rows]
            assert said[0] == FIRST
            assert day is None or said == day.words[pk][: len(said)]
            assert all(read_file(row.pdf).startswith(b"%PDF") for row in rows)


def is_there(safe_id):
    """Say whether the safe is there still: the colleague may just be destroying it."""
    return Safe.objects.filter(pk=safe_id, fenced_at=None).exists()


def assert_all_opens_under_the_keys_that_stay():
    """Nothing lies anywhere that the one key of its safe doesn't open; a kill may leave a key without a safe."""
    scan, safes = Scan(), set(Safe.objects.filter(fenced_at=None).values_list("pk", flat=True))
    keys = keys_of(safes)
    assert set(keys) == safes
    assert all(len(found) == 1 for found in keys.values())
    assert [faults for safe_id in safes if (faults := scan.faults_under(AESGCM(keys[safe_id][0]), safe_id))] == []
    orphans = set(SafeKey.objects.values_list("safe_id", flat=True)) - set(Safe.objects.values_list("pk", flat=True))
    with connections["keys"].cursor() as cursor:
        cursor.execute("UPDATE keys_safekey SET created_at = created_at - interval '2 days'")
    assert sweep_orphan_keys() == len(orphans)
