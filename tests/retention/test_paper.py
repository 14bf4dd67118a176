"""Paper has its own term: it is listed with where it lies and confirmed as destroyed, by two where that is wanted."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from accounts.models import Organisation
from dossiers.models import Dossier
from retention.facts import (
    NotTheirChoice,
    PaperGoneBefore,
    PaperHeldAlready,
    PaperIsHeld,
    PaperNotDue,
    SecondIsTheSame,
)
from retention.models import Certificate, PaperDossier, PaperHold, PurgeCase
from retention.papers import papers_gone, papers_to_do
from retention.queries import keeping_of
from retention.services import cases
from retention.services.advancing import advance
from retention.services.closing import close
from retention.services.paper import confirm_paper, hold_paper, record_paper, release_paper, second_paper
from tests.days import years_after
from tests.factories.accounts import OrganisationFactory
from tests.factories.consent import sign_confidentiality
from tests.factories.dossiers import a_client, a_dossier_of
from tests.factories.reglement import active_version_of, small_version
from tests.retention.test_client_request import ask, whole
from vault.clock import akkoord_now, today

pytestmark = pytest.mark.django_db
SHELF = "Utrecht, kast 3, map 12"
PAPER_BY_LAW = """
[[retention_rule]]
id = "paper-by-law"
article = "3"
match = { carrier = ["paper"] }
trigger = "traject_end"
term = "P7Y"
bound = "exactly"
hold = { statute = "AWR 52" }
"""


@pytest.fixture
def paper(running) -> PaperDossier:
    """The paper of a dossier that closed today; it may be kept two years, as the rest."""
    sign_confidentiality(running.coach)
    close(running.dossier, outcome="new_employer", ended_on=today(), by=running.coach, paper=SHELF)
    return PaperDossier.objects.get()


@pytest.fixture
def due_paper(paper, clock) -> PaperDossier:
    clock.move(days=(paper.due_on - today()).days)
    return paper


def test_paper_that_is_told_at_closing_gets_the_date_of_paper(coach, client_user):
    dossier = a_dossier_of(coach, client=a_client(user=client_user), reglement_version=active_version_of("rio"))
    sign_confidentiality(coach)
    close(dossier, outcome="new_employer", ended_on=today(), by=coach, paper=SHELF)

    [line] = papers_to_do()
    assert (line.due_on, line.article, line.whereabouts) == (years_after(today(), 1), "6.2", SHELF)
    assert not line.is_due


def test_paper_that_a_statute_keeps_is_not_due_when_the_client_asks_for_destruction(coach, client_user, outbox):
    version = small_version(PAPER_BY_LAW)
    dossier = a_dossier_of(coach, client=a_client(user=client_user), reglement_version=version)
    sign_confidentiality(coach)
    close(dossier, outcome="new_employer", ended_on=today(), by=coach, paper=SHELF)
    ask(whole(dossier), client_user, outbox)

    assert PurgeCase.objects.get().ground == "requested"
    assert PaperDossier.objects.get().due_on == years_after(today(), 7)


def test_page_tells_of_paper_only_where_there_is_paper(coach, client_user, administratie, client, clock):
    dossier = a_dossier_of(coach, client=a_client(user=client_user), reglement_version=small_version(PAPER_BY_LAW))
    sign_confidentiality(coach)
    close(dossier, outcome="new_employer", ended_on=today(), by=coach)
    client.force_login(client_user)
    assert "Alles in dit dossier wordt vernietigd op" in client.get("/mijn/bewaren/").text
    assert [line.part for line in keeping_of(dossier).terms] == ["alles in dit programma"]

    record_paper(dossier, whereabouts=SHELF, by=coach)
    paper = PaperDossier.objects.get()
    page = client.get("/mijn/bewaren/").text
    assert "alles op papier" in page
    assert "Papier heeft een eigen datum." in page
    # The paper stays for longer, and what lies here is not said to stay with it.
    assert keeping_of(dossier).due_on == years_after(today(), 2) < paper.due_on

    clock.move(days=(paper.due_on - today()).days)
    confirm_paper(paper, on=today(), method="shredded", by=administratie)
    assert "Vernietigd op" in client.get("/mijn/bewaren/").text


def test_paper_that_is_due_is_destroyed_and_where_it_lay_forgotten(due_paper, administratie):
    confirm_paper(due_paper, on=today(), method="shredded", by=administratie)

    gone = PaperDossier.objects.get()
    assert (gone.is_gone, gone.whereabouts, gone.confirmed_by) == (True, "", administratie)
    assert papers_to_do() == []
    assert [line.how for line in papers_gone()] == ["zelf versnipperd"]
    with pytest.raises(PaperGoneBefore):
        confirm_paper(due_paper, on=today(), method="shredded", by=administratie)


def test_paper_before_its_date_held_or_by_somebody_else_is_not_destroyed(paper, closed_by, administratie, clock):
    words = {"on": today(), "method": "shredded"}
    with pytest.raises(PaperNotDue):
        confirm_paper(paper, by=administratie, **words)
    clock.move(days=(paper.due_on - today()).days)
    with pytest.raises(NotTheirChoice):
        confirm_paper(paper, by=closed_by, **words)
    with pytest.raises(PaperNotDue):
        confirm_paper(paper, on=today() + timedelta(days=1), method="shredded", by=administratie)
    cases.hold(paper.dossier, ground="court", review_on=None, by=administratie)

    with pytest.raises(PaperIsHeld):
        confirm_paper(paper, by=administratie, **words)


@pytest.fixture
def closed_by(running):
    return running.coach


def test_two_people_confirm_where_the_organisation_wants_four_eyes(due_paper, administratie, directie):
    OrganisationFactory()
    Organisation.objects.update(four_eyes=True)
    made = confirm_paper(due_paper, on=today(), method="company", by=administratie)
    with pytest.raises(SecondIsTheSame):
        second_paper(made, by=administratie)
    assert [line.waits_for_second for line in papers_to_do()] == [True]

    assert second_paper(made, by=directie).is_gone


def test_certificate_says_that_paper_is_still_to_do_and_paper_outlives_the_digital_dossier(paper, clock):
    clock.move(days=705)
    [case_id] = cases.find_due()
    clock.move(days=28)
    advance(case_id, worker="papier")
    clock.move(days=2)
    advance(case_id, worker="papier")

    assert Certificate.objects.get().payload["paper"] == "to_do"
    assert [line.whereabouts for line in papers_to_do()] == [SHELF]


def test_certificate_says_that_paper_went_before(due_paper, administratie, clock):
    [case_id] = cases.find_due()
    confirm_paper(due_paper, on=today(), method="shredded", by=administratie)
    advance(case_id, worker="papier")
    clock.move(days=2)
    advance(case_id, worker="papier")

    assert Certificate.objects.get().payload["paper"] == "destroyed"


# --- Through the pages ----------------------------------------------------------------------------------------------


def test_coach_tells_where_paper_lies_and_administratie_confirms_that_it_is_gone(
    client, closed, running, administratie, clock
):
    sign_confidentiality(running.coach)
    sign_confidentiality(administratie)
    record_paper(running.dossier, whereabouts=SHELF, by=administratie)
    clock.move(days=800)
    client.force_login(administratie)
    gone = reverse("retention:paper-gone", args=[PaperDossier.objects.get().pk])

    assert gone in client.get(reverse("desk:my_day")).content.decode()
    assert SHELF in client.get(reverse("retention:papers")).content.decode()
    assert client.post(gone, {"on": "", "method": "shredded"}).status_code == 422
    assert client.post(gone, {"on": today().isoformat(), "method": "shredded"}).url == reverse("retention:papers")
    assert gone not in client.get(reverse("desk:my_day")).content.decode()


def test_page_of_paper_asks_a_constant_number_of_queries(client, coach, administratie, django_assert_max_num_queries):
    client.force_login(administratie)
    for number in range(4):
        dossier = a_dossier_of(coach, client=a_client(f"Iemand {number}"))
        PaperDossier.objects.create(dossier=dossier, whereabouts=SHELF, recorded_by=administratie)

    with django_assert_max_num_queries(16):
        page = client.get(reverse("retention:papers")).content.decode()
    assert page.count(SHELF) == 4


def test_paper_is_held_by_itself_also_when_the_digital_dossier_is_gone(due_paper, administratie, directie, clock):
    [case_id] = cases.find_due()
    advance(case_id, worker="een")
    clock.move(days=3)
    advance(case_id, worker="een")
    assert Dossier.objects.get().is_destroyed
    facts = {"ground": "court", "review_on": today(), "by": directie}
    hold_paper(due_paper, **facts)

    with pytest.raises(PaperIsHeld):
        confirm_paper(due_paper, on=today(), method="shredded", by=administratie)
    with pytest.raises(PaperHeldAlready):
        hold_paper(due_paper, **facts)
    with pytest.raises(NotTheirChoice):
        release_paper(due_paper, by=administratie)
    assert [(line.is_held, line.held_for) for line in papers_to_do()] == [(True, "rechtszaak")]
    release_paper(due_paper, by=directie)
    assert confirm_paper(due_paper, on=today(), method="shredded", by=administratie).is_gone
    with pytest.raises(PaperGoneBefore):
        hold_paper(due_paper, **facts)


def test_directie_holds_paper_on_its_page_and_lets_it_go(client, due_paper, directie):
    client.force_login(directie)
    page = reverse("retention:paper-hold", args=[due_paper.pk])

    assert client.post(page, {"ground": "court", "review_on": ""}).status_code == 422
    assert client.post(page, {"ground": "court", "review_on": "2027-01-01"}).status_code == 302
    assert "rechtszaak" in client.get(reverse("retention:papers")).content.decode()
    client.post(reverse("retention:paper-release", args=[due_paper.pk]))
    assert PaperHold.objects.get().released_by == directie


# --- What the database itself refuses -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        {"destroyed_on": "2026-01-01"},
        {"method": "burnt"},
        {"seconded_at": "2026-01-01T00:00Z"},
    ],
)
def test_half_a_confirmation_is_refused(paper, words):
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperDossier.objects.filter(pk=paper.pk).update(**words)


def test_what_was_destroyed_stays_so_and_what_is_held_stays(due_paper, administratie, directie):
    rows = PaperDossier.objects.filter(pk=due_paper.pk)
    facts = {"destroyed_on": today(), "method": "shredded", "confirmed_at": "2026-01-01T00:00Z"}
    placed = cases.hold(Dossier.objects.get(), ground="court", review_on=None, by=directie)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(confirmed_by=administratie, **facts)
    cases.release(Dossier.objects.get(), placed.pk, by=directie)
    rows.update(confirmed_by=administratie, **facts)

    for changes in ({"destroyed_on": None}, {"confirmed_by": directie}, {"method": "company"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**changes)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()


def test_hold_on_paper_stops_its_confirmation_and_is_only_lifted(due_paper, administratie, directie):
    rows = PaperDossier.objects.filter(pk=due_paper.pk)
    facts = {
        "destroyed_on": today(),
        "method": "shredded",
        "confirmed_at": akkoord_now(),
        "confirmed_by": administratie,
    }
    held = PaperHold.objects.filter(pk=hold_paper(due_paper, ground="court", review_on=today(), by=directie).pk)

    with pytest.raises(IntegrityError, match="hold lies"), transaction.atomic():
        rows.update(**facts)
    for broken in (
        {"ground": "audit"},
        {"ground": "zomaar"},
        {"released_at": akkoord_now()},
        {"placed_by": administratie},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            held.update(**broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        held.delete()
    held.update(released_at=akkoord_now(), released_by=directie)
    with pytest.raises(IntegrityError, match="only lifted"), transaction.atomic():
        held.update(released_at=None, released_by=None)
    rows.update(**facts)
    with pytest.raises(IntegrityError, match="is gone"), transaction.atomic():
        PaperHold.objects.create(paper=due_paper, ground="court", review_on=today(), placed_by=directie)
