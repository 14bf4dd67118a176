"""A report ends when its kinds of data do: alone, before its dossier or after it, and what was decided stays told."""

import pytest
from django.db import DatabaseError, connection, transaction

from consent.models import Consent, ConsentEvent, ConsentRemark, ConsentState, ContentVersion, Disclosure
from consent.services.approvals import refuse
from consent.services.expiring import expire_consents
from reporting.facts import SourceUnknown
from reporting.models import Delivery, Report, ReportVersion
from reporting.services.submitting import submit_to_client
from retention.models import Certificate, DossierTerm
from retention.services import cases
from retention.services.cases import find_due
from tests.days import years_after
from tests.factories.reporting import a_next_version, a_report
from tests.reporting.apart.ending import (
    AFTER_SENDING,
    APART,
    FORMS_AT_ONCE,
    LONG,
    OF_KIND,
    REST,
    SHORT,
    carried_out,
    ended,
    part_of,
)
from tests.retention.parts import fresh
from vault import storage
from vault.clock import akkoord_now, today
from vault.ids import new_id
from vault.keys.models import SafeKey
from vault.models import SealedFile
from vault.services import verify_shredded

pytestmark = pytest.mark.django_db(transaction=True)


def own_date(version):
    return DossierTerm.objects.filter(part=part_of(version)).values_list("due_on", "article_label").first()


def test_report_lies_with_its_versions_and_their_pdfs_in_a_safe_of_its_own(dossier, contact, coach):
    version = a_report(dossier, contact, coach, categories=[APART])
    later = a_next_version(version, coach, "Zij kan veel.", categories=[APART])

    safe = part_of(version).safe_id
    assert safe != dossier.safe_id
    assert {version.report.safe_id, version.safe_id, later.safe_id, version.pdf.safe_id, later.pdf.safe_id} == {safe}
    assert set(ContentVersion.objects.values_list("safe", flat=True)) == {dossier.safe_id}


@pytest.mark.parametrize("text", [SHORT, OF_KIND], indirect=True)
def test_report_is_dated_by_the_rule_about_what_is_in_it_or_about_reports(dossier, sent, coach):
    ended(dossier, coach)

    assert own_date(sent) == (years_after(today(), 1), "4")


def test_report_without_a_kind_of_data_that_ends_apart_goes_with_the_whole(dossier, contact, coach):
    version = a_report(dossier, contact, coach, categories=[REST])
    ended(dossier, coach)

    assert own_date(version) is None


def test_next_version_that_adds_a_kind_of_data_brings_the_report_under_its_rule(dossier, contact, coach):
    version = a_report(dossier, contact, coach, categories=[REST])
    later = a_next_version(version, coach, "Zij vulde een formulier in.", categories=[APART])
    a_next_version(later, coach, "Zij kan veel.", categories=[REST])
    ended(dossier, coach)

    assert [one.category for one in part_of(version).data_kinds] == [REST, APART]
    assert own_date(version) == (years_after(today(), 1), "4")


def test_report_is_destroyed_on_its_own_date_and_what_was_decided_about_it_stays(dossier, sent, coach, clock):
    part = part_of(sent)
    ended(dossier, coach)

    carried_out(clock, days=366)

    assert not Report.objects.exists()
    assert not ReportVersion.objects.exists()
    assert not SealedFile.objects.filter(pk=sent.pdf_id).exists()
    assert not SafeKey.objects.filter(safe_id=part.safe_id).exists()
    assert verify_shredded(part.safe_id)
    assert not storage.names_of(part.safe_id)
    assert fresh(dossier).destroyed_at is None
    assert Disclosure.objects.get().content_version_id == sent.content_version_id
    assert Consent.objects.get().content_version_id == sent.content_version_id
    assert ConsentEvent.objects.count() == 2


def test_certificate_and_dossier_tell_that_a_report_went(dossier, sent, coach, clock):
    ended(dossier, coach)
    carried_out(clock, days=366)

    certificate = Certificate.objects.get()
    counts, part = certificate.payload["counts"], part_of(sent)
    assert (counts["reporting.report"], counts["reporting.reportversion"], certificate.payload["keys"]) == (1, 1, 1)
    assert (part.destroyed_items, part.certificate_number) == (1, certificate.number)


def test_words_of_the_client_about_a_report_go_with_it(dossier, contact, coach, client_user, clock):
    version = a_report(dossier, contact, coach, categories=[APART])
    refuse(submit_to_client(version=version, by=coach), user=client_user, remark="Dit klopt niet.")
    assert ConsentRemark.objects.get().safe_id == part_of(version).safe_id
    ended(dossier, coach)

    carried_out(clock, days=366)

    assert not ConsentRemark.objects.exists()
    assert ConsentEvent.objects.filter(kind="refused").exists()


def test_question_about_a_report_that_is_gone_waits_no_longer_and_a_yes_stays_told(
    dossier, sent, contact, coach, clock
):
    waiting = submit_to_client(version=a_report(dossier, contact, coach, categories=[APART]), by=coach)
    ended(dossier, coach)
    assert expire_consents() == 0

    carried_out(clock, days=366)

    assert expire_consents() == 1
    assert ConsentState.objects.get(consent=waiting).state == "expired"
    assert ConsentState.objects.exclude(consent=waiting).get().state == "given"


