"""A destruction that waits follows its date and lapses without one; nothing begins by a day that does not stand."""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from accounts.models import Organisation
from dossiers.models import Dossier, Note
from retention.facts import DestructionAlreadyBegun
from retention.models import DossierTerm, ErasureRequest, PurgeCase
from retention.queries import keeping_of
from retention.services import cases
from retention.services.advancing import advance
from retention.services.changing import change_term
from retention.services.closing import close
from retention.services.following import follow_other_trajecten
from retention.services.listing import approve_list, propose_list
from retention.services.requesting import follow_requests, withdraw_request
from retention.stopping import asking_of
from retention.terms import COMPLETED_IN, COOLING_OFF, Step
from tests.factories.accounts import OrganisationFactory
from tests.factories.dossiers import a_client, a_dossier_of
from tests.factories.reglement import small_version
from tests.retention import parts as in_parts
from tests.retention.test_client_request import ask
from tests.retention.test_events import STATUTE
from tests.retention.test_term_changes import CHANGING, LONGER, SHORTER, a_closed_dossier, whole
from vault.clock import akkoord_now, today

pytestmark = pytest.mark.django_db
RULE = '[[retention_rule]]\nid = "by-law"\narticle = "3"\nbound = "exactly"\n{}\n'
LAST = 'trigger = "last_traject_end"\nterm = "P3Y"\nhold = { statute = "artikel 2" }'


@pytest.fixture
def dossier(coach, client_user):
    """A dossier that must be gone a year from today, under a text in which the client may move that day."""
    return a_closed_dossier(coach, client_user, small_version(CHANGING))


@pytest.fixture
def asked(coach, client_user, outbox):
    """A closed dossier that its client asked to destroy, under a text with a statute about complaints."""
    dossier = a_closed_dossier(coach, client_user, small_version(RULE.format(STATUTE)))
    ask(dossier, client_user, outbox)
    return dossier


def approved(clock, *, by):
    """Return an announced case that one person approved well before its day."""
    clock.move(days=340)
    [case_id] = cases.find_due()
    return cases.approve(PurgeCase.objects.get(pk=case_id), by=by)


def has_lapsed(case):
    return PurgeCase.objects.get(pk=case.pk).lapsed_at is not None


def test_nothing_is_destroyed_when_its_term_does_not_run_any_more(coach, client_user, clock):
    version, client = small_version(RULE.format(LAST)), a_client(user=client_user)
    dossier = a_dossier_of(coach, client=client, reglement_version=version)
    close(dossier, outcome="new_employer", ended_on=today(), by=coach)
    clock.move(days=(today() + relativedelta(years=3) - today()).days - 10)
    [case_id] = cases.find_due()
    a_dossier_of(coach, client=client, reglement_version=version)
    clock.move(days=15)

    assert follow_other_trajecten() == [dossier.pk]
    assert keeping_of(dossier).due_on is None
    assert (advance(case_id, worker="laat"), cases.find_due()) == (None, [])
    assert Dossier.objects.get(pk=dossier.pk).destroyed_at is None


def test_what_was_approved_for_one_day_is_announced_and_approved_anew_for_another(
    dossier, client_user, directie, clock
):
    first = approved(clock, by=directie)
    change_term(dossier, offer=LONGER, until=today() + timedelta(days=400), reason="", by=client_user)
    clock.move(days=375)
    [case_id] = cases.find_due()
    second = PurgeCase.objects.get(pk=case_id)

    assert has_lapsed(first)
    assert (second.approved_at, second.proposed_at is None) == (None, False)
    assert advance(first.pk, worker="laat") is None


def test_day_that_comes_sooner_leaves_its_own_time_to_think(dossier, client_user, directie, clock):
    approved(clock, by=directie)
    clock.move(days=5)
    change_term(dossier, offer=SHORTER, until=today(), reason="", by=client_user)
    [case_id] = cases.find_due()

    assert advance(case_id, worker="eerder") == Step.APPROVED
    assert Note.objects.exists()
    clock.move(days=COOLING_OFF.days)
    assert advance(case_id, worker="eerder") == Step.CERTIFIED


def test_two_people_approve_the_day_on_which_it_goes(dossier, client_user, directie, privacy_officer, clock):
    OrganisationFactory()
    Organisation.objects.update(four_eyes=True)
    clock.move(days=340)
    cases.find_due()
    approve_list(propose_list(by=directie), by=privacy_officer)
    change_term(dossier, offer=LONGER, until=today() + timedelta(days=300), reason="", by=client_user)
    clock.move(days=310)
    [case_id] = cases.find_due()

    assert advance(case_id, worker="lijst") == Step.PROPOSED
    assert propose_list(by=directie).lines.get().case_id == case_id


