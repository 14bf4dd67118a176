"""The list of dossiers: what it shows, what it finds, what it costs, what it leaves in the log."""

from datetime import timedelta

import pytest

from audit.models import Event
from dossiers import queries
from dossiers.queries import DossierFilters, header_of, list_page, open_duties, timeline_of
from dossiers.services import close_traject, open_duty
from tests.factories.dossiers import (
    a_client,
    a_closed_dossier_of,
    a_consult,
    a_dossier,
    a_dossier_of,
    a_grant,
    an_opdrachtgever,
)
from vault.clock import akkoord_now, today
from vault.ids import new_id
from vault.services import shred

pytestmark = pytest.mark.django_db
ALL = DossierFilters(state="all")


def found(user, query, filters=ALL):
    return {line.client_name for line in list_page(user, query, filters=filters).lines}


@pytest.fixture
def caseload(coach, outsider_coach):
    a_dossier_of(coach, client=a_client("Ilse de Boer", email="ilse@thuis.example"))
    a_dossier_of(coach, client=a_client("Mohamed El Amrani"))
    a_dossier_of(outsider_coach, client=a_client("Ilse Jansen", email="jansen@thuis.example"))


@pytest.mark.usefixtures("caseload")
def test_list_shows_ones_own_caseload_only(coach):
    assert found(coach, "") == {"Ilse de Boer", "Mohamed El Amrani"}


@pytest.mark.usefixtures("caseload")
@pytest.mark.parametrize("query", ["ilse", "ILSE DE", "de b", "  boer "])
def test_part_of_a_name_finds_the_client_in_ones_own_caseload(coach, query):
    assert found(coach, query) == {"Ilse de Boer"}


@pytest.mark.usefixtures("caseload")
def test_whole_address_finds_the_client_and_half_of_it_nobody(coach):
    assert found(coach, "ILSE@thuis.example") == {"Ilse de Boer"}
    assert found(coach, "ilse@thuis") == set()


@pytest.mark.usefixtures("caseload")
def test_search_never_finds_the_client_of_a_colleague(coach):
    assert found(coach, "jansen") == set()
    assert found(coach, "jansen@thuis.example") == set()


def test_number_finds_the_dossier(coach):
    dossier = a_dossier_of(coach)
    a_dossier_of(coach)

    assert [line.number for line in list_page(coach, dossier.number.lower()).lines] == [dossier.number]
    assert len(list_page(coach, dossier.traject.client.number).lines) == 1


def test_name_of_the_opdrachtgever_finds_his_dossiers(coach):
    a_dossier_of(coach, opdrachtgever=an_opdrachtgever("Bakkerij Van Houten"))
    a_dossier_of(coach)

    assert [line.opdrachtgever for line in list_page(coach, "houten").lines] == ["Bakkerij Van Houten"]


@pytest.mark.usefixtures("caseload")
def test_caseload_too_large_to_look_through_is_searched_by_whole_words(coach, monkeypatch):
    monkeypatch.setattr("dossiers.queries.lists.CASELOAD_SEARCH_MAX", 1)

    assert found(coach, "boer ilse") == {"Ilse de Boer"}
    assert found(coach, "ils") == set()
    assert list_page(coach, "ils").only_exact_words


def test_list_is_narrowed_to_running_or_closed(coach):
    running, closed = a_dossier_of(coach), a_closed_dossier_of(coach)

    assert [line.number for line in list_page(coach).lines] == [running.number]
    assert [line.number for line in list_page(coach, filters=DossierFilters("closed")).lines] == [closed.number]


def test_list_is_narrowed_to_a_service_an_opdrachtgever_and_a_coach(coach, outsider_coach):
    dossier = a_dossier_of(coach, service="outplacement")
    a_grant(a_dossier(outsider_coach), coach)
    narrowed = [
        DossierFilters(service="outplacement"),
        DossierFilters(opdrachtgever_id=dossier.traject.opdrachtgever_id),
        DossierFilters(coach_id=coach.pk),
    ]

    for filters in narrowed:
        assert [line.number for line in list_page(coach, filters=filters).lines] == [dossier.number]


