"""Coach and client are told twice before a destruction begins, at the terms of the reglement where it has them."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from retention.models import DossierTerm, PurgeCase, Warned
from retention.services.cases import find_due, hold
from retention.services.closing import close
from retention.services.warning import warn_in_time
from tests.days import years_after
from tests.factories.consent import sign_confidentiality
from tests.factories.dossiers import a_client, a_dossier_of
from tests.factories.reglement import small_version
from vault.clock import today
from vault.terms import HoldGround

pytestmark = pytest.mark.django_db
WARNING = """
[[notice_rule]]
id = "told-two-months-before"
article = "2"
event = "destruction"
timing = "before"
audience = ["client"]
within = "P2M"
"""


@pytest.fixture
def told(outbox):
    """Return how many warnings somebody got."""
    return lambda user: len([text for _subject, text in outbox.sent_to(user.email) if "bewaartermijn" in text])


def days_to(closed):
    return (years_after(today(), 2) - today()).days


def test_coach_and_client_are_told_a_month_and_a_week_before_and_not_in_between(closed, clock, told):
    ahead = days_to(closed)
    clock.move(days=ahead - 30)
    find_due()
    assert (told(closed.client_user), told(closed.coach)) == (1, 1)
    assert warn_in_time() == []

    clock.move(days=22)
    assert warn_in_time() == []
    clock.move(days=1)
    assert len(warn_in_time()) == 1

    assert (told(closed.client_user), told(closed.coach)) == (2, 2)
    assert warn_in_time() == []


def test_case_that_opens_late_gives_one_warning(closed, clock, told):
    clock.move(days=days_to(closed) - 3)
    find_due()

    assert warn_in_time() == []
    assert told(closed.client_user) == 1
    assert set(Warned.objects.values_list("ahead", flat=True)) == {"P30D", "P7D"}


def test_who_was_told_is_not_told_that_it_comes_when_its_day_is_there(closed, clock, told):
    clock.move(days=days_to(closed) - 30)
    find_due()

    clock.move(days=30)
    assert warn_in_time() == []

    assert (told(closed.client_user), told(closed.coach)) == (1, 1)


def test_date_that_moves_is_warned_about_anew(closed, clock, told):
    clock.move(days=days_to(closed) - 30)
    find_due()
    PurgeCase.objects.update(due_at=PurgeCase.objects.get().due_at + timedelta(days=100))
    assert warn_in_time() == []

    clock.move(days=100)
    assert len(warn_in_time()) == 1
    assert told(closed.client_user) == 2


def test_text_that_says_when_to_warn_is_followed(coach, client_user, clock, told):
    dossier = a_dossier_of(
        coach, client=a_client(user=client_user), reglement_version=small_version(WARNING), purpose="guidance"
    )
    close(dossier, outcome="new_employer", ended_on=today(), by=coach)
    ends_on = DossierTerm.objects.get(dossier=dossier, carrier="digital").due_on
    clock.move(days=(ends_on - today()).days - 65)
    assert find_due() == []
    clock.move(days=7)
    find_due()

    assert told(client_user) == 1
    assert list(Warned.objects.values_list("ahead", "article_label")) == [("P2M", "2")]
    clock.move(days=45)
    assert warn_in_time() == []


def test_client_reads_what_goes_what_stays_and_until_when_he_can_do_something(client, closed, clock):
    clock.move(days=days_to(closed) - 20)
    find_due()
    client.force_login(closed.client_user)

    page = client.get(reverse("retention:own")).content.decode()

    assert "De vernietiging begint op" in page
    assert "Wat blijft" in page
    assert reverse("retention:own-objection", args=[closed.dossier.number]) in page


def test_coach_reads_the_same_on_the_page_of_the_dossier(client, running, clock):
    sign_confidentiality(running.coach)
    close(running.dossier, outcome="new_employer", ended_on=today(), by=running.coach)
    clock.move(days=days_to(running) - 20)
    find_due()
    client.force_login(running.coach)

    page = client.get(reverse("retention:dossier", args=[running.dossier.number])).content.decode()

    assert "De cliënt en de coach kregen hierover bericht" in page


def test_page_of_what_is_held_past_its_date_promises_no_day_that_has_gone(client, closed, clock, directie):
    clock.move(days=days_to(closed) - 7)
    find_due()
    hold(closed.dossier, ground=HoldGround.COMPLAINT, review_on=None, by=directie)
    clock.move(days=14)

    client.force_login(closed.client_user)
    page = client.get(reverse("retention:own")).content.decode()

    assert "De termijn liep af op" in page
    assert "Dat kan nog:" in page
    assert "De vernietiging begint op" not in page
    assert "tot en met" not in page


def test_warning_is_never_edited_or_taken_back(closed, clock):
    clock.move(days=days_to(closed) - 20)
    find_due()

    with pytest.raises(DatabaseError), transaction.atomic():
        Warned.objects.update(ahead="P1D")
    with pytest.raises(DatabaseError), transaction.atomic():
        Warned.objects.all().delete()
