"""The chain of a consent goes only one way, and its state follows from it alone."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from consent.models import Consent, ConsentEvent, ConsentState, ContentVersion, Ground, ReportingAgreement, StartNotice
from consent.services.approvals import refuse, withdraw
from consent.services.events import append_event
from consent.services.grounds import record_ground
from consent.terms import Evidence
from tests.factories.consent import a_bureau, a_request, a_version_of, an_approval
from tests.sharing import made_once
from vault.clock import akkoord_now, today
from vault.ids import new_id
from vault.services import create_safe

pytestmark = pytest.mark.django_db


the_bureau = made_once(lambda: a_bureau("a4p"))


@pytest.fixture
def bureau(the_bureau, db):
    return the_bureau.anew()


@pytest.fixture
def version(bureau):
    return a_version_of(bureau)


@pytest.fixture
def consent(bureau, version):
    return a_request(bureau, version)


def word_of(caught):
    return caught.value.__cause__.diag.message_primary


def insert(bureau, consent, kind, **facts):
    facts = {
        "safe_id": consent.safe_id,
        "consent": consent,
        "seq": ConsentEvent.objects.filter(consent=consent).count() + 1,
        "kind": kind,
        "by_user_id": bureau.client_user.pk,
        "capacity": "client",
        "content_sha256": consent.content_version.content_sha256,
        "evidence_kind": Evidence.SIGNED_PAPER,
        "evidence_id": new_id(),
        "witness_id": new_id(),
        **facts,
    }
    return ConsentEvent.objects.create(**facts)


def refused(*args, **facts):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        insert(*args, **facts)
    return word_of(caught)


@pytest.mark.parametrize("kind", ["requested", "reconfirmed", "withdrawn"])
def test_what_cannot_follow_a_request(bureau, consent, kind):
    assert refused(bureau, consent, kind) == "consent_event_not_possible_now"


@pytest.mark.parametrize("kind", ["requested", "given", "refused"])
def test_what_cannot_follow_a_yes(bureau, consent, kind):
    insert(bureau, consent, "given")

    assert refused(bureau, consent, kind) == "consent_event_not_possible_now"


@pytest.mark.parametrize("last", ["refused", "expired", "superseded"])
def test_nothing_follows_an_end(bureau, consent, last):
    insert(bureau, consent, last)

    assert refused(bureau, consent, "given") == "consent_event_not_possible_now"


def test_nothing_follows_a_withdrawal(bureau, consent):
    insert(bureau, consent, "given")
    insert(bureau, consent, "withdrawn")

    assert refused(bureau, consent, "given") == "consent_event_not_possible_now"


def test_skipping_a_number(bureau, consent):
    assert refused(bureau, consent, "given", seq=9) == "consent_event_out_of_order"


def test_yes_to_another_text(bureau, consent):
    assert refused(bureau, consent, "given", content_sha256="0" * 64) == "consent_content_differs"


def test_yes_to_a_superseded_version(bureau, version, consent):
    ContentVersion.objects.filter(pk=version.pk).update(superseded_at=akkoord_now())

    assert refused(bureau, consent, "given") == "consent_content_superseded"


def test_yes_with_a_code_that_nobody_used(bureau, consent):
    facts = {"evidence_kind": Evidence.PORTAL_STEP_UP, "evidence_id": new_id(), "witness_id": None}

    assert refused(bureau, consent, "given", **facts) == "consent_evidence_unknown"


def test_yes_with_the_code_of_another_question(bureau, consent):
    other = a_version_of(bureau, "een ander stuk")
    used = an_approval(bureau, other).evidence_id
    facts = {"evidence_kind": Evidence.PORTAL_STEP_UP, "evidence_id": used, "witness_id": None}

    assert refused(bureau, consent, "given", **facts) == "consent_evidence_unknown"


def test_event_in_another_safe(bureau, consent):
    assert refused(bureau, consent, "given", safe_id=create_safe(kind="other").pk) == "consent_event_in_another_safe"


@pytest.mark.parametrize(
    "facts",
    [
        {"evidence_kind": Evidence.PORTAL_CLICK},
        {"evidence_kind": Evidence.SIGNED_PAPER, "witness_id": None},
        {"evidence_kind": Evidence.RECORDED_ORAL, "witness_id": None},
        {"capacity": "bureau"},
        {"capacity": "opdrachtgever"},
    ],
)
def test_yes_without_proof_or_by_somebody_else(bureau, consent, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(bureau, consent, "given", **facts)


def test_yes_after_the_last_day(bureau, version, consent):
    late = Consent.objects.create(
        safe_id=version.safe_id,
        dossier=bureau.dossier,
        kind="consent",
        purpose="placement",
        recipient_class="possible_employer",
        categories=version.categories,
        form="explicit",
        content_version=version,
        valid_until=today() - timedelta(days=1),
        notice_sha256="0" * 64,
        requested_by=bureau.coach,
    )
    insert(bureau, late, "requested")

    assert refused(bureau, late, "given") == "consent_is_past_its_date"


def test_moment_of_an_event_is_the_database_s_own(bureau, consent):
    event = insert(bureau, consent, "given", at=akkoord_now() - timedelta(days=300))

    event.refresh_from_db()
    assert akkoord_now() - event.at < timedelta(minutes=1)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consent_consentevent SET kind = 'given'",
        "DELETE FROM consent_consentevent",
        "UPDATE consent_consent SET purpose = 'placement'",
        "DELETE FROM consent_consent",
        "UPDATE consent_contentversion SET content_sha256 = repeat('0', 64)",
        "UPDATE consent_contentversion SET categories = '[]'",
        "DELETE FROM consent_contentversion",
        "UPDATE consent_consentstate SET state = 'given'",
        "DELETE FROM consent_consentstate",
        "UPDATE consent_reportingline SET purpose = 'legal'",
        "DELETE FROM consent_reportingline",
        "DELETE FROM consent_startnotice",
    ],
)
def test_what_is_written_stays_as_it_is(consent, statement):
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(statement)


def test_state_cannot_be_inserted_by_hand(bureau, version, consent):
    bare = Consent.objects.create(
        safe_id=version.safe_id,
        dossier=bureau.dossier,
        kind="consent",
        purpose="reporting",
        recipient_class="opdrachtgever",
        categories=[],
        form="plain",
        notice_sha256="0" * 64,
        requested_by=bureau.coach,
    )

    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        ConsentState.objects.create(safe_id=bare.safe_id, consent=bare, state="given")

    assert word_of(caught) == "consent_state_follows_events"


def test_state_follows_each_event(bureau, version):
    event = an_approval(bureau, version)
    withdraw(event.consent, user=bureau.client_user)

    assert ConsentState.objects.get(consent=event.consent).state == "withdrawn"


def test_one_version_is_current(bureau, version):
    with pytest.raises(IntegrityError), transaction.atomic():
        ContentVersion.objects.create(
            safe_id=version.safe_id,
            dossier=bureau.dossier,
            kind="report",
            object_id=version.object_id,
            number=2,
            content_sha256="0" * 64,
            format="pdf",
            categories=[],
            holds_health=False,
        )


def test_superseded_stays_superseded(bureau, version):
    a_version_of(bureau, "nieuw", object_id=version.object_id)

    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        ContentVersion.objects.filter(pk=version.pk).update(superseded_at=None)

    assert word_of(caught) == "consent_moment_already_set"


def test_question_about_content_of_another_dossier(bureau, version):
    other = a_bureau("a4p", coach=bureau.coach)

    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Consent.objects.create(
            safe_id=other.dossier.safe_id,
            dossier=other.dossier,
            kind="approval",
            purpose="reporting",
            contact=other.contact,
            opdrachtgever_id=other.contact.opdrachtgever_id,
            recipient_class="opdrachtgever",
            categories=version.categories,
            form="written",
            content_version=version,
            notice_sha256="0" * 64,
            requested_by=bureau.coach,
        )

    assert word_of(caught) == "consent_asks_about_other_content"


def test_approval_names_a_version(bureau):
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(
            safe_id=bureau.dossier.safe_id,
            dossier=bureau.dossier,
            kind="approval",
            purpose="reporting",
            recipient_class="opdrachtgever",
            categories=[],
            form="written",
            notice_sha256="0" * 64,
            requested_by=bureau.coach,
        )


def test_ground_needs_another_person_to_confirm_it(bureau):
    ground = record_ground(dossier=bureau.dossier, kind="court_order", evidence="Vonnis in map.", by=bureau.coach)

    with pytest.raises(IntegrityError), transaction.atomic():
        Ground.objects.filter(pk=ground.pk).update(
            second_by=bureau.coach, second_role="coach", second_at=akkoord_now()
        )


def test_confirmation_of_a_ground_stays(bureau, directie):
    ground = record_ground(dossier=bureau.dossier, kind="court_order", evidence="Vonnis in map.", by=bureau.coach)
    Ground.objects.filter(pk=ground.pk).update(second_by=directie, second_role="directie", second_at=akkoord_now())

    with pytest.raises(IntegrityError), transaction.atomic():
        Ground.objects.filter(pk=ground.pk).update(second_by=None, second_role="", second_at=None)


def test_notice_cannot_be_unsent(bureau):
    with pytest.raises(IntegrityError), transaction.atomic():
        StartNotice.objects.filter(traject=bureau.dossier.traject).update(sent_at=None, sent_evidence="")


def test_sent_notice_names_its_proof(bureau):
    notice = StartNotice.objects.get(traject=bureau.dossier.traject)

    with pytest.raises(IntegrityError), transaction.atomic():
        StartNotice.objects.filter(pk=notice.pk).update(sent_evidence="misschien")


def test_traject_has_one_agreement_in_force(bureau):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportingAgreement.objects.create(
            safe_id=bureau.dossier.safe_id, traject=bureau.dossier.traject, number=2, created_by=bureau.coach
        )


def test_event_and_its_audit_row_come_together(bureau, consent):
    refuse(consent, user=bureau.client_user)

    with pytest.raises(IntegrityError), transaction.atomic():
        append_event(
            consent, kind="given", by=bureau.client_user, capacity="client", evidence_kind=Evidence.PORTAL_CLICK
        )
