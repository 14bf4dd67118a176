"""Who got data hears it when their client has them destroyed, or it is written down why he does not (AVG 19)."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from consent.services.disclosing import make_disclosure
from dossiers.models import Dossier
from dossiers.services import end_contact
from retention.facts import NotTheirChoice, RecipientDone
from retention.models import PurgeCase, RecipientNotice
from retention.recipients import notices_for, notices_waiting, recipients_told
from retention.services.advancing import advance
from retention.services.cases import find_due
from retention.services.closing import close
from retention.services.passing import settle_notice
from retention.services.requesting import request_erasure
from retention.terms import Step
from tests.consent.test_two_keys import a_paper, plans, reads
from tests.factories.accounts import UserFactory
from tests.factories.consent import (
    a_bureau,
    a_started_traject,
    a_version_of,
    an_approval,
    ask_to_report,
    sign_confidentiality,
)
from tests.factories.dossiers import a_contact
from tests.factories.reglement import small_version
from tests.retention.test_client_request import code_for
from vault.clock import akkoord_now, today

pytestmark = pytest.mark.django_db
CATEGORY = [{"key": "brieven", "tag": "ordinary"}]


@pytest.fixture
def bureau(outbox):
    """A bureau that sent two reports to one contact about a client, whose traject ended today."""
    small_version()
    bureau = a_started_traject("brieven")
    for text in ("eerste", "tweede"):
        version = a_version_of(bureau, text, categories=CATEGORY)
        an_approval(bureau, version)
        decision = ask_to_report(bureau, version)
        make_disclosure(decision=decision, content_version=version, contact=bureau.contact, by=bureau.coach)
    close(bureau.dossier, outcome="new_employer", ended_on=today(), by=bureau.coach)
    return bureau


def asked_for(bureau, outbox) -> PurgeCase:
    dossier, client_user = bureau.again(), User.objects.get(client=bureau.dossier.traject.client)
    request_erasure(dossier, reasons=["no_longer_needed"], code=code_for(dossier, client_user, outbox), by=client_user)
    return PurgeCase.objects.get()


def test_recipient_with_a_login_is_mailed_once_and_reads_what_it_is_about(bureau, outbox, client):
    told = recipients_told(bureau.again())
    case = asked_for(bureau, outbox)

    assert advance(case.pk, worker="een") == Step.CERTIFIED
    [(_subject, text)] = outbox.sent_to(bureau.contact.user.email)[-1:]
    assert "/opdrachtgever/vernietigd/" in text
    assert bureau.dossier.number not in text
    assert told == [f"{bureau.contact.name}, {bureau.contact.opdrachtgever.name}"]
    [line] = notices_for(bureau.contact.user)
    assert (line.number, line.disclosed_on, notices_waiting()) == (bureau.dossier.number, today(), [])
    client.force_login(bureau.contact.user)
    assert bureau.dossier.number in client.get("/opdrachtgever/vernietigd/").content.decode()


def test_who_read_on_the_screen_is_told_too_and_who_only_might_have_read_is_not(client_reads, outbox, clock):
    bureau, other = client_reads
    told = recipients_told(bureau.again())
    case = asked_for(bureau, outbox)
    with pytest.raises(IntegrityError, match="not written down"), transaction.atomic():
        PurgeCase.objects.filter(pk=case.pk).update(intent_at=akkoord_now())

    assert advance(case.pk, worker="een") == Step.CERTIFIED

    assert told == [f"{bureau.contact.name}, {bureau.contact.opdrachtgever.name}"]
    [line] = notices_for(bureau.contact.user)
    assert (line.number, line.disclosed_on) == (bureau.dossier.number, today())
    assert notices_for(other.user) == notices_waiting() == []
    assert "/opdrachtgever/vernietigd/" in outbox.sent_to(bureau.contact.user.email)[-1][1]


@pytest.fixture
def client_reads(outbox):
    """A bureau under the text with looks: one contact read a document of a traject that ended, another did not."""
    bureau, beheerder = a_bureau("awj"), UserFactory(beheerder=True)
    sign_confidentiality(beheerder)
    paper, other = a_paper(bureau), a_contact(opdrachtgever=bureau.contact.opdrachtgever)
    plans(bureau, paper, contact=other)
    reads(bureau, plans(bureau, paper), paper, beheerder, times=1)
    close(bureau.dossier, outcome="new_employer", ended_on=today(), by=bureau.coach)
    return bureau, other


def test_recipient_without_a_login_waits_for_a_person_who_tells_him_or_says_why_not(bureau, outbox, coach, directie):
    end_contact(contact=bureau.contact, by=bureau.coach)
    advance(asked_for(bureau, outbox).pk, worker="een")
    notice = RecipientNotice.objects.get()
    assert [line.id for line in notices_waiting()] == [notice.pk]
    with pytest.raises(NotTheirChoice):
        settle_notice(notice, by=coach)

    settle_notice(notice, why_not="impossible", by=directie)

    assert notices_waiting() == []
    with pytest.raises(RecipientDone):
        settle_notice(notice, by=directie)


def test_what_goes_because_its_term_is_over_is_told_to_nobody(bureau, clock):
    clock.move(days=710)
    [case_id] = find_due()
    clock.move(days=25)
    advance(case_id, worker="een")
    clock.move(days=3)

    assert advance(case_id, worker="een") == Step.CERTIFIED
    assert not RecipientNotice.objects.exists()


def test_directie_writes_down_on_the_page_that_somebody_was_told(bureau, outbox, client, directie):
    end_contact(contact=bureau.contact, by=bureau.coach)
    advance(asked_for(bureau, outbox).pk, worker="een")
    client.force_login(directie)
    assert bureau.dossier.number in client.get("/bewaren/ontvangers/").content.decode()

    client.post(f"/bewaren/ontvangers/{RecipientNotice.objects.get().pk}/", {})

    assert RecipientNotice.objects.get().by == directie


# --- What the database itself refuses -------------------------------------------------------------------------------


def test_destruction_that_was_asked_does_not_begin_before_each_recipient_is_written_down(bureau, outbox):
    case = asked_for(bureau, outbox)

    with pytest.raises(IntegrityError, match="not written down"), transaction.atomic():
        PurgeCase.objects.filter(pk=case.pk).update(intent_at=akkoord_now())


def test_what_was_told_stays_so(bureau, outbox, directie):
    advance(asked_for(bureau, outbox).pk, worker="een")
    rows = RecipientNotice.objects.all()

    for broken in ({"told_at": None}, {"not_told": "impossible"}, {"disclosed_on": "2001-01-01"}, {"contact": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.delete()
    assert Dossier.objects.get().is_destroyed
