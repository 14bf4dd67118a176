"""Two people, or two clicks, at the same moment: one version, and a clear word to the other."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from reporting.facts import ReportChangedElsewhere
from reporting.models import Report, ReportVersion
from tests.factories.reporting import a_next_version, a_report
from vault.ids import new_id

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Do these things at the same moment and return what came of each, refusals included."""
    start, outcomes = threading.Barrier(len(works)), []

    def do(work: Callable[[], Any]) -> None:
        start.wait()
        try:
            outcomes.append(work())
        except ReportChangedElsewhere as refusal:
            outcomes.append(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def test_two_texts_at_once_are_one_version_and_one_refusal(version, coach):
    outcomes = at_once(
        lambda: a_next_version(version, coach, "Zij kan ook in de zorg werken."),
        lambda: a_next_version(version, coach, "Zij kan ook in het onderwijs werken."),
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ReportChangedElsewhere", "ReportVersion"]
    assert ReportVersion.objects.count() == 2


def test_the_same_new_report_twice_at_once_is_one_report(dossier, contact, coach):
    report_id = new_id()

    outcomes = at_once(*[lambda: a_report(dossier, contact, coach, report_id=report_id)] * 2)

    assert outcomes[0] == outcomes[1]
    assert Report.objects.count() == 1
