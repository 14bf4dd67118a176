"""A restored database destroys again the parts that were destroyed, and keeps what outlived its dossier."""

import pytest

from dossiers.models import Consult, Document, Dossier, Note, Part
from retention.backups.making import make_backup
from retention.backups.reapplying import reopen
from retention.backups.restoring import restore
from retention.models import CasePart, Certificate, DeidentifiedCopy, DossierTerm, PurgeCase
from retention.outlived import read_copy
from retention.services.advancing import advance
from retention.services.cases import find_due
from retention.terms import COOLING_OFF, Covers, Step
from tests.factories.consent import sign_confidentiality
from tests.factories.dossiers import PDF, a_client, a_document, a_dossier_of
from tests.factories.reglement import small_version
from tests.factories.vault import unlock
from tests.retention.parts import a_dossier_in_parts, case_of_parts, closed, fresh
from tests.retention.test_deidentified import CLEAN, NAMELESS, put
from tests.retention.test_outlived import whole_gone
from vault import ledger, quarantine
from vault.clock import today
from vault.keys.models import SafeKey

pytestmark = [pytest.mark.slow, pytest.mark.worker, pytest.mark.django_db(transaction=True)]
EVERYTHING = ["keys", "default", "files"]


@pytest.fixture
def ended(house, coach, client_user) -> Dossier:
    """A closed dossier of which parts end apart."""
    return closed(a_dossier_in_parts(coach, client_user), coach)


def test_parts_that_came_back_are_destroyed_again_and_the_rest_of_the_dossier_stays(ended, clock):
    made = make_backup()
    case = case_of_parts(clock)
    assert advance(case.pk, worker="een") == Step.CERTIFIED
    gone = set(Part.objects.exclude(destroyed_at=None).values_list("safe_id", flat=True))

    restore(made.name, EVERYTHING)
    assert Document.objects.filter(tag="test").exists()
    reopen()

    assert not quarantine.doors_closed()
    assert not Document.objects.filter(tag="test").exists()
    assert (Document.objects.count(), Note.objects.count(), Consult.objects.count()) == (2, 1, 1)
    assert not SafeKey.objects.filter(safe_id__in=gone).exists()
    again = PurgeCase.objects.get(pk=case.pk)
    assert (again.covers, again.step) == (Covers.PARTS, Step.CERTIFIED)
    assert set(CasePart.objects.filter(case=again).values_list("part__safe", flat=True)) == gone
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize("parts", [["default"], ["keys"], EVERYTHING], ids="+".join)
def test_slice_of_a_statute_survives_the_second_destruction_of_its_dossier(ended, clock, parts):
    made = make_backup()
    advance(case_of_parts(clock).pk, worker="een")
    clock.move(days=(DossierTerm.objects.get(carrier="digital", part=None).due_on - today()).days)
    [case_id] = find_due()
    advance(case_id, worker="een")
    clock.move(days=COOLING_OFF.days)
    assert advance(case_id, worker="een") == Step.CERTIFIED
    lines = len(ledger.read_all())

    restore(made.name, parts)
    reopen()

    assert Dossier.objects.get().destroyed_at is not None
    assert not Note.objects.exists()
    invoice = Document.objects.get()
    with unlock(invoice.safe_id):
        assert invoice.title.startswith("Factuur")
    assert {case.covers for case in PurgeCase.objects.filter(certified_at__isnull=False)} == set(Covers)
    assert DossierTerm.objects.get().part.safe_id == invoice.safe_id
    assert len(ledger.read_all()) == lines


@pytest.mark.parametrize("parts", [["default"], ["keys"], EVERYTHING], ids="+".join)
def test_copy_in_which_nobody_can_be_recognised_outlives_a_restore_and_the_file_with_names_does_not(
    house, coach, client_user, administratie, clock, parts
):
    dossier = a_dossier_of(coach, client=a_client("Ilse", user=client_user), reglement_version=small_version(NAMELESS))
    sign_confidentiality(coach)
    a_document(dossier, coach, PDF, category="subsidie", title="Bewijs")
    left = whole_gone(closed(fresh(dossier), coach), clock)
    made = make_backup()
    copy = put(left, administratie)
    [case_id] = find_due()
    assert advance(case_id, worker="een") == Step.CERTIFIED

    restore(made.name, parts, accept_loss=True)
    reopen()

    assert not quarantine.doors_closed()
    assert not Document.objects.exists()
    opened = read_copy(copy.pk, by=administratie)
    assert b"".join(opened.stream) == CLEAN
    assert DeidentifiedCopy.objects.get().due_on == copy.due_on
