"""Killed behind any statement or file, a dossier is wholly there or ends wholly gone, with one certificate."""

import random
from collections import Counter
from functools import partial

import pytest

from audit.models import Event
from dossiers.models import Client, Consult, Document, Note
from retention.backups.reapplying import reopen
from retention.models import Certificate, PurgeCase
from retention.services.advancing import advance, safe_ids_of
from retention.services.cases import find_due
from retention.services.closing import close
from retention.services.marking import EVENT_OF
from retention.services.verifying import verify_gone
from retention.terms import COOLING_OFF, LEASE, Step
from tests.factories.accounts import UserFactory
from tests.factories.dossiers import a_client, a_consult, a_document, a_dossier_of, a_note
from tests.faults import RUNS, met
from tests.retention.faults.dying import dies, points_of
from vault import ledger, quarantine, storage
from vault.clock import today
from vault.keys.models import SafeKey
from vault.queries import held

pytestmark = pytest.mark.django_db(transaction=True)

CONTENT = (Note, Consult, Document)
KILLS = 2
FAULT = "destruction: kill -9 at a statement or file"


def test_killed_at_any_point_a_destruction_is_ended_by_the_next_worker(coach, version, clock):
    first, *cases = due_cases(coach, version, clock, number=RUNS + 1)
    points = points_of(work_on(first))
    assert points > 100, "too few points for a whole destruction"

    for seed, case in enumerate(cases):
        chance = random.Random(seed)
        before = content_of(case)
        for _ in range(KILLS):
            was_killed = dies(work_on(case), at=chance.randint(1, points))
            case.refresh_from_db()
            met(FAULT, f"{'killed' if was_killed else 'ended'} after {case.step}")
            assert_wholly_there_or_on_its_way(case, before, seed)
            clock.move(seconds=LEASE.total_seconds() + 1)
        quarantine.forget()
        if quarantine.doors_closed():
            reopen()

        assert advance(case.pk, worker="the next one") in (Step.CERTIFIED, None), seed

        case.refresh_from_db()
        assert_wholly_gone_once(case, seed)
    assert Certificate.objects.count() == RUNS + 1


def due_cases(coach, version, clock, *, number, with_account=False):
    """Return cases of dossiers of different clients, of which the next step is the beginning."""
    category = version.document["catalogue_item"][0]["key"]
    for nth in range(number):
        client = a_client(f"Cliënt {nth}", user=UserFactory(client=True) if with_account else None)
        dossier = a_dossier_of(coach, client=client, reglement_version=version)
        a_note(dossier, coach, category=category)
        a_consult(dossier, coach)
        a_document(dossier, coach, category=category)
        close(dossier, outcome="new_employer", ended_on=today(), by=coach)
    clock.move(days=705)
    case_ids = find_due()
    clock.move(days=30)
    for case_id in case_ids:
        assert advance(case_id, worker="before") == Step.APPROVED
    clock.move(days=COOLING_OFF.days)
    return list(PurgeCase.objects.order_by("pk"))


def work_on(case):
    return partial(advance, case.pk, worker="killed")


def content_of(case):
    """Count what a dossier holds, and the names of its files."""
    dossier = case.dossier_id
    return Counter({kind: kind.objects.filter(dossier=dossier).count() for kind in CONTENT})


def assert_wholly_there_or_on_its_way(case, before, seed):
    """Until the ledger tells of it nothing is missing; from then on the keys never come back."""
    told = {safe_id for entry in ledger.read_all() for safe_id in entry.body.get("safe_ids", [])}
    safe_ids = safe_ids_of(case) if case.is_begun else []
    if not told.intersection(map(str, safe_ids)):
        assert content_of(case) == before, seed
        assert SafeKey.objects.filter(safe_id__in=safe_ids).count() == len(safe_ids), seed
    elif case.step in (Step.SHREDDED, Step.ERASED, Step.VERIFIED, Step.CERTIFIED):
        assert not SafeKey.objects.filter(safe_id__in=safe_ids).exists(), seed


def assert_wholly_gone_once(case, seed):
    """Nothing is left, each step was taken and told once, and there is one certificate."""
    safe_ids = safe_ids_of(case)
    assert case.step == Step.CERTIFIED, seed
    assert not held(safe_ids)
    assert sum(content_of(case).values()) == 0, seed
    assert not any(storage.names_of(safe_id) for safe_id in safe_ids), seed
    assert not Client.objects.filter(safe_id__in=safe_ids).exists(), seed
    verify_gone(safe_ids=safe_ids, client_ids=[])
    assert Certificate.objects.filter(case=case).count() == 1, seed
    told = Counter(
        Event.objects.filter(dossier_id=case.dossier_id, event__in=EVENT_OF.values()).values_list("event", flat=True)
    )
    assert told == dict.fromkeys(EVENT_OF.values(), 1), seed
