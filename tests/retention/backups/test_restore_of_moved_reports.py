"""A backup of before a report got a safe of its own brings nothing back of what was destroyed in that safe."""

import io
import random
from http import HTTPStatus

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.test import Client as Browser

from consent.models import Consent, ConsentRemark, Disclosure
from consent.services.approvals import refuse
from dossiers.models import Part
from reporting.models import Delivery, Report, ReportVersion
from reporting.services.delivering import deliver
from reporting.services.keeping_apart import Waiting, waiting
from reporting.services.sending import send_report
from reporting.services.submitting import submit_to_client
from retention.backups import places
from retention.backups.reapplying import reopen
from retention.backups.restoring import restore
from retention.models import Certificate
from tests.factories.dossiers import a_contact, an_agreement
from tests.factories.reporting import a_next_version, a_reported_dossier, an_approved_report
from tests.faults import RUNS, met
from tests.reporting.apart.ending import APART, BY_LAW, REST, SHORT, a_text, carried_out, ended
from tests.reporting.apart.older import a_day_later, laid_as_before
from tests.retention.backups import searching
from tests.retention.conftest import CANARY
from tests.retention.faults.dying import dies
from tests.retention.parts import fresh
from vault import ledger, quarantine, restorations, sealed_places, storage
from vault.ciphers import keys_of
from vault.facts import FileBroken, SealBroken
from vault.files import OpenedFile
from vault.keys.models import SafeKey
from vault.models import SealedFile

pytestmark = [pytest.mark.slow, pytest.mark.worker, pytest.mark.django_db(transaction=True)]
BOTH = [APART, REST]
COMBINATIONS = {
    "default only": ["default"],
    "default and files": ["default", "files"],
    "both": ["keys", "default"],
    "everything": ["keys", "default", "files"],
}


@pytest.fixture
def text():
    """By which text the dossier with the report ends."""
    return SHORT


@pytest.fixture
def old(house, clock, coach, client_user, contact_user, text):
    """A report of two versions in the safe of its dossier, as before: one sent, one to which the client said no."""
    contact = a_contact(contact_user)
    an_agreement(contact.opdrachtgever, covers_confidentiality=True)
    dossier = a_reported_dossier(coach, client_user, contact, version=a_text(text), categories=(APART, REST))
    version = an_approved_report(dossier, contact, coach, client_user, categories=BOTH)
    assert deliver(send_report(version=version, by=coach).pk, worker="een")
    second = a_next_version(version, coach, f"Zij kan {CANARY}.", categories=BOTH)
    refuse(submit_to_client(version=second, by=coach), user=client_user, remark=f"Nee, {CANARY}.")
    report = laid_as_before(version.report_id)
    ended(dossier, coach)
    return report


@pytest.fixture
def backup(old):
    """The name of the backup in which the report lies with its dossier."""
    call_command("backup")
    [name] = places.names()
    return name


def moved():
    """Let the report move, and the former key of its dossier go."""
    call_command("keep_apart")
    a_day_later()
    assert waiting() == Waiting(movable=0, held=0, going=0)


def destroyed(clock):
    """Let the report be destroyed by itself, and return its safe."""
    carried_out(clock, days=366)
    assert Certificate.objects.get().payload["counts"]["reporting.report"] == 1
    assert not Report.objects.exists()
    return Part.objects.get(kind="report").safe_id


def opened_values():
    """Yield all that any key in this house opens, values and files."""
    for safe_id in SafeKey.objects.values_list("safe_id", flat=True).distinct():
        for cipher in [AESGCM(key) for key in keys_of([safe_id])[safe_id]]:
            for place in sealed_places.places():
                yield from _opened_in(place, cipher, safe_id)
            for file in SealedFile.objects.filter(safe_id=safe_id):
                yield from _opened_file(file, cipher)


def _opened_in(place, cipher, safe_id):
    for row_id, sealed in place.values_after(None, safe_id=safe_id):
        try:
            yield place.opened(cipher, sealed, safe_id=safe_id, row_id=row_id)
        except SealBroken:
            continue


def _opened_file(file, cipher):
    if storage.size_of(file.storage_name) is None:
        return
    with storage.reading(file.storage_name) as sealed:
        try:
            yield b"".join(OpenedFile(file, cipher, io.BytesIO(sealed.read())))
        except FileBroken:
            return


def is_readable():
    """Say whether somebody can read the canary somewhere: in plain, or with a key that is here."""
    return bool(searching.where(CANARY)) or any(CANARY.encode() in value for value in opened_values())


