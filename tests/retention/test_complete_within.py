"""A text that says "destroyed within" is kept by an early beginning: after the term nothing can be recovered."""

from datetime import datetime, timedelta

import pytest

from reglement.models import ReglementVersion
from retention.models import Certificate, DossierTerm, PurgeCase
from retention.queries import bars_ahead
from retention.services.advancing import advance
from retention.services.cases import find_due
from retention.services.dating import recompute
from retention.terms import COMPLETED_IN, WARN_AHEAD, Step
from tests.days import years_after
from tests.factories.consent import sign_confidentiality
from tests.factories.reglement import loaded, next_document
from ui.dates import exact_words
from vault.clock import akkoord_now, start_of, today
from vault.terms import KEY_BACKUP_LIFE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def version(version) -> ReglementVersion:
    """The usual reglement, with a term within which all must be gone."""
    document = next_document(version)
    rule = next(rule for rule in document["retention_rule"] if rule["id"] == "after-the-traject")
    rule["bound"] = "complete_within"
    return loaded(document)


def last_day(closed):
    return DossierTerm.objects.get(dossier=closed.dossier, carrier="digital").due_on


def test_date_stays_the_one_of_the_text_and_the_work_begins_before_it(closed):
    term = DossierTerm.objects.get(dossier=closed.dossier, carrier="digital")

    assert (term.due_on, term.begins_on) == (years_after(today(), 2), term.due_on - COMPLETED_IN)


def test_pages_tell_a_last_day_beside_the_day_on_which_it_begins(closed, client, clock, directie):
    sign_confidentiality(directie)
    clock.move(days=(last_day(closed) - COMPLETED_IN - timedelta(days=9) - today()).days)
    find_due()
    pages = ((closed.client_user, "/mijn/bewaren/"), (directie, f"/dossiers/{closed.dossier.number}/bewaren/"))

    for person, page in pages:
        client.force_login(person)
        told = client.get(page).text
        assert f"De vernietiging begint op {exact_words(last_day(closed) - COMPLETED_IN)}" in told
        assert f"Dit dossier is uiterlijk op {exact_words(last_day(closed))} vernietigd" in told
        assert "wordt vernietigd op" not in told


def test_forecast_counts_the_month_of_the_beginning(closed):
    in_two_months = (today().replace(day=1) + timedelta(days=63)).replace(day=5)
    DossierTerm.objects.filter(dossier=closed.dossier).update(due_on=in_two_months)

    counted = [bar.value for bar in bars_ahead([closed.dossier])]

    assert counted[:3] == [0, 1, 0]


def test_client_and_coach_are_warned_before_the_work_begins_and_not_before_the_last_day(closed, clock):
    begins_on = last_day(closed) - COMPLETED_IN
    clock.move(days=(begins_on - WARN_AHEAD - today()).days - 1)
    assert find_due() == []

    clock.move(days=1)
    [case_id] = find_due()
    assert PurgeCase.objects.get(pk=case_id).due_at == start_of(begins_on)


def test_nothing_can_be_recovered_once_the_term_is_over(closed, clock):
    ends_at = start_of(last_day(closed))
    clock.move(days=(last_day(closed) - COMPLETED_IN - WARN_AHEAD - today()).days)
    [case_id] = find_due()
    clock.move(days=28)
    assert advance(case_id, worker="een") == Step.APPROVED
    clock.move(days=2)
    assert advance(case_id, worker="een") == Step.CERTIFIED

    irrecoverable_after = datetime.fromisoformat(Certificate.objects.get().payload["irrecoverable_after"])
    assert akkoord_now() + KEY_BACKUP_LIFE - timedelta(minutes=5) < irrecoverable_after <= ends_at


def test_shorter_term_brings_an_open_case_along_with_its_early_beginning(closed, clock):
    clock.move(days=690)
    find_due()
    PurgeCase.objects.update(due_at=akkoord_now() + timedelta(days=300))

    recompute(closed.dossier)

    assert PurgeCase.objects.get().due_at == start_of(last_day(closed) - COMPLETED_IN)
