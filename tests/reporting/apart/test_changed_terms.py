"""A client makes the term of his dossier longer or shorter; a report of several kinds follows as its rules let it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from dossiers.models import Dossier
from reglement.deciding.calendar import add_term
from reporting.models import Report
from retention.models import DossierTerm
from retention.services.changing import change_term
from tests.days import years_after
from tests.factories.reporting import a_reported_dossier
from tests.reporting.apart.ending import APART, BOUNDED, REST, ROOMY, SHORT, a_text, carried_out, ended, part_of
from tests.retention.parts import fresh
from ui.dates import exact_words
from vault.clock import today

pytestmark = pytest.mark.django_db(transaction=True)
BOTH = "formulieren, ingevuld door kandidaat of werkgever; intakegegevens"
LONGER, SHORTER = "digital.extend", "digital.shorten"


@pytest.fixture
def text(request):
    """The rule about one of the two kinds of data in the report: a year, and what the client may do about it."""
    return getattr(request, "param", ROOMY)


@pytest.fixture
def dossier(organisation, coach, client_user, contact, text) -> Dossier:
    """A running dossier of which the client may make the general term, of two years, shorter and longer."""
    version = a_text(text, client_may='"shorten", "extend"')
    return a_reported_dossier(coach, client_user, contact, version=version, categories=(APART, REST))


@pytest.fixture
def over(dossier, sent, coach) -> Dossier:
    """The same dossier, ended today, with a report of both kinds in it."""
    return ended(dossier, coach)


def date_of(version):
    """Return the day of its own on which a report ends; None where it goes with the whole."""
    return DossierTerm.objects.filter(part=part_of(version)).values_list("due_on", flat=True).first()


def date_of_whole(dossier):
    return DossierTerm.objects.of_wholes().get(dossier=dossier).due_on


def seen(client, user, path):
    client.force_login(user)
    return client.get(path).content.decode()


def changed_on_page(client, user, dossier, offer, until):
    client.force_login(user)
    path = reverse("retention:own-change", args=[dossier.number])
    return client.post(path, {"offer": offer, "until": until.isoformat(), "reason": ""}, follow=True)


def test_both_kinds_that_may_be_kept_longer_let_the_report_go_with_the_longer_dossier(over, sent, client_user):
    until = years_after(today(), 4)

    change_term(over, offer=LONGER, until=until, reason="", by=client_user)

    assert date_of_whole(over) == until
    assert date_of(sent) is None


@pytest.mark.parametrize("text", [SHORT], indirect=True)
def test_kind_that_may_not_be_kept_longer_ends_the_report_on_its_own_day(over, sent, client_user, clock):
    change_term(over, offer=LONGER, until=years_after(today(), 4), reason="", by=client_user)

    assert date_of(sent) == years_after(today(), 1)
    carried_out(clock, days=366)
    assert not Report.objects.exists()
    assert fresh(over).destroyed_at is None


@pytest.mark.parametrize("text", [BOUNDED], indirect=True)
def test_kind_that_may_be_kept_a_little_longer_ends_the_report_then_and_its_page_says_why(
    over, sent, client, client_user
):
    page = changed_on_page(client, client_user, over, LONGER, years_after(today(), 4)).content.decode()

    own, by_rule = add_term(years_after(today(), 1), "P6M"), years_after(today(), 1)
    assert (date_of_whole(over), date_of(sent)) == (years_after(today(), 4), own)
    told = page.partition(f"1 rapport: {BOTH}")[2]
    assert exact_words(own) in told
    assert "langer bewaren, door cliënt" in told
    assert f"Volgens het reglement zelf</dt><dd>{exact_words(by_rule)}" in told


def test_shorter_term_reaches_the_report_and_never_makes_it_longer(over, sent, client_user):
    between = today() + timedelta(days=500)
    change_term(over, offer=SHORTER, until=between, reason="", by=client_user)
    assert (date_of_whole(over), date_of(sent)) == (between, years_after(today(), 1))

    sooner = today() + timedelta(days=100)
    change_term(fresh(over), offer=SHORTER, until=sooner, reason="", by=client_user)
    assert (date_of_whole(over), date_of(sent)) == (sooner, None)


def test_client_keeps_a_report_longer_on_his_page_and_reads_the_new_day(over, sent, client, client_user, clock):
    until = years_after(today(), 4)

    page = changed_on_page(client, client_user, over, LONGER, until).content.decode()

    assert "De datum hieronder volgt wat u koos" in page
    assert exact_words(until) in page
    assert "1 rapport" not in page
    assert exact_words(until) in seen(client, client_user, reverse("reporting:client-report", args=[sent.pk]))
    carried_out(clock, days=800)
    assert Report.objects.exists()


@pytest.mark.parametrize("text", [SHORT], indirect=True)
def test_client_reads_that_a_report_does_not_stay_as_long_as_his_dossier(over, sent, client, client_user):
    until, own = years_after(today(), 4), years_after(today(), 1)

    page = changed_on_page(client, client_user, over, LONGER, until).content.decode()

    assert exact_words(until) in page
    assert f"1 rapport: {BOTH}" in page
    assert exact_words(own) in page
    assert exact_words(own) in seen(client, client_user, reverse("reporting:client-report", args=[sent.pk]))