def assert_gone_and_open(old, papers):
    """Nothing of the report is left in a row, a file or a value that opens; what was decided about it stays."""
    assert not quarantine.doors_closed()
    assert Browser().get("/").status_code != HTTPStatus.SERVICE_UNAVAILABLE
    assert [
        model.__name__ for model in (Report, ReportVersion, Delivery, ConsentRemark) if model.objects.exists()
    ] == []
    assert not SealedFile.objects.filter(pk__in=[paper.pk for paper in papers]).exists()
    assert [paper.pk for paper in papers if storage.size_of(paper.storage_name) is not None] == []
    assert not is_readable()
    assert waiting() == Waiting(movable=0, held=0, going=0)
    assert fresh(old.dossier).destroyed_at is None
    assert (Consent.objects.count(), Disclosure.objects.count()) == (2, 1)


def test_the_search_of_this_drill_finds_what_is_there(old):
    assert searching.where(CANARY) == []
    assert is_readable()


@pytest.mark.parametrize("what", COMBINATIONS)
def test_report_that_came_back_with_its_dossier_is_destroyed_again(what, old, backup, clock):
    papers = list(SealedFile.objects.filter(pk__in=ReportVersion.objects.values("pdf")))
    moved()
    safe_id = destroyed(clock)
    lines = len(ledger.read_all())
    assert ledger.read_all()[-1].body["items"] == [str(old.pk)]

    restore(backup, COMBINATIONS[what], accept_loss=True)
    assert Report.objects.get().safe_id == old.dossier.safe_id
    reopen()

    assert_gone_and_open(old, papers)
    assert not SafeKey.objects.filter(safe_id=safe_id).exists()
    assert len(ledger.read_all()) == lines
    reopen()


def test_words_of_the_client_go_in_a_living_safe_only_behind_doors_that_a_restore_closed(old):
    with pytest.raises(DatabaseError, match="consent_row_outlives_its_safe"), transaction.atomic():
        ConsentRemark.objects.all().delete()

    restorations.found()

    assert ConsentRemark.objects.all().delete()[0] == 1


def test_what_was_sealed_under_the_former_key_is_not_put_back_unasked(old, backup, clock):
    moved()
    destroyed(clock)

    with pytest.raises(CommandError, match="may have been sealed anew after this backup"):
        call_command("restore", backup, "--part", "default")
    assert not Report.objects.exists()


def test_report_that_went_with_its_dossier_after_the_move_goes_with_it_again(old, backup, clock):
    papers = list(SealedFile.objects.filter(pk__in=ReportVersion.objects.values("pdf")))
    call_command("keep_apart")
    carried_out(clock, days=731)
    assert fresh(old.dossier).destroyed_at is not None

    restore(backup, COMBINATIONS["everything"])
    reopen()

    assert fresh(old.dossier).destroyed_at is not None
    assert not Report.objects.exists()
    assert [paper.pk for paper in papers if storage.size_of(paper.storage_name) is not None] == []
    assert not is_readable()
    assert not quarantine.doors_closed()


@pytest.mark.parametrize("text", [BY_LAW])
def test_report_that_a_law_keeps_is_not_lost_by_going_back_to_before_its_move(old, backup, clock):
    call_command("keep_apart")
    carried_out(clock, days=731)
    assert fresh(old.dossier).destroyed_at is not None
    assert ledger.read_all()[-1].body["kept"] == [str(old.pk)]
    assert Report.objects.get().safe_id != old.dossier.safe_id

    for put_back in ([backup], ["--resume"]):
        with pytest.raises(CommandError, match="1 reports that a law keeps"):
            call_command("restore", *put_back)
        quarantine.forget()
        assert quarantine.doors_closed()
        assert is_readable()

    call_command("restore", "--resume", "--accept-loss")
    assert not quarantine.doors_closed()
    assert fresh(old.dossier).destroyed_at is not None
    assert not is_readable()


@pytest.mark.parametrize("text", [BY_LAW])
def test_report_that_a_law_keeps_stays_when_a_backup_of_after_its_move_comes_back(old, clock):
    call_command("keep_apart")
    call_command("backup")
    [after] = places.names()
    carried_out(clock, days=731)

    call_command("restore", after)

    assert fresh(old.dossier).destroyed_at is not None
    assert Report.objects.get().pk == old.pk
    assert is_readable()


@pytest.mark.parametrize("seed", range(RUNS))
def test_who_is_killed_while_he_destroys_it_again_leaves_the_doors_closed(seed, old, backup, clock):
    papers = list(SealedFile.objects.filter(pk__in=ReportVersion.objects.values("pdf")))
    moved()
    destroyed(clock)
    restore(backup, COMBINATIONS["everything"], accept_loss=True)
    chance = random.Random(seed)

    while dies(reopen, at=chance.randint(1, 250)):
        quarantine.forget()
        assert quarantine.doors_closed()
        met(
            "moved report: killed while it is destroyed again", "rows left" if Report.objects.exists() else "rows gone"
        )
    reopen()
    quarantine.forget()

    assert_gone_and_open(old, papers)
