"""Opdrachtgevers, contacts, agreements and referrals, in service and on the page."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import Event
from dossiers import services
from dossiers.facts import (
    AgreementExists,
    ContactEnded,
    OpdrachtgeverEnded,
    OpdrachtgeverExists,
    PersonHasOtherRole,
    ReferralAlreadyAnswered,
)
from dossiers.models import Agreement, Opdrachtgever, OpdrachtgeverContact, Referral
from dossiers.permissions import referrals_for, referrals_to_answer
from dossiers.queries import agreement_on_file
from tests.factories.dossiers import a_contact, a_referral, an_agreement, an_opdrachtgever
from tests.factories.vault import unlock
from vault.clock import today
from vault.ids import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client):
    def as_(user):
        client.force_login(user)
        return client

    return as_


# Opdrachtgevers


def test_name_of_an_active_opdrachtgever_is_taken_however_it_is_written(administratie):
    an_opdrachtgever("Bakkerij Van Houten")

    with pytest.raises(OpdrachtgeverExists):
        services.add_opdrachtgever(name=" bakkerij  VAN houten ", kind="employer", by=administratie)


def test_name_of_an_ended_opdrachtgever_is_free_again(administratie):
    services.end_opdrachtgever(opdrachtgever=an_opdrachtgever("Oud"), by=administratie)

    assert an_opdrachtgever("Oud").ended_at is None


def test_opdrachtgever_ends_once(administratie):
    ended = services.end_opdrachtgever(opdrachtgever=an_opdrachtgever(), by=administratie)

    with pytest.raises(OpdrachtgeverEnded):
        services.end_opdrachtgever(opdrachtgever=ended, by=administratie)


@pytest.mark.parametrize("change", [{"kind": "vereniging"}, {"ended_at": "2001-01-01T00:00Z"}])
def test_database_refuses_an_opdrachtgever_that_makes_no_sense(change):
    an_opdrachtgever()

    with pytest.raises(IntegrityError), transaction.atomic():
        Opdrachtgever.objects.update(**change)


def test_new_contact_is_invited_by_mail(administratie, outbox):
    opdrachtgever = an_opdrachtgever()
    contact = services.add_contact(
        opdrachtgever=opdrachtgever, name="P. van Houten", email="P@werkgever.example", by=administratie
    )

    assert contact.user.email == "p@werkgever.example"
    assert len(outbox.sent_to("p@werkgever.example")) == 1


def test_address_of_somebody_else_makes_no_contact(administratie, coach):
    with pytest.raises(PersonHasOtherRole):
        services.add_contact(opdrachtgever=an_opdrachtgever(), name="X", email=coach.email, by=administratie)


def test_contact_ends_once_and_refers_nobody_any_more(contact, administratie):
    ended = services.end_contact(contact=contact, by=administratie)

    with pytest.raises(ContactEnded):
        services.end_contact(contact=ended, by=administratie)
    with pytest.raises(ContactEnded):
        a_referral(ended)


@pytest.mark.parametrize("change", [{"recipient_class": "buurman"}, {"ended_at": "2001-01-01T00:00Z"}])
def test_database_refuses_a_contact_that_makes_no_sense(contact, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        OpdrachtgeverContact.objects.filter(pk=contact.pk).update(**change)


def test_agreement_counts_from_signature_to_last_day():
    opdrachtgever = an_opdrachtgever()
    an_agreement(opdrachtgever, signed_on=today(), valid_until=today() + timedelta(days=10))

    assert not agreement_on_file(opdrachtgever, today() - timedelta(days=1))
    assert agreement_on_file(opdrachtgever)
    assert agreement_on_file(opdrachtgever, today() + timedelta(days=10))
    assert not agreement_on_file(opdrachtgever, today() + timedelta(days=11))


def test_agreement_is_recorded_once():
    opdrachtgever = an_opdrachtgever()
    an_agreement(opdrachtgever)

    with pytest.raises(AgreementExists):
        an_agreement(opdrachtgever)


def test_database_refuses_an_agreement_that_ends_before_it_is_signed():
    an_agreement(an_opdrachtgever())

    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.update(valid_until="2001-01-01")


# Referrals


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


def test_list_of_opdrachtgevers_says_who_has_no_agreement(browser, coach):
    an_agreement(an_opdrachtgever("Met"))
    an_opdrachtgever("Zonder")
    page = browser(coach).get(reverse("dossiers:opdrachtgevers")).content.decode()

    assert "geen geldige" in page
    assert "getekend" in page
    assert "Nieuwe opdrachtgever" not in page


def test_administration_adds_an_opdrachtgever_a_contact_and_an_agreement(browser, administratie, outbox):
    page = browser(administratie)
    page.post(reverse("dossiers:opdrachtgever-add"), {"name": "Bakkerij", "kind": "employer"})
    added = Opdrachtgever.objects.get()
    page.post(
        reverse("dossiers:contact-add", args=[added.pk]),
        {"name": "P. van Houten", "email": "p@werkgever.example", "recipient_class": "opdrachtgever"},
    )
    page.post(
        reverse("dossiers:agreement-add", args=[added.pk]), {"reference": "OVK-1", "signed_on": today().isoformat()}
    )
    shown = page.get(reverse("dossiers:opdrachtgever", args=[added.pk])).content.decode()

    assert "P. van Houten" in shown
    assert "OVK-1" in shown
    assert outbox.sent_to("p@werkgever.example")


def test_name_that_is_taken_is_said_and_the_form_keeps_it(browser, administratie):
    an_opdrachtgever("Bakkerij")
    answer = browser(administratie).post(reverse("dossiers:opdrachtgever-add"), {"name": "bakkerij", "kind": "uwv"})

    assert answer.status_code == 409
    assert "Er is al een opdrachtgever met deze naam." in answer.content.decode()
    assert 'value="bakkerij"' in answer.content.decode()


def test_agreement_that_ends_before_signing_is_said(browser, administratie):
    form = {"reference": "OVK", "signed_on": "2026-03-03", "valid_until": "2026-03-01"}
    answer = browser(administratie).post(reverse("dossiers:agreement-add", args=[an_opdrachtgever().pk]), form)

    assert "Dit ligt voor de dag van tekenen." in answer.content.decode()


def test_opdrachtgever_ends_after_asking_once_more(browser, administratie):
    found = an_opdrachtgever()
    address = reverse("dossiers:opdrachtgever-end", args=[found.pk])
    browser(administratie).get(address)
    assert Opdrachtgever.objects.get().ended_at is None

    for _ in range(2):
        browser(administratie).post(address)

    assert Opdrachtgever.objects.get().ended_at is not None


def test_contact_is_ended_on_the_page(browser, administratie, contact):
    address = reverse("dossiers:contact-end", args=[contact.opdrachtgever_id, contact.pk])
    for _ in range(2):
        browser(administratie).post(address)

    assert OpdrachtgeverContact.objects.get().ended_at is not None


@pytest.mark.parametrize("name", ["opdrachtgever-end", "contact-add", "agreement-add"])
def test_coach_reads_about_opdrachtgevers_and_keeps_none(browser, coach, name):
    found = an_opdrachtgever()

    assert browser(coach).get(reverse("dossiers:opdrachtgever", args=[found.pk])).status_code == 200
    assert browser(coach).get(reverse(f"dossiers:{name}", args=[found.pk])).status_code == 403


@pytest.mark.parametrize("name", ["opdrachtgever", "opdrachtgever-end", "contact-add", "agreement-add"])
def test_opdrachtgever_that_never_was_is_not_found(browser, administratie, name):
    assert browser(administratie).get(reverse(f"dossiers:{name}", args=[new_id()])).status_code == 404


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