def test_each_line_shown_is_in_the_log_and_nothing_else(coach):
    shown = [a_dossier_of(coach) for _ in range(3)]
    a_closed_dossier_of(coach)
    Event.objects.filter(event="dossier.listed").count()
    list_page(coach)

    logged = Event.objects.filter(event="dossier.listed")
    assert {event.dossier_id for event in logged} == {dossier.pk for dossier in shown}
    assert all(event.decision_id and event.article == "6" for event in logged)


@pytest.mark.usefixtures("caseload")
def test_search_is_one_line_in_the_log_that_names_nobody(coach):
    list_page(coach, "boer")

    searched = Event.objects.get(event="dossier.searched")
    assert (searched.actor_id, searched.client_id, searched.dossier_id) == (coach.pk, None, None)


def test_list_costs_the_same_queries_for_five_and_for_twenty_five(coach, django_assert_num_queries):
    for _ in range(5):
        a_dossier_of(coach)
    list_page(coach, "boer")
    with django_assert_num_queries(7, exact=False):
        assert len(list_page(coach).lines) == 5
    for _ in range(21):
        a_dossier_of(coach)

    with django_assert_num_queries(7, exact=False):
        assert len(list_page(coach).lines) == 25


def test_second_page_holds_the_rest(coach):
    for _ in range(27):
        a_dossier_of(coach)
    page = list_page(coach, page=2)

    assert (len(page.lines), page.total, page.page.number) == (2, 27, 2)


@pytest.mark.django_db(transaction=True)
def test_destroyed_client_leaves_a_line_without_a_name(coach):
    dossier = a_dossier_of(coach)
    shred([dossier.safe_id, dossier.traject.client.safe_id], case_id=new_id(), certificate_id=new_id())

    (line,) = list_page(coach).lines
    assert (line.number, line.client_name) == (dossier.number, "")


def test_head_of_a_dossier_names_the_client_and_is_in_the_log(coach, dossier):
    header = header_of(coach, dossier, dossier.grants.get())

    assert (header.client_name, header.service) == ("Ilse de Boer", "re-integratie tweede spoor")
    assert Event.objects.filter(event="dossier.read", dossier_id=dossier.pk).count() == 1


def test_line_of_the_traject_has_its_start_its_consults_and_its_end(coach):
    dossier = a_dossier_of(coach)
    a_consult(dossier, coach)
    a_consult(dossier, coach, starts_at=akkoord_now() + timedelta(days=7))
    assert [event.label for event in timeline_of(dossier)][:3] == ["start", "gesprek 1", "gesprek 2"]

    close_traject(dossier=dossier, outcome="other", ended_on=today(), by=coach)
    dossier.traject.refresh_from_db()

    assert [event.label for event in timeline_of(dossier)] == ["start", "gesprek 1", "einde"]


def test_duties_on_the_desk_are_those_of_ones_own_dossiers_the_soonest_first(coach):
    dossier, other = a_dossier_of(coach), a_dossier()
    for due_at, kind in [(None, "review"), (akkoord_now(), "show_client")]:
        open_duty(dossier=dossier, kind=kind, due_at=due_at)
    open_duty(dossier=other, kind="review")

    assert [duty.kind for duty in open_duties(coach)] == ["show_client", "review"]


def test_client_finds_his_own_and_only_his_own(dossier, client_user, other_client_user, coach):
    consult = a_consult(dossier, coach)
    type(consult).objects.update(summary_shared_at=akkoord_now())

    assert [one.summary for one in queries.own_summaries(client_user)] == ["Wij maakten een plan."]
    assert queries.own_summaries(other_client_user) == ()
    assert Event.objects.get(event="consult.read").actor_role == "client"
