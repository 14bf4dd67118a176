"""Whatever is put back from a backup, what remained is there until its own end and not after it; no name is read."""

import json
from operator import itemgetter

import pytest

from audit.models import Event
from audit.terms import Word
from dossiers.models import Client
from retention.backups.making import make_backup
from retention.backups.reapplying import reopen
from retention.backups.restoring import restore
from retention.lookup import look_up
from retention.models import Certificate, Figure, PurgeCase, ResidualRecord
from retention.services.advancing import advance
from retention.services.beginning import begin
from retention.services.clearing import clear_elsewhere
from retention.services.entrusting import KEPT, tell_ledger
from retention.terms import Step
from tests.factories.consent import sign_confidentiality
from tests.retention.remains import NAME, a_dossier_to_end, a_text, come_to_an_end, ended
from vault import ledger, quarantine
from vault.clock import today
from vault.keys.models import SafeKey
from vault.services import begin_renewal, renew_safe_keys

pytestmark = [pytest.mark.slow, pytest.mark.worker, pytest.mark.django_db(transaction=True)]
EVERYTHING = ["keys", "default", "files"]
COMBINATIONS = pytest.mark.parametrize("parts", [["default"], ["keys"], EVERYTHING, ["files"]], ids="+".join)


@pytest.fixture
def version(house):
    """A text under which a line and a number remain."""
    return a_text()


@pytest.fixture
def backup(version, coach, administratie, clock):
    """The name of a backup from before a destruction, of which a line and a number remained since."""
    sign_confidentiality(administratie)
    a_dossier_to_end(coach, version)
    [case] = come_to_an_end(clock)
    made = make_backup()
    assert advance(case.pk, worker="een") == Step.CERTIFIED
    return made.name


def looked_up(by):
    """Return what a search for the name finds."""
    return [line.facts for line in look_up(NAME, purpose="relation", by=by)]


def stored():
    """Return the columns of what remained."""
    [row] = ResidualRecord.objects.values(
        *(column.attname for column in ResidualRecord._meta.fields if column.attname != "content")
    )
    return row


@COMBINATIONS
def test_what_remained_is_there_after_every_restore_that_is_older_than_the_destruction(backup, parts, administratie):
    was, kept = stored(), looked_up(administratie)

    restore(backup, parts, accept_loss=True)
    reopen()

    assert not quarantine.doors_closed()
    assert not Client.objects.exists()
    assert looked_up(administratie) == kept
    assert stored() == was
    assert Figure.objects.get().people == 1


@COMBINATIONS
def test_what_was_destroyed_at_its_own_end_is_there_after_no_restore(backup, parts, clock):
    row = ResidualRecord.objects.get()
    clock.move(days=(row.due_on - today()).days)
    assert clear_elsewhere()["remains"] == 1

    restore(backup, parts, accept_loss=True)
    reopen()

    assert not quarantine.doors_closed()
    assert not ResidualRecord.objects.exists()
    assert not SafeKey.objects.filter(safe_id=row.safe_id).exists()


def test_line_that_was_ended_comes_back_with_a_backup_and_is_destroyed_again(version, coach, clock):
    a_dossier_to_end(coach, version)
    ended(clock)
    row = ResidualRecord.objects.get()
    made = make_backup()
    clock.move(days=(row.due_on - today()).days)
    assert clear_elsewhere()["remains"] == 1

    restore(made.name, EVERYTHING)
    assert ResidualRecord.objects.exists()
    reopen()

    assert not quarantine.doors_closed()
    assert not ResidualRecord.objects.exists()
    assert not SafeKey.objects.filter(safe_id=row.safe_id).exists()


def test_no_name_is_read_to_put_a_line_back_and_the_certificate_made_anew_tells_of_it(backup):
    told = Certificate.objects.get().payload["remains"]
    restore(backup, EVERYTHING)
    before = set(Event.objects.values_list("pk", flat=True))

    reopen()

    since = set(Event.objects.exclude(pk__in=before).values_list("event", flat=True))
    assert Word.REMAINS_PUT_BACK in since
    assert not since & {Word.REMAINS_KEPT, Word.REMAINS_READ, Word.CLIENT_READ}
    assert PurgeCase.objects.get().step == Step.CERTIFIED
    again = Certificate.objects.get().payload["remains"]
    assert sorted(again, key=itemgetter("rule")) == sorted(told, key=itemgetter("rule"))


def test_ledger_tells_nothing_of_what_remained(backup):
    [line] = [entry.body for entry in ledger.read_all() if entry.kind == KEPT]
    row, case = ResidualRecord.objects.get(), PurgeCase.objects.get()

    assert set(line) == {"safe_id", "mark", "key", "beside"}
    written = json.dumps(line)
    for word in (
        NAME,
        NAME.encode().hex(),
        bytes(row.name_index[0]).hex(),
        row.rule,
        row.pk,
        case.pk,
        case.dossier_id,
    ):
        assert str(word) not in written


def test_line_of_a_destruction_that_never_came_to_its_own_line_is_not_put_back(version, coach, clock):
    a_dossier_to_end(coach, version)
    [case] = come_to_an_end(clock)
    made = make_backup()
    begin([case], found={})
    assert tell_ledger() == 1

    restore(made.name, ["default"])
    reopen()
    assert not ResidualRecord.objects.exists()
    advance(case.pk, worker="een")

    assert ResidualRecord.objects.count() == 1


def test_what_remained_under_keys_that_were_renewed_since_is_said_to_be_lost(version, coach, clock):
    a_dossier_to_end(coach, version)
    [case] = come_to_an_end(clock)
    made = make_backup()
    begin_renewal()
    list(renew_safe_keys())
    advance(case.pk, worker="een")

    said = []
    restore(made.name, EVERYTHING)
    reopen(say=said.append)

    assert not quarantine.doors_closed()
    assert not ResidualRecord.objects.exists()
    assert any(line.startswith("1 of what remained can't be opened") for line in said)
