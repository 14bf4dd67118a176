"""A clock that went back by hours, as it may, stands in the way of nobody who decides something then."""

import pytest

from accounts.models import Organisation
from retention.models import DestructionList, ErasureRequest, PaperDossier, PaperHold, PurgeCase
from retention.services import cases
from retention.services.advancing import advance
from retention.services.listing import approve_list, propose_list
from retention.services.paper import hold_paper, record_paper, release_paper
from retention.services.requesting import withdraw_request
from retention.terms import COOLING_OFF, Step
from tests.factories.accounts import OrganisationFactory
from tests.factories.consent import sign_confidentiality
from tests.retention.test_client_request import ask, whole
from vault.clock import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def announced(closed, clock) -> PurgeCase:
    """A destruction that was announced a moment ago."""
    sign_confidentiality(closed.coach)
    clock.move(days=705)
    [case_id] = cases.find_due()
    return PurgeCase.objects.get(pk=case_id)


def test_client_who_asks_for_destruction_then_gets_it(announced, closed, clock, outbox):
    clock.move(hours=-6)

    ask(whole(closed.dossier), closed.client_user, outbox)

    assert advance(announced.pk, worker="een") == Step.CERTIFIED


def test_client_who_takes_his_request_back_then_keeps_his_dossier(closed, clock, outbox, directie):
    cases.hold(closed.dossier, ground="complaint", review_on=None, by=directie)
    ask(whole(closed.dossier), closed.client_user, outbox)
    clock.move(hours=-6)

    withdraw_request(whole(closed.dossier), by=closed.client_user)

    assert ErasureRequest.objects.get().withdrawn_at is not None


def test_reviewer_who_approves_then_has_approved(announced, clock, directie):
    clock.move(hours=-6)

    cases.approve(announced, by=directie)

    clock.move(days=31 + COOLING_OFF.days)
    assert advance(announced.pk, worker="een") == Step.CERTIFIED


def test_list_that_another_approves_then_is_approved(announced, clock, directie, privacy_officer):
    OrganisationFactory()
    Organisation.objects.update(four_eyes=True)
    listed = propose_list(by=directie)
    clock.move(hours=-6)

    assert approve_list(listed, by=privacy_officer) == [announced.pk]
    assert DestructionList.objects.get().approved_at is not None


def test_paper_that_is_let_go_then_is_held_no_more(closed, clock, administratie, directie):
    record_paper(whole(closed.dossier), whereabouts="Kast 3", by=administratie)
    hold_paper(PaperDossier.objects.get(), ground="court", review_on=today(), by=directie)
    clock.move(hours=-6)

    release_paper(PaperDossier.objects.get(), by=directie)

    assert PaperHold.objects.get().released_at is not None
