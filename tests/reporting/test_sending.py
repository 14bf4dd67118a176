"""Sending: the gate decides, its no is stored, and a yes starts exactly one delivery."""

import pytest

from consent.refusals import GateRefused
from consent.services.approvals import refuse
from dossiers.facts import ContactEnded
from dossiers.models import OpdrachtgeverContact
from reglement.models import Decision
from reporting.facts import VersionOutdated
from reporting.models import Delivery, ReportVersion
from reporting.services.sending import send_report
from reporting.services.submitting import submit_to_client
from tests.factories.reporting import a_next_version, a_report, a_reported_dossier
from vault.clock import akkoord_now

pytestmark = pytest.mark.django_db


def test_without_the_clients_yes_a4p_refuses_on_article_4_1(version, coach):
    with pytest.raises(GateRefused) as refused:
        send_report(version=version, by=coach)

    decision = Decision.objects.get(pk=refused.value.decision.pk)
    assert decision.effect == "deny"
    assert decision.articles[0]["label"] == "4.1"
    assert [c["key"] for c in decision.conditions if not c["met"]] == ["consent_version"]
    assert not Delivery.objects.exists()


def test_a_waiting_client_is_no_yes(version, coach):
    submit_to_client(version=version, by=coach)

    with pytest.raises(GateRefused):
        send_report(version=version, by=coach)


def test_a_no_of_the_client_is_a_no_of_the_gate(version, coach, client_user):
    refuse(submit_to_client(version=version, by=coach), user=client_user, remark="De cursus heette anders.")

    with pytest.raises(GateRefused):
        send_report(version=version, by=coach)


def test_a_yes_to_an_earlier_version_is_no_yes(approved, coach):
    second = a_next_version(approved, coach, "Zij kan ook in de zorg werken.")

    with pytest.raises(GateRefused):
        send_report(version=second, by=coach)


def test_an_approved_version_starts_one_delivery_however_often_one_clicks(approved, coach):
    first = send_report(version=approved, by=coach)
    second = send_report(version=approved, by=coach)

    assert first == second
    assert first.decision.effect == "allow"
    assert Delivery.objects.count() == 1


def test_wc_refuses_a_long_report_without_a_ground(organisation, coach, client_user, contact):
    dossier = a_reported_dossier(coach, client_user, contact, profile="wc")
    version = a_report(dossier, contact, coach, categories=["rapportage"])

    with pytest.raises(GateRefused) as refused:
        send_report(version=version, by=coach)

    assert refused.value.decision.articles[0]["label"].startswith("6")


def test_an_outdated_version_is_not_sent(approved, coach):
    a_next_version(approved, coach, "Zij kan ook in de zorg werken.")

    with pytest.raises(VersionOutdated):
        send_report(version=_again(approved), by=coach)


def test_nothing_is_sent_to_a_contact_who_left(approved, contact, coach):
    OpdrachtgeverContact.objects.filter(pk=contact.pk).update(ended_at=akkoord_now())

    with pytest.raises(ContactEnded):
        send_report(version=_again(approved), by=coach)


def _again(version):
    return ReportVersion.objects.select_related("report__contact", "content_version").get(pk=version.pk)
