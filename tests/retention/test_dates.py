"""Closing a traject gives its dossier a date, with the article that says so."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.urls import reverse

from dossiers.facts import TrajectAlreadyClosed
from dossiers.models import Traject
from dossiers.services import close_traject
from reglement.models import Decision
from retention.models import DossierTerm
from retention.queries import keeping_of
from retention.services.closing import close
from tests.days import years_after
from tests.factories.consent import sign_confidentiality
from vault.clock import today

pytestmark = pytest.mark.django_db


def test_running_dossier_has_no_date_and_says_by_which_term_it_will_be_kept(running, client):
    assert keeping_of(running.dossier).due_on is None
    assert not DossierTerm.objects.exists()

    client.force_login(running.client_user)
    page = client.get("/mijn/bewaren/").text

    for words in ("Er is dus nog geen datum.", "alles in dit programma", "2 jaar", "art. 4", "einde van het traject"):
        assert words in page


def test_closing_computes_the_date_from_the_reglement_and_cites_its_article(closed):
    digital = DossierTerm.objects.get(dossier=closed.dossier, carrier="digital")

    assert digital.due_on == years_after(today(), 2)
    assert digital.article_key == "4R"
    assert digital.trigger == "traject_end"


def test_closing_twice_says_so_and_keeps_the_first_date(closed):
    with pytest.raises(TrajectAlreadyClosed):
        close(closed.dossier, outcome="other", ended_on=today(), by=closed.coach)

    assert DossierTerm.objects.filter(dossier=closed.dossier).count() == 2


def test_a_last_day_before_the_first_comes_back_at_its_field_with_what_was_typed(running, coach, client):
    sign_confidentiality(coach)
    client.force_login(coach)
    before = running.dossier.traject.started_on - timedelta(days=1)
    words = {"ended_on": before.isoformat(), "outcome": "other", "paper": "Kast 3"}

    page = client.post(reverse("retention:close", args=[running.dossier.number]), words)

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["ended_on"]
    assert 'value="Kast 3"' in page.text
    assert not Traject.objects.get(pk=running.dossier.traject_id).is_closed


def test_a_last_day_by_which_the_dossier_goes_soon_is_asked_about_once_more(running, coach, client):
    sign_confidentiality(coach)
    client.force_login(coach)
    Traject.objects.update(started_on=years_after(today(), -3))
    closing = reverse("retention:close", args=[running.dossier.number])
    a_year_too_early = years_after(today(), -2) + timedelta(days=20)
    words = {"ended_on": a_year_too_early.isoformat(), "outcome": "other", "paper": "Kast 3"}
    assert "Ik heb de laatste dag nagekeken" not in client.get(closing).text

    page = client.post(closing, words)

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["sure"])
    assert "Ik heb de laatste dag nagekeken" in page.text
    assert 'value="Kast 3"' in page.text
    assert not Traject.objects.get(pk=running.dossier.traject_id).is_closed
    assert client.post(closing, {**words, "sure": "on"}).status_code == 302
    assert DossierTerm.objects.get(carrier="digital").due_on == today() + timedelta(days=20)


def test_click_while_a_colleague_closes_goes_on_to_the_dates_and_says_so(running, coach, client):
    sign_confidentiality(coach)
    client.force_login(coach)
    number = running.dossier.number
    words = {"ended_on": today().isoformat(), "outcome": "other", "paper": ""}
    # The colleague's traject is closed; who may look is asked again just after.
    close_traject(dossier=running.dossier, outcome="new_employer", ended_on=today(), by=coach)

    page = client.post(reverse("retention:close", args=[number]), words)

    assert page["Location"] == reverse("retention:dossier", args=[number])
    assert [str(told) for told in get_messages(page.wsgi_request)] == [str(TrajectAlreadyClosed.sentence)]


@pytest.mark.parametrize(
    ("broken", "constraint"),
    [
        ({"due_on": None}, "term_date_needs_its_trigger"),
        ({"due_on": "2001-01-01"}, "term_due_not_before_trigger"),
        ({"bound": "zoiets"}, "term_bound_is_known"),
    ],
)
def test_dates_that_make_no_sense_are_refused_by_the_database(closed, broken, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        DossierTerm.objects.filter(dossier=closed.dossier).update(**broken)


def test_closing_asks_again_who_may_look(closed):
    asked = Decision.objects.filter(dossier_id=closed.dossier.pk, act="view", facts__phase="closed")

    assert asked.exists()
