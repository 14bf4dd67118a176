"""Asking the client: once per version, by a mail without content, with at most one reminder a day."""

import pytest

from audit.models import Event
from consent.models import Consent
from consent.refusals import ClientHasNoAccount
from reporting.facts import NothingToRemindOf, RemindedAlready, VersionOutdated
from reporting.models import ReportVersion
from reporting.services.submitting import remind_client, submit_to_client
from tests.factories.dossiers import a_client, a_dossier_of
from tests.factories.reporting import a_next_version, a_report, says_yes

pytestmark = pytest.mark.django_db


def test_the_client_is_asked_about_the_exact_version(version, coach):
    consent = submit_to_client(version=version, by=coach)

    assert consent.content_version == version.content_version
    assert ReportVersion.objects.get(pk=version.pk).submitted_by == coach


def test_a_double_click_asks_once_and_mails_once(version, coach, client_user, outbox):
    first = submit_to_client(version=version, by=coach)
    second = submit_to_client(version=version, by=coach)

    assert first == second
    assert Consent.objects.count() == 1
    assert len(outbox.sent_to(client_user.email)) == 1
    assert Event.objects.filter(event="report.submitted").count() == 1


def test_the_mail_to_the_client_holds_nothing_of_the_report(version, coach, client_user, outbox):
    submit_to_client(version=version, by=coach)

    ((subject, text),) = outbox.sent_to(client_user.email)
    assert "Ilse" not in subject + text
    assert "Voortgang" not in subject + text


def test_an_outdated_version_is_not_put_to_the_client(version, coach):
    a_next_version(version, coach, "Zij kan ook in de zorg werken.")

    with pytest.raises(VersionOutdated):
        submit_to_client(version=version, by=coach)


def test_a_client_without_account_cannot_be_asked_in_the_portal(organisation, contact, coach):
    dossier = a_dossier_of(coach, client=a_client(by=coach), opdrachtgever=contact.opdrachtgever)
    version = a_report(dossier, contact, coach, categories=["rapportage"])

    with pytest.raises(ClientHasNoAccount):
        submit_to_client(version=version, by=coach)


def test_a_client_is_reminded_once_a_day(version, coach, client_user, outbox, clock):
    submit_to_client(version=version, by=coach)
    remind_client(version=version, by=coach)

    with pytest.raises(RemindedAlready):
        remind_client(version=version, by=coach)

    clock.move(days=1)
    remind_client(version=version, by=coach)
    assert len(outbox.sent_to(client_user.email)) == 3


def test_a_client_who_answered_is_left_in_peace(version, coach, client_user):
    says_yes(submit_to_client(version=version, by=coach), client_user)

    with pytest.raises(NothingToRemindOf):
        remind_client(version=version, by=coach)
