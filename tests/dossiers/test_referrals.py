"""Referrals: sealed, seen by few, answered once."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import Event
from dossiers import services
from dossiers.facts import (
    ReferralAlreadyAnswered,
)
from dossiers.models import Referral
from dossiers.permissions import referrals_for, referrals_to_answer
from tests.factories.dossiers import a_contact, a_referral
from tests.factories.vault import unlock
from vault.ids import new_id

pytestmark = pytest.mark.django_db


def test_referral_is_sealed_in_a_safe_of_its_own(contact):
    referral = a_referral(contact, candidate_email="Ilse@thuis.example", question="Kan zij weer werken?")

    with unlock(referral.safe_id):
        found = Referral.objects.get()
        assert (found.candidate_name, found.candidate_email) == ("Ilse de Boer", "ilse@thuis.example")


def test_referral_sent_twice_is_one_referral(contact):
    token = new_id()

    assert a_referral(contact, form_token=token) == a_referral(contact, form_token=token)


def test_contact_sees_his_own_referrals_and_no_colleagues(contact):
    colleague = a_contact(opdrachtgever=contact.opdrachtgever)
    mine = a_referral(contact)
    a_referral(colleague)

    assert list(referrals_for(contact.user)) == [mine]


def test_referrals_wait_for_staff_who_open_trajecten(contact, coach, beheerder, client_user):
    referral = a_referral(contact)

    assert list(referrals_to_answer(coach)) == [referral]
    for somebody in (beheerder, client_user, contact.user):
        assert not referrals_to_answer(somebody).exists()


def test_referral_is_answered_once(contact, coach):
    referral = services.decline_referral(referral=a_referral(contact), by=coach)

    with pytest.raises(ReferralAlreadyAnswered):
        services.decline_referral(referral=referral, by=coach)


@pytest.mark.parametrize(
    "change",
    [
        {"service": "tovenarij"},
        {"accepted_at": "2026-01-01T00:00Z"},
        {"declined_at": "2026-01-01T00:00Z"},
    ],
)
def test_database_refuses_a_referral_that_says_half(contact, change):
    a_referral(contact)

    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.update(**change)


def test_database_refuses_a_referral_both_accepted_and_declined(contact, coach):
    services.decline_referral(referral=a_referral(contact), by=coach)

    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.update(accepted_at="2026-01-01T00:00Z", accepted_by=coach)


# Pages


def test_contact_refers_a_candidate_and_sees_what_became_of_it(browser, contact, coach):
    form = {"candidate_name": "Ilse de Boer", "service": "spoor2", "question": "Graag hulp.", "form_token": new_id()}
    for _ in range(2):
        browser(contact.user).post(reverse("dossiers:contact-refer"), form)
    waiting = browser(coach).get(reverse("dossiers:referrals")).content.decode()
    browser(coach).post(reverse("dossiers:referral-decline", args=[Referral.objects.get().pk]))
    shown = browser(contact.user).get(reverse("dossiers:contact-referrals")).content.decode()

    assert "Ilse de Boer" in waiting
    assert "Graag hulp." in waiting
    assert "niet aangenomen" in shown
    assert Event.objects.filter(event="referral.read", actor_id=coach.pk).count() == 1


def test_second_click_on_decline_is_told_so(browser, contact, coach):
    address = reverse("dossiers:referral-decline", args=[a_referral(contact).pk])
    browser(coach).post(address)
    answer = browser(coach).post(address, follow=True)

    assert "al beantwoord" in answer.content.decode()


def test_ended_contact_has_no_door(browser, contact, administratie):
    services.end_contact(contact=contact, by=administratie)

    for name in ("contact-refer", "contact-referrals"):
        assert browser(contact.user).get(reverse(f"dossiers:{name}")).status_code == 404


def test_referral_without_a_name_asks_for_one_and_keeps_the_rest(browser, contact):
    answer = browser(contact.user).post(reverse("dossiers:contact-refer"), {"service": "spoor2", "question": "Hulp."})

    assert "Hulp." in answer.content.decode()
    assert not Referral.objects.exists()
