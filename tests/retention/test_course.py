"""The course of a destruction: announced, approved, begun not before its date, and proven."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from audit.models import Event
from dossiers.models import Client, Consult, Document, Dossier, Note
from retention.facts import CaseAlreadyApproved, DestructionAlreadyBegun, DossierIsHeld, ResidueFound
from retention.inventory import take_inventory
from retention.models import MOMENTS, Certificate, PurgeCase
from retention.services import cases
from retention.services.advancing import advance, safe_ids_of
from retention.services.printing import pdf_of
from retention.services.signing import holds
from retention.services.verifying import verify_gone
from retention.terms import Step
from tests.retention.conftest import CANARY
from vault import ledger, storage
from vault.clock import akkoord_now
from vault.models import SealedFile

pytestmark = pytest.mark.django_db(transaction=True)


def test_nothing_is_announced_long_before_the_date(closed):
    assert cases.find_due() == []


def test_coach_and_client_are_told_a_month_ahead_without_content(closed, clock, outbox):
    clock.move(days=705)

    cases.find_due()

    for person in (closed.coach, closed.client_user):
        [(_subject, text)] = [sent for sent in outbox.sent_to(person.email) if "bewaartermijn" in sent[1]]
        assert CANARY not in text


def test_finding_what_is_due_twice_opens_one_case_and_sends_one_warning(closed, clock, outbox):
    clock.move(days=705)

    assert len(cases.find_due()) == 1
    assert cases.find_due() == []
    assert PurgeCase.objects.count() == 1


def test_nothing_begins_before_the_date_even_when_a_person_approved(closed, clock, directie):
    clock.move(days=705)
    [case_id] = cases.find_due()
    cases.approve(PurgeCase.objects.get(pk=case_id), by=directie)
    clock.move(days=10)

    assert advance(case_id, worker="een") == Step.APPROVED
    assert Note.objects.exists()


def test_database_refuses_a_beginning_before_the_date(closed, clock):
    clock.move(days=705)
    [case_id] = cases.find_due()
    early = {"approved_at": "2026-01-01T00:00Z", "intent_at": "2026-01-01T00:00Z", "proposed_at": "2026-01-01T00:00Z"}

    with pytest.raises(IntegrityError, match=r"case_never_begins_before_its_date|never taken back"):
        PurgeCase.objects.filter(pk=case_id).update(**early)


def test_whole_course_ends_with_nothing_left_and_a_certificate(due):
    assert advance(due.pk, worker="een") == Step.CERTIFIED

    due.refresh_from_db()
    assert [getattr(due, moment) is not None for moment in MOMENTS] == [True] * len(MOMENTS)
    assert not any(kind.objects.exists() for kind in (Note, Consult, Document, Client, SealedFile))
    assert not any(storage.names_of(safe_id) for safe_id in safe_ids_of(due))


def test_skeleton_of_a_destroyed_dossier_names_nobody(due, closed):
    advance(due.pk, worker="een")

    dossier = Dossier.objects.select_related("traject").get(pk=closed.dossier.pk)
    assert dossier.destroyed_at is not None
    assert dossier.traject.client_id is None


def test_account_of_a_client_without_dossier_is_forgotten(due, closed):
    advance(due.pk, worker="een")

    closed.client_user.refresh_from_db()
    assert closed.client_user.email.endswith("@vernietigd.invalid")
    assert not closed.client_user.is_active


def test_certificate_counts_and_is_signed_and_holds_no_person(due, closed):
    advance(due.pk, worker="een")

    certificate = Certificate.objects.get(case=due)
    assert certificate.payload["counts"]["dossiers.note"] == 1
    assert certificate.payload["article_key"] == "4R"
    assert holds(certificate.payload, certificate.signature)
    assert not holds({**certificate.payload, "files": 99}, certificate.signature)
    assert pdf_of(certificate.pk).startswith(b"%PDF")
    assert CANARY not in str(certificate.payload)
    assert str(closed.dossier.number) not in str(certificate.payload)


def test_ledger_remembers_every_shredded_safe(due):
    advance(due.pk, worker="een")

    shredded = {safe_id for entry in ledger.read_all() for safe_id in entry.body.get("safe_ids", [])}
    assert set(due_inventory(due)["safe_ids"]) <= shredded
    assert ledger.verify().ok


def test_every_step_is_in_the_log(due):
    advance(due.pk, worker="een")

    told = set(Event.objects.filter(dossier_id=due.dossier_id).values_list("event", flat=True))
    assert {f"retention.{word}" for word in ("proposed", "approved", "intended", "shredded", "certified")} <= told


def test_held_dossier_is_not_destroyed_and_goes_on_when_released(due, closed, directie):
    placed = cases.hold(closed.dossier, ground="complaint", review_on=None, by=directie)

    assert advance(due.pk, worker="een") == Step.APPROVED
    assert Note.objects.exists()

    cases.release(closed.dossier, placed.pk, by=directie)
    assert advance(due.pk, worker="een") == Step.CERTIFIED


def test_held_dossier_can_not_be_approved(closed, clock, directie):
    clock.move(days=705)
    [case_id] = cases.find_due()
    cases.hold(closed.dossier, ground="court", review_on=None, by=directie)

    with pytest.raises(DossierIsHeld):
        cases.approve(PurgeCase.objects.get(pk=case_id), by=directie)


def test_approving_twice_says_so(closed, clock, directie):
    clock.move(days=705)
    [case_id] = cases.find_due()
    cases.approve(PurgeCase.objects.get(pk=case_id), by=directie)

    with pytest.raises(CaseAlreadyApproved):
        cases.approve(PurgeCase.objects.get(pk=case_id), by=directie)


def test_holding_comes_too_late_after_the_intent(due, closed, directie):
    PurgeCase.objects.filter(pk=due.pk).update(intent_at=akkoord_now())

    with pytest.raises(DestructionAlreadyBegun):
        cases.hold(closed.dossier, ground="court", review_on=None, by=directie)


def test_database_keeps_the_time_to_think(due, clock):
    rows = PurgeCase.objects.filter(pk=due.pk)
    clock.move(days=-1)

    for broken in ({}, {"at_once": True}, {"at_once": True, "covers": "parts"}, {"done_again": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(intent_at=akkoord_now(), **broken)
    clock.move(days=1)
    rows.update(intent_at=akkoord_now())


def test_leased_case_is_left_to_the_worker_that_has_it(due):
    PurgeCase.objects.filter(pk=due.pk).update(lease_until=due.due_at + timedelta(days=900), lease_by="ander")

    assert advance(due.pk, worker="een") is None


@pytest.mark.parametrize("moment", ["approved_at", "due_at"])
def test_case_never_goes_back(due, moment):
    advance(due.pk, worker="een")

    with pytest.raises(IntegrityError), transaction.atomic():
        PurgeCase.objects.filter(pk=due.pk).update(**{moment: due.due_at - timedelta(days=1)})


def test_certificate_and_case_can_not_be_deleted(due):
    advance(due.pk, worker="een")

    for table in ("retention_certificate", "retention_purgecase"):
        with pytest.raises(Exception, match=r"permission denied|never deleted|append"), transaction.atomic():
            connection.cursor().execute(f"DELETE FROM {table}")


def test_scan_finds_what_the_models_forgot(due, closed):
    found = take_inventory({closed.dossier.pk})

    with pytest.raises(ResidueFound, match="dossiers_note"):
        verify_gone(safe_ids=list(found.safe_ids), client_ids=list(found.client_ids))


def due_inventory(case: PurgeCase) -> dict:
    """Return what the case set out to destroy, as stored."""
    return PurgeCase.objects.values_list("inventory", flat=True).get(pk=case.pk)
