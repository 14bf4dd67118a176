"""After a restore what was ended at its own date is gone again, figures are right, and nobody's name is read."""

import pytest

from retention.backups.making import make_backup
from retention.backups.reapplying import reopen
from retention.backups.restoring import restore
from retention.models import Certificate, Figure, PurgeCase, ResidualRecord
from retention.services.advancing import advance
from retention.services.clearing import clear_elsewhere
from retention.terms import Step
from tests.retention.remains import NAME, a_dossier_to_end, a_text, come_to_an_end, ended
from vault import quarantine
from vault.clock import today
from vault.keys.models import SafeKey

pytestmark = [pytest.mark.slow, pytest.mark.worker, pytest.mark.django_db(transaction=True)]
EVERYTHING = ["keys", "default", "files"]


@pytest.fixture
def version(house):
    """A text under which a line and a number remain."""
    return a_text()


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


def test_destruction_that_is_done_again_counts_the_figure_and_reads_no_name(version, coach, clock):
    a_dossier_to_end(coach, version, NAME)
    made = make_backup()
    [case] = come_to_an_end(clock)
    assert advance(case.pk, worker="een") == Step.CERTIFIED
    assert (ResidualRecord.objects.count(), Figure.objects.count()) == (1, 1)

    restore(made.name, EVERYTHING)
    reopen()

    assert PurgeCase.objects.get(pk=case.pk).step == Step.CERTIFIED
    assert Figure.objects.get().people == 1
    assert not ResidualRecord.objects.exists()
    assert [one["kind"] for one in Certificate.objects.get(case=case).payload["remains"]] == ["figures"]