def test_date_that_stays_keeps_its_approval(dossier, directie, clock):
    case = approved(clock, by=directie)
    cases.release(dossier, cases.hold(dossier, ground="complaint", review_on=None, by=directie).pk, by=directie)

    assert not has_lapsed(case)


# --- What the client asked ------------------------------------------------------------------------------------------


def test_hold_that_comes_after_the_request_is_told_and_lets_him_take_it_back(asked, client_user, directie, clock):
    with pytest.raises(DestructionAlreadyBegun):
        withdraw_request(asked, by=client_user)
    held = cases.hold(asked, ground="court", review_on=None, by=directie)

    told = asking_of(asked)
    withdraw_request(asked, by=client_user)
    cases.release(asked, held.pk, by=directie)

    assert [stop.why for stop in told.stops] == ["rechtszaak"]
    assert (told.is_begun, told.goes_at_once, told.may_withdraw) == (False, False, True)
    assert follow_requests() == []
    assert not PurgeCase.objects.standing().exists()
    assert keeping_of(whole(asked)).due_on == today() + relativedelta(years=2)


def test_statute_that_comes_after_the_request_keeps_the_whole_as_long_as_it_lasts(asked, directie, clock):
    held = cases.hold(asked, ground="complaint", review_on=None, by=directie)
    clock.move(days=40)
    cases.release(asked, held.pk, by=directie)
    until = today() + relativedelta(years=3)

    assert [(stop.why, stop.until) for stop in asking_of(whole(asked)).stops] == [("artikel 2", until)]
    assert (follow_requests(), PurgeCase.objects.standing().exists()) == ([], False)
    clock.move(days=(until - today()).days)
    [case_id] = follow_requests()
    assert advance(case_id, worker="verzoek") == Step.CERTIFIED


# --- What the database itself refuses -------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [{"due_on": None, "trigger_on": None}, {"due_on": F("due_on") + timedelta(days=3)}])
def test_database_begins_nothing_before_the_day_that_stands(dossier, directie, clock, day):
    case = approved(clock, by=directie)
    clock.move(days=27)
    terms = DossierTerm.objects.filter(dossier=dossier, carrier="digital")
    was = terms.get().due_on
    terms.update(**day)

    with pytest.raises(IntegrityError, match="day has not come"), transaction.atomic():
        PurgeCase.objects.filter(pk=case.pk).update(intent_at=akkoord_now())
    terms.update(due_on=was, trigger_on=was)
    PurgeCase.objects.filter(pk=case.pk).update(intent_at=akkoord_now())


def test_database_begins_no_part_before_its_day(coach, client_user, clock):
    in_parts.closed(in_parts.a_dossier_in_parts(coach, client_user), coach)
    case = in_parts.case_of_parts(clock)
    term = DossierTerm.objects.of_parts().filter(due_on__lte=today()).first()
    case.covered.create(part_id=term.part_id)
    DossierTerm.objects.filter(pk=term.pk).update(due_on=today() + timedelta(days=1))

    with pytest.raises(IntegrityError, match="day of a part has not come"), transaction.atomic():
        PurgeCase.objects.filter(pk=case.pk).update(intent_at=akkoord_now())
    DossierTerm.objects.filter(pk=term.pk).update(due_on=today())
    PurgeCase.objects.filter(pk=case.pk).update(intent_at=akkoord_now())


def test_database_lets_no_request_pass_a_statute_and_none_be_taken_back_that_a_case_leans_on(asked, client_user):
    rows = ErasureRequest.objects.filter(dossier=asked)
    with pytest.raises(IntegrityError, match="stands fast"), transaction.atomic():
        rows.update(withdrawn_at=akkoord_now(), withdrawn_by=client_user)
    DossierTerm.objects.filter(dossier=asked, carrier="digital").update(statute="artikel 2")

    with pytest.raises(IntegrityError, match="a statute keeps the whole"), transaction.atomic():
        PurgeCase.objects.update(intent_at=akkoord_now())


def test_database_counts_as_many_days_for_what_must_be_gone_within_its_term_as_the_house_does():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef('retention_case_when_its_day_came'::regproc)")
        [(words,)] = cursor.fetchall()

    assert (
        words.count(f"WHEN 'complete_within' THEN {COMPLETED_IN.days} ELSE 0") == words.count("complete_within") == 2
    )
