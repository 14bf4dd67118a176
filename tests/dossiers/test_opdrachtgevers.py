"""Opdrachtgevers, their contacts and agreements, in service and on the page."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from dossiers import services
from dossiers.facts import (
    AgreementExists,
    ContactEnded,
    OpdrachtgeverEnded,
    OpdrachtgeverExists,
    PersonHasOtherRole,
)
from dossiers.models import Agreement, Opdrachtgever, OpdrachtgeverContact
from dossiers.queries import agreement_on_file
from tests.factories.dossiers import a_referral, an_agreement, an_opdrachtgever
from vault.clock import today
from vault.ids import new_id

pytestmark = pytest.mark.django_db


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
    page.post(reverse("dossiers:opdrachtgever-add"), {"name": "Bakkerij", "kind": "employer", "outside_eea": "nee"})
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
    words = {"name": "bakkerij", "kind": "uwv", "outside_eea": "nee"}
    answer = browser(administratie).post(reverse("dossiers:opdrachtgever-add"), words)

    assert answer.status_code == 409
    assert "Er is al een opdrachtgever met deze naam." in answer.content.decode()
    assert 'value="bakkerij"' in answer.content.decode()


def test_where_an_opdrachtgever_keeps_data_is_asked_and_can_change(browser, administratie):
    found = an_opdrachtgever(outside_eea=None)
    page = browser(administratie)
    shown = reverse("dossiers:opdrachtgever", args=[found.pk])
    assert "niet vastgelegd" in page.get(shown).text

    page.post(reverse("dossiers:opdrachtgever-place", args=[found.pk]), {"outside": "ja"})

    assert "buiten de Europese Economische Ruimte" in page.get(shown).text
    page.post(reverse("dossiers:opdrachtgever-place", args=[found.pk]), {"outside": "misschien"})
    assert Opdrachtgever.objects.get().outside_eea is True


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
