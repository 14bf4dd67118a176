"""Duties: opened once per decision, fulfilled once."""

import pytest
from django.db import IntegrityError, transaction

from dossiers.facts import DutyAlreadyDone
from dossiers.models import Duty
from dossiers.services import finish_duty, open_duty
from dossiers.terms import DutyKind, Purpose, ServiceType
from reglement import terms as reglement_terms
from tests.factories.dossiers import a_decision
from vault.clock import akkoord_now
from vault.ids import new_id

pytestmark = pytest.mark.django_db


def test_same_duty_of_the_same_decision_is_one_duty(dossier):
    facts = {"dossier": dossier, "kind": "show_client", "decision": a_decision(dossier), "subject_id": new_id()}

    assert open_duty(**facts) == open_duty(**facts)
    assert Duty.objects.count() == 1


def test_duty_is_done_once(dossier, coach):
    duty = finish_duty(duty=open_duty(dossier=dossier, kind="review"), by=coach)

    with pytest.raises(DutyAlreadyDone):
        finish_duty(duty=duty, by=coach)


@pytest.mark.parametrize("change", [{"kind": "koffie"}, {"done_at": akkoord_now}])
def test_database_refuses_a_duty_that_makes_no_sense(dossier, change):
    open_duty(dossier=dossier, kind="review")
    values = {name: value() if callable(value) else value for name, value in change.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.update(**values)


def test_words_of_a_dossier_are_words_that_a_reglement_knows():
    known = {name: set(getattr(reglement_terms, name).__args__) for name in ("DutyKind", "Purpose", "ServiceType")}

    assert set(DutyKind.values) == known["DutyKind"]
    assert set(Purpose.values) <= known["Purpose"]
    assert set(ServiceType.values) <= known["ServiceType"]