def test_hold_on_a_dossier_keeps_its_reports(dossier, sent, coach, directie, clock):
    cases.hold(ended(dossier, coach), ground="complaint", review_on=None, by=directie)

    carried_out(clock, days=366)

    assert Report.objects.exists()
    assert SafeKey.objects.filter(safe_id=part_of(sent).safe_id).exists()


@pytest.mark.parametrize("text", [AFTER_SENDING], indirect=True)
def test_rule_about_reports_may_count_from_the_day_on_which_one_was_sent(dossier, sent, contact, coach, clock):
    draft = a_report(dossier, contact, coach, categories=[REST])

    carried_out(clock, days=93)

    assert list(Report.objects.all()) == [draft.report]


@pytest.mark.parametrize("text", [FORMS_AT_ONCE], indirect=True)
def test_rule_about_what_a_report_was_made_from_leaves_the_report(dossier, sent):
    assert part_of(sent).report_final_on == today()
    assert find_due() == []
    assert not DossierTerm.objects.exists()


@pytest.mark.parametrize("text", [AFTER_SENDING], indirect=True)
def test_report_is_no_source_of_a_report(dossier, sent, contact, coach):
    with pytest.raises(SourceUnknown):
        a_report(dossier, contact, coach, sources=[part_of(sent).pk])


@pytest.mark.parametrize("text", [LONG], indirect=True)
def test_report_that_is_kept_longer_outlives_its_dossier_and_goes_at_its_own_end(
    dossier, contact, coach, client_user, clock
):
    version = a_report(dossier, contact, coach, categories=[APART])
    refuse(submit_to_client(version=version, by=coach), user=client_user, remark="Dit klopt niet.")
    ended(dossier, coach)

    carried_out(clock, days=732)

    assert fresh(dossier).destroyed_at is not None
    left = ReportVersion.objects.get()
    assert (left.pk, left.content_version_id) == (version.pk, None)
    assert not ContentVersion.objects.exists()
    assert not Delivery.objects.exists()
    assert ConsentRemark.objects.get().event_id is None
    clock.move(days=-732)
    carried_out(clock, days=1828)
    assert not ReportVersion.objects.exists()
    assert not ConsentRemark.objects.exists()
    assert not SafeKey.objects.filter(safe_id=version.safe_id).exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reporting_report SET safe_id = %(whole)s",
        "UPDATE reporting_report SET dossier_id = gen_random_uuid()",
        "INSERT INTO reporting_report SELECT (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid()))).*"
        " FROM reporting_report r",
        "UPDATE reporting_reportversion SET content_version_id = NULL",
        "UPDATE reporting_reportversion SET safe_id = %(whole)s",
        "INSERT INTO reporting_reportversion SELECT (jsonb_populate_record(v, jsonb_build_object("
        "'id', gen_random_uuid(), 'number', 2, 'safe_id', %(whole)s::text))).* FROM reporting_reportversion v",
        "INSERT INTO reporting_reportversion SELECT (jsonb_populate_record(v, jsonb_build_object("
        "'id', gen_random_uuid(), 'number', 2, 'content_version_id', NULL))).* FROM reporting_reportversion v",
        "UPDATE dossiers_part SET categories = NULL WHERE kind = 'report'",
        "UPDATE dossiers_part SET categories = '[]' WHERE kind = 'report'",
        "UPDATE dossiers_part SET categories = '{}' WHERE kind = 'report'",
        "UPDATE dossiers_part SET categories = categories || '[{\"key\": \"x\"}]' WHERE kind = 'report'",
        'UPDATE dossiers_part SET categories = \'[{"key": "x", "tag": "test"}]\' WHERE kind = \'report\'',
        "UPDATE dossiers_part SET category = 'x', tag = 'test' WHERE kind = 'report'",
        "UPDATE consent_consentremark SET event_id = NULL",
        "UPDATE consent_consentremark SET safe_id = %(whole)s",
        "UPDATE consent_consentremark SET text = decode('01', 'hex') || text",
    ],
)
def test_database_keeps_a_report_in_its_part_and_lets_nothing_go_before_its_time(
    dossier, contact, coach, client_user, statement
):
    version = a_report(dossier, contact, coach, categories=[APART])
    refuse(submit_to_client(version=version, by=coach), user=client_user, remark="Dit klopt niet.")

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, {"whole": dossier.safe_id})


def test_database_wants_what_a_version_holds_on_the_part_of_its_report(dossier, contact, coach):
    version = a_report(dossier, contact, coach, categories=[REST])
    content = ContentVersion.objects.get()
    content.pk, content.number, content.superseded_at = new_id(), 2, akkoord_now()
    content.categories = [{"key": APART, "tag": "ordinary"}]
    content.save(force_insert=True)
    copied = "jsonb_build_object('id', gen_random_uuid(), 'number', 2, 'content_version_id', %s::text)"

    with pytest.raises(DatabaseError, match="its versions hold"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO reporting_reportversion SELECT (jsonb_populate_record(v, {copied})).*"
            " FROM reporting_reportversion v WHERE id = %s",
            [str(content.pk), version.pk],
        )
