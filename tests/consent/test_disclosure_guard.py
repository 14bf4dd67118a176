"""The database refuses a disclosure that its decision does not permit, however it is inserted."""

import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from consent.models import ContentVersion, DecisionBasis, Disclosure, DisclosureOpening
from consent.refusals import DisclosureRefused, GateRefused
from consent.services.approvals import refuse, withdraw
from consent.services.disclosing import make_disclosure, open_disclosure
from tests.factories.consent import (
    a_bureau,
    a_disclosure_row,
    a_permission,
    a_request,
    a_version_of,
    an_approval,
    ask_to_report,
)
from tests.sharing import made_once
from vault.clock import akkoord_now
from vault.ids import new_id

pytestmark = pytest.mark.django_db


the_bureau = made_once(lambda: a_bureau("a4p"))


@pytest.fixture
def bureau(the_bureau, db):
    return the_bureau.anew()


@pytest.fixture
def version(bureau):
    return a_version_of(bureau)


def word_of(caught):
    return caught.value.__cause__.diag.message_primary


def refused(bureau, version, decision, **facts):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        a_disclosure_row(bureau, version, decision, **facts)
    return word_of(caught)


def test_disclosure_on_a_permitting_decision_is_accepted(bureau, version):
    assert a_disclosure_row(bureau, version, a_permission(bureau, version)).pk


def test_denied(bureau, version):
    decision = a_permission(bureau, version, effect="deny")

    assert refused(bureau, version, decision) == "disclosure_not_permitted"


def test_expired(bureau, version):
    decision = a_permission(bureau, version, expires_at=akkoord_now() - timedelta(seconds=1))

    assert refused(bureau, version, decision) == "disclosure_decision_expired"


def test_decision_without_an_end(bureau, version):
    assert refused(bureau, version, a_permission(bureau, version, expires_at=None)) == "disclosure_decision_expired"


def test_decision_about_looking_in(bureau, version):
    decision = a_permission(bureau, version, act="view")

    assert refused(bureau, version, decision) == "disclosure_decision_of_another_act"


def test_decision_of_another_dossier(bureau, version):
    decision = a_permission(bureau, version, dossier_id=new_id())

    assert refused(bureau, version, decision) == "disclosure_of_another_dossier"


def test_decision_for_another_recipient(bureau, version):
    decision = a_permission(bureau, version, recipient_id=new_id())

    assert refused(bureau, version, decision) == "disclosure_to_another_recipient"


def test_decision_for_another_class_of_recipient(bureau, version):
    decision = a_permission(bureau, version, recipient_class="doctor")

    assert refused(bureau, version, decision) == "disclosure_to_another_recipient"


def test_decision_for_another_purpose(bureau, version):
    decision = a_permission(bureau, version, purpose="placement")

    assert refused(bureau, version, decision) == "disclosure_for_another_purpose"


def test_decision_for_another_channel(bureau, version):
    decision = a_permission(bureau, version, channel="telephone")

    assert refused(bureau, version, decision) == "disclosure_by_another_channel"


def test_decision_about_another_text(bureau, version):
    decision = a_permission(bureau, version, content_sha256=hashlib.sha256(b"anders").hexdigest())

    assert refused(bureau, version, decision) == "disclosure_of_other_content"


def test_decision_without_a_text(bureau, version):
    decision = a_permission(bureau, version, content_sha256="")

    assert refused(bureau, version, decision, content_sha256="") == "disclosure_of_other_content"


def test_wider_than_decided(bureau, version):
    decision = a_permission(bureau, version, categories=[])

    assert refused(bureau, version, decision) == "disclosure_wider_than_decided"


def test_fewer_categories_than_the_content_holds(bureau, version):
    decision = a_permission(bureau, version)

    assert refused(bureau, version, decision, categories=[]) == "disclosure_categories_differ"


def test_content_of_another_dossier(bureau, version):
    other = a_bureau("a4p", coach=bureau.coach)
    foreign = a_version_of(other)

    assert refused(bureau, version, a_permission(bureau, version), content_version=foreign) in {
        "disclosure_of_another_dossier"
    }


def test_superseded_content(bureau, version):
    decision = a_permission(bureau, version)
    a_version_of(bureau, "anders", object_id=version.object_id)

    assert refused(bureau, version, decision) == "disclosure_content_superseded"


def test_withdrawn_consent(bureau, version):
    event = an_approval(bureau, version)
    decision = ask_to_report(bureau, version)
    withdraw(event.consent, user=bureau.client_user)

    assert refused(bureau, version, decision, consent=event.consent) == "disclosure_consent_not_given"


