"""A report of before reports were parts gets a safe of its own, and then ends when what is in it does."""

import io

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.management import call_command
from django.db import transaction

from audit.models import Event
from audit.services import go_on_renewing
from consent.models import ConsentRemark
from consent.services.approvals import refuse
from dossiers.models import Part, Traject
from reporting.models import Report, ReportVersion
from reporting.services.keeping_apart import Waiting, keep_apart, waiting
from reporting.services.submitting import submit_to_client
from reporting.services.writing import save_version
from reporting.tasks import keep_older_reports_apart
from retention.models import Certificate, DossierTerm
from retention.services.cases import hold, release
from tests.days import years_after
from tests.factories.reporting import TEXT, a_next_version, a_report
from tests.factories.vault import unlock
from tests.reporting.apart.beside import beside, somebody_waits
from tests.reporting.apart.ending import APART, REST, carried_out, ended, part_of
from tests.reporting.apart.older import BODY, TITLE, a_day_later, laid_as_before
from tests.retention.parts import fresh
from tests.workers import wait_until
from vault import sealing, storage
from vault.ciphers import keys_of
from vault.clock import today
from vault.facts import FileBroken, SealBroken
from vault.files import OpenedFile, read_file
from vault.keys.models import SafeKey
from vault.models import Safe, SealedFile
from vault.services import fence, sweep_orphan_files, with_former_key
from vault.services.renewing import begin_renewal

pytestmark = pytest.mark.django_db(transaction=True)
BOTH = [APART, REST]
GONE = "Dit klopt niet."


@pytest.fixture
def old(sent, coach):
    """A report of two versions that was sent, lying with its dossier as before."""
    a_next_version(sent, coach, "Zij kan veel.", categories=BOTH)
    return laid_as_before(sent.report_id)


def moved():
    """Let all that can move do so, and say how many reports that were."""
    before = waiting().movable
    list(keep_apart())
    return before - waiting().movable


def lying_in(safe_id):
    """Return what lies sealed in a safe of a report, as it stands in the tables and in the files."""
    versions = ReportVersion.objects.filter(safe_id=safe_id).select_related("pdf")
    bodies = BODY.values_of([version.pk for version in versions])
    files = [(version.pdf, bytes_under(version.pdf.storage_name)) for version in versions]
    return TITLE.values_of(Report.objects.filter(safe_id=safe_id).values_list("pk", flat=True)), bodies, files


def bytes_under(name):
    with storage.reading(name) as sealed:
        return sealed.read()


def assert_reads_as_written(report_id, *, versions=2):
    rows = ReportVersion.objects.filter(report_id=report_id).select_related("report", "pdf", "content_version")
    assert rows.count() == versions
    for row in rows:
        assert {row.safe_id, row.report.safe_id, row.pdf.safe_id} == {Part.objects.get(item_id=report_id).safe_id}
        with unlock(row.safe_id):
            assert row.body["sections"][0]["text"] == TEXT[0].text
            assert row.report.title == "Voortgang van het traject"
            assert read_file(row.pdf).startswith(b"%PDF")
        assert row.pdf.sha256 == row.content_version.content_sha256


def test_older_report_moves_whole_into_a_part_that_names_what_is_in_it(old, dossier, sent):
    assert moved() == 1

    assert_reads_as_written(old.pk)
    part = part_of(sent)
    assert part.safe_id != dossier.safe_id
    assert sorted(one.category for one in part.data_kinds) == sorted(BOTH)
    assert part.report_final_on == today()
    assert Event.objects.filter(event="report.kept_apart", object_id=old.pk).count() == 1
    assert moved() == 0


def test_words_of_the_client_move_with_the_report(dossier, contact, coach, client_user):
    version = a_report(dossier, contact, coach, categories=BOTH)
    refuse(submit_to_client(version=version, by=coach), user=client_user, remark=GONE)
    laid_as_before(version.report_id)

    assert moved() == 1

    remark = ConsentRemark.objects.get()
    assert remark.safe_id == part_of(version).safe_id
    with unlock(remark.safe_id):
        assert remark.text == GONE


def test_report_of_a_closed_traject_moves_too_and_is_dated_by_what_is_in_it(old, dossier, sent, coach):
    ended(dossier, coach)
    assert not DossierTerm.objects.filter(part__isnull=False).exists()

    keep_older_reports_apart()

    assert DossierTerm.objects.get(part=part_of(sent)).due_on == years_after(today(), 1)


def test_old_ciphertext_of_a_destroyed_report_opens_no_more(old, dossier, sent, coach, clock):
    whole = dossier.safe_id
    titles, bodies, files = lying_in(whole)
    former = keys_of([whole])[whole][0]
    ended(dossier, coach)
    moved()
    assert opens(former, whole, titles, bodies, files), "the former key opens what lay there"
    a_day_later()
    assert with_former_key([whole]) == frozenset()

    carried_out(clock, days=366)

    assert not Report.objects.exists()
    assert Certificate.objects.get().payload["counts"]["reporting.report"] == 1
    left = keys_of(SafeKey.objects.values_list("safe_id", flat=True))
    assert former not in [key for keys in left.values() for key in keys]
    for key in [key for keys in left.values() for key in keys]:
        assert not opens(key, whole, titles, bodies, files)
    assert fresh(dossier).destroyed_at is None


