"""Where the organisation wants four eyes, one person proposes what goes and another approves it or takes it out."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts.models import Organisation
from dossiers.models import Dossier, Note
from retention.facts import FourEyesWanted, ListIsClosed, ListIsYourOwn, NothingToList, NotOnTheList
from retention.lists import lines_on, list_lines, waiting_unheld
from retention.models import Certificate, DestructionList, ListedCase, PurgeCase
from retention.services import cases
from retention.services.advancing import advance
from retention.services.listing import approve_list, propose_list, take_out
from retention.terms import COOLING_OFF, Step
from tests.factories.accounts import OrganisationFactory
from tests.factories.consent import sign_confidentiality
from vault.clock import akkoord_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def announced(closed, clock) -> PurgeCase:
    """An announced destruction in a bureau that wants four eyes."""
    OrganisationFactory()
    Organisation.objects.update(four_eyes=True)
    clock.move(days=705)
    [case_id] = cases.find_due()
    return PurgeCase.objects.get(pk=case_id)


def test_reglement_approves_nothing_by_itself_and_neither_does_one_person(announced, directie, clock):
    clock.move(days=40)

    assert advance(announced.pk, worker="lijst") == Step.PROPOSED
    with pytest.raises(FourEyesWanted):
        cases.approve(announced, by=directie)
    assert Note.objects.exists()


def test_list_that_another_approves_is_destroyed_after_the_cooling_off(announced, directie, privacy_officer, clock):
    clock.move(days=29)
    listed = propose_list(by=directie)
    assert approve_list(listed, by=privacy_officer) == [announced.pk]
    clock.move(days=COOLING_OFF.days - 1)
    assert advance(announced.pk, worker="lijst") == Step.APPROVED

    clock.move(days=1)
    assert advance(announced.pk, worker="lijst") == Step.CERTIFIED
    assert Certificate.objects.get().payload["approved_by_role"] == "two_reviewers"
    assert [line.number for line in lines_on(listed)] != [""]


def test_who_may_decide_is_told_and_who_proposed_is_not(announced, directie, privacy_officer, outbox):
    propose_list(by=directie)

    assert any("lijst" in text for _subject, text in outbox.sent_to(privacy_officer.email))
    assert not outbox.sent_to(directie.email)


def test_who_proposes_does_not_decide(announced, directie):
    listed = propose_list(by=directie)

    with pytest.raises(ListIsYourOwn):
        approve_list(listed, by=directie)
    with pytest.raises(ListIsYourOwn):
        take_out(listed, announced.pk, why="still_needed", by=directie)


def test_what_is_held_waits_for_no_list_and_is_not_called_late(announced, directie, clock, client):
    dossier = Dossier.objects.get(pk=announced.dossier_id)
    cases.hold(dossier, ground="complaint", review_on=None, by=directie)
    clock.move(days=40)
    sign_confidentiality(directie)
    client.force_login(directie)

    day = client.get(reverse("desk:my_day")).text

    assert waiting_unheld() == 0
    with pytest.raises(NothingToList):
        propose_list(by=directie)
    assert ("vastgehouden" in day, "te laat" in day) == (True, False)


def test_dossier_that_is_taken_out_stays_and_may_come_back(announced, directie, privacy_officer, clock):
    listed = propose_list(by=directie)
    with pytest.raises(NothingToList):
        propose_list(by=directie)
    take_out(listed, announced.pk, why="ask_first", by=privacy_officer)
    with pytest.raises(NotOnTheList):
        take_out(listed, announced.pk, why="ask_first", by=privacy_officer)

    assert approve_list(listed, by=privacy_officer) == []
    assert propose_list(by=privacy_officer).lines.get().case_id == announced.pk
    with pytest.raises(ListIsClosed):
        approve_list(listed, by=privacy_officer)


def test_what_was_held_meanwhile_comes_off_the_list_by_itself(announced, closed, directie, privacy_officer):
    listed = propose_list(by=directie)
    cases.hold(closed.dossier, ground="court", review_on=None, by=directie)

    assert approve_list(listed, by=privacy_officer) == []
    assert ListedCase.objects.get().why == "held"


def test_what_came_to_nothing_meanwhile_is_said_and_not_counted(client, announced, directie, privacy_officer):
    listed = propose_list(by=directie)
    PurgeCase.objects.filter(pk=announced.pk).update(lapsed_at=akkoord_now())
    client.force_login(privacy_officer)

    [line] = list_lines(privacy_officer)
    assert line.left == 0
    assert "vervallen" in client.get(reverse("retention:list", args=[listed.pk])).content.decode()
    assert approve_list(listed, by=privacy_officer) == []


def test_without_the_setting_the_reglement_still_approves(closed, clock):
    clock.move(days=705)
    [case_id] = cases.find_due()
    clock.move(days=30)

    assert advance(case_id, worker="lijst") == Step.APPROVED


# --- Through the pages ----------------------------------------------------------------------------------------------


def test_list_walks_from_one_desk_to_the_other(client, announced, directie, privacy_officer):
    client.force_login(directie)
    assert reverse("retention:lists") in client.get(reverse("retention:overview")).content.decode()
    page = client.post(reverse("retention:lists")).url
    assert "Keur goed wat erop staat" not in client.get(page).content.decode()

    sign_confidentiality(privacy_officer)
    client.force_login(privacy_officer)
    assert "wacht op u" in client.get(reverse("retention:lists")).content.decode()
    assert page in client.get(reverse("desk:my_day")).content.decode()
    assert "Keur goed wat erop staat" in client.get(page).content.decode()
    client.post(page)

    announced.refresh_from_db()
    assert announced.approved_by == privacy_officer


def test_reviewer_takes_a_dossier_out_on_its_page(client, announced, directie, privacy_officer):
    listed = propose_list(by=directie)
    client.force_login(privacy_officer)
    out = reverse("retention:take-out", args=[listed.pk, announced.pk])

    assert "Waarom haalt u" in client.get(out).content.decode()
    page = client.post(out, {"why": "date_wrong"}, follow=True).content.decode()

    assert "de datum klopt niet" in page


# --- What the database itself refuses -------------------------------------------------------------------------------


def test_nothing_is_approved_past_the_list(announced, directie, privacy_officer):
    propose_list(by=directie)

    for person in (directie, privacy_officer, None):
        with pytest.raises(DatabaseError), transaction.atomic():
            PurgeCase.objects.filter(pk=announced.pk).update(approved_at=akkoord_now(), approved_by=person)


def test_list_is_approved_by_another_once_and_its_lines_stand_fast(announced, directie, privacy_officer):
    listed = propose_list(by=directie)
    lists, lines = DestructionList.objects.filter(pk=listed.pk), ListedCase.objects.filter(list=listed)
    now = akkoord_now()
    with pytest.raises(DatabaseError), transaction.atomic():
        lists.update(approved_at=now, approved_by=directie)
    with pytest.raises(DatabaseError), transaction.atomic():
        lines.update(taken_out_at=now, taken_out_by=directie, why="ask_first")
    with pytest.raises(DatabaseError), transaction.atomic():
        lines.update(taken_out_at=now, taken_out_by=privacy_officer, why="")
    approve_list(listed, by=privacy_officer)

    for changes in ({"approved_at": now}, {"approved_at": None, "approved_by": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            lists.update(**changes)
    with pytest.raises(DatabaseError), transaction.atomic():
        lines.update(taken_out_at=now, taken_out_by=privacy_officer, why="ask_first")
    for rows in (lines, lists):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