def test_consent_past_its_last_day(bureau, version, clock):
    event = an_approval(bureau, version)
    decision = a_permission(bureau, version)
    DecisionBasis.objects.create(
        safe_id=version.safe_id, decision=decision, consent=event.consent, seen_seq=2, carries=True
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT valid_until FROM consent_consent WHERE id = %s", [event.consent_id])
        assert cursor.fetchone() == (None,)

    assert a_disclosure_row(bureau, version, decision, consent=event.consent).pk


def test_no_after_the_decision(bureau, version):
    consent = a_request(bureau, version)
    decision = a_permission(bureau, version)
    refuse(consent, user=bureau.client_user)

    assert refused(bureau, version, decision) == "disclosure_client_said_no_since"


def test_hiding_the_consent_that_the_decision_stands_on(bureau, version):
    an_approval(bureau, version)

    assert refused(bureau, version, ask_to_report(bureau, version)) == "disclosure_hides_its_consent"


def test_naming_a_consent_that_the_decision_does_not_stand_on(bureau, version):
    event = an_approval(bureau, version)

    assert refused(bureau, version, a_permission(bureau, version), consent=event.consent) == (
        "disclosure_on_another_consent"
    )


def test_one_decision_carries_one_disclosure(bureau, version):
    decision = a_permission(bureau, version)
    a_disclosure_row(bureau, version, decision)

    with pytest.raises(IntegrityError), transaction.atomic():
        a_disclosure_row(bureau, version, decision)


def test_without_a_decision(bureau, version):
    with pytest.raises(IntegrityError), transaction.atomic():
        a_disclosure_row(bureau, version, a_permission(bureau, version), decision_id=None)


@pytest.mark.parametrize(
    "statement", ["UPDATE consent_disclosure SET purpose = 'placement'", "DELETE FROM consent_disclosure"]
)
def test_ledger_only_grows(bureau, version, statement):
    a_disclosure_row(bureau, version, a_permission(bureau, version))

    with pytest.raises(Exception, match=r"permission denied|only grows|outlives"), transaction.atomic():
        connection.cursor().execute(statement)


def test_service_says_in_words_why_the_database_refused(bureau, version):
    event = an_approval(bureau, version)
    decision = ask_to_report(bureau, version)
    withdraw(event.consent, user=bureau.client_user)

    with pytest.raises(DisclosureRefused) as caught:
        make_disclosure(decision=decision, content_version=version, contact=bureau.contact, by=bureau.coach)

    assert caught.value.reason == "disclosure_consent_not_given"
    assert "ingetrokken" in str(caught.value)


def test_disclosure_carries_the_hash_that_was_approved(bureau, version):
    event = an_approval(bureau, version)

    disclosure = make_disclosure(
        decision=ask_to_report(bureau, version), content_version=version, contact=bureau.contact, by=bureau.coach
    )

    assert disclosure.content_sha256 == event.content_sha256
    assert disclosure.consent_id == event.consent_id


class TestOpening:
    """Every opening asks again."""

    @pytest.fixture
    def disclosure(self, bureau, version):
        an_approval(bureau, version)
        decision = ask_to_report(bureau, version)
        return make_disclosure(decision=decision, content_version=version, contact=bureau.contact, by=bureau.coach)

    def test_opening_by_the_contact_is_on_record(self, bureau, disclosure):
        decision = open_disclosure(disclosure, user=bureau.contact.user)

        opening = DisclosureOpening.objects.get(disclosure=disclosure)
        assert opening.decision_id == decision.pk
        assert opening.by_user_id == bureau.contact.user_id

    def test_opening_after_a_withdrawal_is_refused(self, bureau, disclosure):
        withdraw(disclosure.consent, user=bureau.client_user)

        with pytest.raises(GateRefused):
            open_disclosure(disclosure, user=bureau.contact.user)

    def test_opening_after_a_new_draft_stays_possible(self, bureau, version, disclosure):
        a_version_of(bureau, "volgende", object_id=version.object_id)
        disclosure.content_version = ContentVersion.objects.get(pk=version.pk)

        open_disclosure(disclosure, user=bureau.contact.user)

        assert disclosure.openings.count() == 1

    def test_opening_on_the_decision_of_the_disclosure_is_refused(self, disclosure):
        with pytest.raises(IntegrityError) as caught, transaction.atomic():
            DisclosureOpening.objects.create(
                safe_id=disclosure.safe_id,
                disclosure=disclosure,
                decision_id=disclosure.decision_id,
                by_user_id=new_id(),
            )

        assert word_of(caught) == "opening_needs_its_own_decision"

    def test_opening_on_a_deny_is_refused(self, bureau, version, disclosure):
        with pytest.raises(IntegrityError) as caught, transaction.atomic():
            DisclosureOpening.objects.create(
                safe_id=disclosure.safe_id,
                disclosure=disclosure,
                decision=a_permission(bureau, version, effect="deny"),
                by_user_id=new_id(),
            )

        assert word_of(caught) == "disclosure_not_permitted"

    def test_opening_on_a_loose_permission_after_a_withdrawal_is_refused(self, bureau, version, disclosure):
        withdraw(disclosure.consent, user=bureau.client_user)

        with pytest.raises(IntegrityError) as caught, transaction.atomic():
            DisclosureOpening.objects.create(
                safe_id=disclosure.safe_id,
                disclosure=disclosure,
                decision=a_permission(bureau, version),
                by_user_id=new_id(),
            )

        assert word_of(caught) == "disclosure_consent_not_given"


def test_basis_of_another_dossier_is_refused(bureau, version):
    other = a_bureau("a4p", coach=bureau.coach)
    event = an_approval(other, a_version_of(other))

    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        DecisionBasis.objects.create(
            safe_id=version.safe_id,
            decision=a_permission(bureau, version),
            consent=event.consent,
            seen_seq=2,
            carries=True,
        )

    assert word_of(caught) == "basis_of_another_dossier"


def test_disclosure_table_names_no_channel_of_its_own(bureau, version):
    decision = a_permission(bureau, version, channel="rookpluim")

    with pytest.raises(IntegrityError), transaction.atomic():
        a_disclosure_row(bureau, version, decision, channel="rookpluim")
    assert not Disclosure.objects.exists()
