"""Where paper has a day of its own the pages say so, tell that it went, and offer nothing about what is gone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from retention.models import PaperDossier, PurgeCase
from retention.offers import offers_of
from retention.queries import keeping_of, progress_of
from retention.services.advancing import advance
from retention.services.cases import find_due, hold
from retention.services.closing import close
from retention.services.paper import confirm_paper, record_paper
from retention.terms import Step
from tests.days import years_after
from tests.factories.dossiers import a_client, a_dossier_of
from tests.factories.reglement import active_version_of
from tests.retention.test_client_request import ask, whole
from vault.clock import today

pytestmark = pytest.mark.django_db
ON_PAPER = {"paper.shorten", "paper.extend"}


def a_dossier_closed_under_rio(coach, client_user, *, paper):
    dossier = a_dossier_of(coach, client=a_client(user=client_user), reglement_version=active_version_of("rio"))
    close(dossier, outcome="new_employer", ended_on=today(), by=coach, paper=paper)
    return whole(dossier)


@pytest.fixture
def dossier(coach, client_user):
    """A dossier that closed today, whose paper goes after one year and the rest after five."""
    return a_dossier_closed_under_rio(coach, client_user, paper="Kast 3, map 12")


def offered_about(dossier):
    return {offer.key for offer in offers_of(dossier)}


def test_page_does_not_say_of_everything_what_holds_for_the_program_only(client, client_user, dossier):
    client.force_login(client_user)
    told = client.get(reverse("retention:own")).text

    assert keeping_of(dossier).due_on == years_after(today(), 5)
    assert "Papier heeft een eigen datum" in told
    assert "Alles in dit dossier wordt vernietigd op" not in told


def test_client_reads_that_paper_went_and_can_change_nothing_about_it(
    client, client_user, dossier, administratie, clock
):
    clock.move(days=(years_after(today(), 1) - today()).days)
    assert "Vernietigd op" not in _own_page(client, client_user)

    confirm_paper(PaperDossier.objects.get(), on=today(), method="shredded", by=administratie)

    assert "Vernietigd op" in _own_page(client, client_user)
    assert offered_about(dossier) == {"digital.shorten"}


def test_paper_that_is_due_but_still_lies_there_can_be_kept_longer_and_not_go_earlier(dossier, clock):
    assert offered_about(dossier) >= ON_PAPER

    clock.move(days=(years_after(today(), 1) - today()).days)

    assert offered_about(dossier) & ON_PAPER == {"paper.extend"}


def test_paper_is_offered_once_it_was_written_down(coach, client_user, administratie):
    dossier = a_dossier_closed_under_rio(coach, client_user, paper="")
    assert offered_about(dossier) & ON_PAPER == set()

    record_paper(dossier, whereabouts="Kast 3, map 12", by=administratie)

    assert offered_about(dossier) >= ON_PAPER


def test_page_does_not_say_of_a_day_that_has_passed_that_it_will_be_destroyed_then(
    client, client_user, dossier, directie, clock
):
    hold(dossier, ground="complaint", review_on=None, by=directie)
    clock.move(days=(years_after(today(), 5) + timedelta(days=20) - today()).days)
    find_due()

    told = _own_page(client, client_user)
    assert "De termijn liep af op" in told
    assert "wordt vernietigd op" not in told


def test_no_step_is_the_present_one_before_the_destruction_begins(dossier, clock):
    clock.move(days=(years_after(today(), 5) - timedelta(days=20) - today()).days)
    [case_id] = find_due()
    assert {step.state for step in progress_of(PurgeCase.objects.get(pk=case_id))} == {"done", "todo"}

    clock.move(days=18)
    assert advance(case_id, worker="papier") == Step.APPROVED
    assert {step.state for step in progress_of(PurgeCase.objects.get(pk=case_id))} == {"done", "todo"}
    clock.move(days=8)
    assert advance(case_id, worker="papier") == Step.CERTIFIED
    assert {step.state for step in progress_of(PurgeCase.objects.get(pk=case_id))} == {"done"}


def test_client_who_asked_is_not_told_that_he_may_ask(client, running, client_user, outbox):
    assert "Ja, u kunt vragen" in _own_page(client, client_user)

    ask(whole(running.dossier), client_user, outbox)

    told = _own_page(client, client_user)
    assert "Daar is al om gevraagd" in told
    assert "Ja, u kunt vragen" not in told


def _own_page(client, user):
    client.force_login(user)
    return client.get(reverse("retention:own")).text
