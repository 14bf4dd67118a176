"""A traject starts with everything that belongs to it, or not at all."""

import pytest

from audit.models import Event
from consent.services.agreements import make_agreement
from tests.factories.consent import a_bureau, a_line

pytestmark = pytest.mark.django_db


def test_coach_who_starts_a_traject_gets_in():
    bureau = a_bureau("a4p")

    grant = bureau.dossier.grants.get(user=bureau.coach)

    assert grant.can_write
    assert grant.health
    assert grant.decision.effect == "allow"


def test_client_is_told_when_the_agreement_changes(outbox):
    bureau = a_bureau("a4p")

    make_agreement(dossier=bureau.again(), lines=[a_line(bureau.contact, "intakegegevens")], by=bureau.coach)

    told = [text for _subject, text in outbox.sent_to(bureau.client_user.email) if "afspraken" in text]
    assert len(told) == 1
    assert "intakegegevens" not in told[0]


def test_looking_up_an_age_names_nobody_in_the_log():
    a_bureau("a4p")

    looked = Event.objects.filter(event="age.checked")

    assert looked.exists()
    assert not looked.exclude(actor_id=None).exists()
