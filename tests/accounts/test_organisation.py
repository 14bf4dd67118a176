"""What the organisation says about itself: changed by the beheerder, through a service, and the log knows."""

import pytest
from django.urls import reverse

from accounts.models import Organisation
from accounts.queries import organisation
from accounts.services import change_organisation
from audit.models import Event
from audit.terms import Word
from tests.factories.accounts import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def filled_in(browser, **role):
    """Send the form of the organisation, filled in, as this person."""
    browser.force_login(UserFactory(**role, with_mfa=True))
    bureau = OrganisationFactory()
    facts = {
        "name": "Bureau Noord",
        "transfers": "Er is geen doorgifte.",
        "data_protection_officer": "fg@bureau.example",
    }
    return browser.post(reverse("admin:accounts_organisation_change", args=[bureau.pk]), facts)


def test_beheerder_fills_in_what_the_register_asks(client):
    assert filled_in(client, beheerder=True).status_code == 302

    bureau = organisation()
    assert (bureau.name, bureau.transfers) == ("Bureau Noord", "Er is geen doorgifte.")
    assert bureau.data_protection_officer == "fg@bureau.example"
    assert Event.objects.filter(event=Word.ORGANISATION_CHANGED, object_id=bureau.pk).count() == 1


@pytest.mark.parametrize("role", ["directie", "privacy_officer", "coach"])
def test_who_is_no_beheerder_changes_nothing(client, role):
    assert filled_in(client, **{role: True}).status_code == 403
    assert organisation().name == "Bureau Zuid"


def test_log_does_not_say_what_was_filled_in():
    bureau, by = OrganisationFactory(), UserFactory(beheerder=True)

    change_organisation(bureau, by=by, security="geheim woord")

    event = Event.objects.get(event=Word.ORGANISATION_CHANGED)
    assert (event.actor_id, event.details) == (by.pk, None)


def test_first_naming_still_needs_no_more_than_a_name(client):
    client.force_login(UserFactory(beheerder=True, with_mfa=True))

    answer = client.post(reverse("admin:accounts_organisation_add"), {"name": "Bureau Nieuw"})

    assert answer.status_code == 302
    assert Organisation.objects.get().name == "Bureau Nieuw"
