"""A restored database destroys again the reports that were destroyed, and keeps what was decided about them."""

import pytest

from audit.models import Event
from consent.models import Consent, Disclosure
from mail.models import OutboxMessage
from reporting.models import ReportVersion
from reporting.services.delivering import deliver
from reporting.services.sending import send_report
from reporting.services.telling import tell_of_lost
from retention.backups.making import make_backup
from retention.backups.reapplying import reopen
from retention.backups.restoring import restore
from tests.factories.dossiers import a_contact, an_agreement
from tests.factories.reporting import a_reported_dossier, an_approved_report
from tests.reporting.apart.ending import APART, REST, SHORT, a_text, carried_out, ended, part_of
from tests.retention.parts import fresh
from vault import quarantine
from vault.keys.models import SafeKey
from vault.models import SealedFile

pytestmark = [pytest.mark.slow, pytest.mark.worker, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("parts", [["default"], ["keys", "default", "files"]], ids="+".join)
def test_report_that_came_back_is_destroyed_again(house, coach, client_user, contact_user, clock, parts):
    contact = a_contact(contact_user)
    an_agreement(contact.opdrachtgever, covers_confidentiality=True)
    dossier = a_reported_dossier(coach, client_user, contact, version=a_text(SHORT), categories=(APART, REST))
    version = an_approved_report(dossier, contact, coach, client_user, categories=[APART, REST])
    assert deliver(send_report(version=version, by=coach).pk, worker="een")
    ended(dossier, coach)
    made = make_backup()
    carried_out(clock, days=366)
    assert not ReportVersion.objects.exists()

    restore(made.name, parts)
    assert ReportVersion.objects.exists()
    reopen()

    assert not quarantine.doors_closed()
    assert not ReportVersion.objects.exists()
    assert not SealedFile.objects.filter(pk=version.pdf_id).exists()
    assert not SafeKey.objects.filter(safe_id=part_of(version).safe_id).exists()
    assert part_of(version).destroyed_items == 1
    assert fresh(dossier).destroyed_at is None
    assert (Consent.objects.count(), Disclosure.objects.count()) == (1, 1)


def test_sender_of_what_a_backup_brought_back_underway_hears_that_nobody_knows(
    house, coach, client_user, contact_user, clock
):
    contact = a_contact(contact_user)
    an_agreement(contact.opdrachtgever, covers_confidentiality=True)
    dossier = a_reported_dossier(coach, client_user, contact, version=a_text(SHORT), categories=(APART, REST))
    version = an_approved_report(dossier, contact, coach, client_user, categories=[APART, REST])
    ended(dossier, coach)
    delivery = send_report(version=version, by=coach)
    made = make_backup()
    assert deliver(delivery.pk, worker="een")
    carried_out(clock, days=366)

    restore(made.name, ["default"])
    reopen()
    assert tell_of_lost() == 1

    [mail] = OutboxMessage.objects.filter(template__in=["report_held_back", "report_lost_sight_of"])
    assert mail.template == "report_lost_sight_of"
    assert Event.objects.get(event="report.lost_sight_of").object_id == delivery.pk
