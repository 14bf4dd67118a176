"""What desk takes from reporting: the line of a traject, and what asks attention today."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consent.models import Consent
from consent.services.approvals import refuse, withdraw
from reporting.queries import recently_refused, timeline_of, waiting_for_client
from reporting.services.delivering import deliver
from reporting.services.sending import send_report
from reporting.services.submitting import submit_to_client
from tests.factories.reporting import a_next_version, a_report

pytestmark = pytest.mark.django_db


def test_a_report_stands_on_the_line_with_its_state(version, coach):
    submit_to_client(version=version, by=coach)

    (moment,) = timeline_of(version.report.dossier)

    assert moment.label == "uitgebreid rapport: wacht op cliënt"
    assert (moment.kind, moment.tone) == ("report", "wait")


def test_a_superseded_draft_leaves_the_line_and_what_was_sent_stays(approved, coach):
    deliver(send_report(version=approved, by=coach).pk, worker="one")
    a_next_version(approved, coach, "Zij kan ook in de zorg werken.")
    a_next_version(_newest(approved), coach, "Zij kan ook in het onderwijs werken.")

    labels = [moment.label for moment in timeline_of(approved.report.dossier)]

    assert labels == ["uitgebreid rapport: verstuurd", "uitgebreid rapport: concept"]


def test_the_coach_sees_what_waits_for_a_client(version, coach, outsider_coach):
    assert waiting_for_client(coach) == []
    submit_to_client(version=version, by=coach)

    (line,) = waiting_for_client(coach)

    assert line.dossier_number == version.report.dossier.number
    assert line.url == reverse("reporting:report", args=[line.dossier_number, version.report_id])
    assert waiting_for_client(outsider_coach) == []


def test_the_coach_sees_a_no_of_a_client(version, coach, client_user):
    refuse(submit_to_client(version=version, by=coach), user=client_user, remark="")

    (line,) = recently_refused(coach)

    assert line.reason == "De cliënt zei nee."


def test_the_coach_sees_a_delivery_that_was_stopped(approved, coach, client_user):
    delivery = send_report(version=approved, by=coach)
    withdraw(Consent.objects.get(content_version=approved.content_version), user=client_user)
    deliver(delivery.pk, worker="one")

    (line,) = recently_refused(coach)

    assert line.reason == "De cliënt heeft het akkoord ingetrokken."


def test_an_old_no_is_let_go(version, coach, client_user, clock):
    refuse(submit_to_client(version=version, by=coach), user=client_user, remark="")

    clock.move(days=31)

    assert recently_refused(coach) == []


def test_the_day_asks_the_database_the_same_number_of_times(version, dossier, contact, coach):
    submit_to_client(version=version, by=coach)
    with CaptureQueriesContext(connection) as one:
        waiting_for_client(coach)
    for _turn in range(3):
        submit_to_client(version=a_report(dossier, contact, coach), by=coach)
    with CaptureQueriesContext(connection) as four:
        waiting_for_client(coach)

    assert len(one) == len(four) == 3


def _newest(version):
    return type(version).objects.filter(report=version.report).latest("number")