def opens(key, safe_id, titles, bodies, files):
    """Say whether this key opens any of what was copied from a safe."""
    cipher = AESGCM(key)
    for place, values in ((TITLE, titles), (BODY, bodies)):
        for row_id, sealed in values:
            try:
                sealing.open_with(cipher, sealed, safe_id=safe_id, label=place.label, row_id=row_id)
            except SealBroken:
                continue
            return True
    return any(_opens_file(cipher, pdf, copied) for pdf, copied in files)


def _opens_file(cipher, pdf, copied):
    try:
        next(OpenedFile(pdf, cipher, io.BytesIO(copied)))
    except FileBroken:
        return False
    return True


def test_report_that_just_moved_waits_for_the_former_key_and_the_backups_of_the_keys(old, dossier, sent, coach, clock):
    ended(dossier, coach)
    clock.move(days=366)
    moved()

    carried_out(clock, days=29)
    assert Report.objects.exists()
    carried_out(clock, days=4)
    assert Report.objects.exists(), "a former key still opens what lay with the dossier"
    a_day_later()
    carried_out(clock, days=31)
    assert not Report.objects.exists()


def test_report_under_a_hold_moves_when_the_hold_is_lifted(old, dossier, sent, coach, directie):
    ended(dossier, coach)
    placed = hold(fresh(dossier), ground="court", review_on=None, by=directie)

    assert moved() == 0
    assert waiting() == Waiting(movable=0, held=1, going=0)
    release(fresh(dossier), placed.pk, by=directie)
    assert moved() == 1


def test_report_of_a_dossier_that_is_going_stays_where_it_is(old, dossier):
    fence([dossier.safe_id])

    assert moved() == 0
    assert waiting() == Waiting(movable=0, held=0, going=1)
    assert not Part.objects.filter(item_id=old.pk).exists()


def test_what_was_sealed_anew_meanwhile_waits_until_the_former_key_is_gone(old, dossier, sent):
    begin_renewal()
    go_on_renewing(at_most_seconds=60)

    assert moved() == 0
    with_keys = set(SafeKey.objects.values_list("safe_id", flat=True))
    assert with_keys == set(Safe.objects.values_list("pk", flat=True)), "a try that failed leaves no key behind"
    a_day_later()
    assert moved() == 1
    assert_reads_as_written(old.pk)


def test_damaged_report_is_told_of_and_keeps_no_other_from_moving(old, dossier, sent, contact, coach):
    other = laid_as_before(a_report(dossier, contact, coach, categories=[REST]).report_id)
    [name] = SealedFile.objects.filter(pk=sent_pdf(old)).values_list("storage_name", flat=True)
    with storage.writing(name) as output:
        output.write(b"\x01" * 100)
    keys = SafeKey.objects.count()

    with pytest.raises(ExceptionGroup):
        list(keep_apart())

    assert waiting().movable == 1
    assert Part.objects.filter(item_id=other.pk).exists()
    assert SafeKey.objects.count() == keys + 2, "a fresh key of the dossier and one of the report that moved"


def sent_pdf(report):
    return ReportVersion.objects.get(report=report, number=1).pdf_id


def test_former_bytes_are_swept_a_day_later_and_nothing_else(old, dossier):
    [*former] = SealedFile.objects.filter(safe=dossier.safe).values_list("storage_name", flat=True)
    moved()
    assert set(former) <= set(storage.names_of(dossier.safe_id))
    assert sweep_orphan_files() == 0

    assert_reads_as_written(old.pk)


def test_who_began_to_write_before_the_move_saves_beside_the_moved_report(old, dossier, sent, coach):
    stale = Report.objects.select_related("dossier__traject__client", "dossier__safe", "safe", "contact").get()
    text = {"title": "Voortgang van het traject", "sections": (TEXT[0],), "categories": BOTH}
    with transaction.atomic():
        Traject.objects.select_for_update(of=("self",)).get(pk=dossier.traject_id)
        writing = beside(lambda: save_version(report=stale, **text, by=coach, expected_number=2))
        wait_until(somebody_waits)
        assert moved() == 1
    writing.join(timeout=60)

    assert_reads_as_written(old.pk, versions=3)


def test_who_has_the_report_before_him_from_before_the_move_saves_beside_the_moved_report(old, sent, coach):
    stale = Report.objects.select_related("dossier__traject__client", "dossier__safe", "safe", "contact").get()
    text = {"title": "Voortgang van het traject", "sections": (TEXT[0],), "categories": BOTH}
    assert moved() == 1

    save_version(report=stale, **text, by=coach, expected_number=2)

    assert_reads_as_written(old.pk, versions=3)


def test_command_tells_how_far_it_is(old, capsys):
    call_command("keep_apart", "--status")
    call_command("keep_apart")

    told = capsys.readouterr().out
    assert "1 reports that can move" in told
    assert "1 of 1 reports moved" in told
    assert "Every report has a safe of its own." in told
