"""Closing a traject gives its dossier a date, with the article that says so."""

import pytest
from django.db import IntegrityError, transaction

from dossiers.facts import TrajectAlreadyClosed
from reglement.models import Decision
from retention.models import DossierTerm
from retention.queries import keeping_of
from retention.services.closing import close
from tests.days import years_after
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
