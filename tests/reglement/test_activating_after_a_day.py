"""Where one person runs the bureau, a day of waiting stands for the second key, if the reglement says so."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from reglement import services
from reglement.models import ActivationProposal, ReglementVersion
from reglement.refusals import DelayNotOver, ProposalEnded
from reglement.services import Consequence
from tests.factories.reglement import a_proposal, active_version_of, draft_of, next_draft
from vault.clock import akkoord_now

pytestmark = pytest.mark.django_db

DUE = Consequence("D-2024-0001", "digital", date(2026, 1, 1), date(2027, 1, 1))


@pytest.fixture
def waiting(db) -> ActivationProposal:
    """A proposal in a bureau whose reglement lets a day of waiting stand for the second person."""
    return a_proposal(next_draft(draft_of(), "1", supersedes=None, second_key="delay"))


def test_day_of_waiting_stands_for_the_second_person_where_the_reglement_says_so(waiting, clock):
    assert waiting.delay_until == waiting.proposed_at + timedelta(hours=24)
    with pytest.raises(DelayNotOver):
        services.finish_delay(waiting)

    clock.move(hours=25)

    assert services.finish_delay(waiting)
    version = services.active_version()
    assert (version.by_delay, version.second_by, version.activated_by) == (True, None, waiting.proposed_by)


def test_change_during_the_day_of_waiting_lets_the_proposal_lapse(waiting, clock):
    clock.move(hours=25)

    assert not services.finish_delay(waiting, consequences=[DUE])
    waiting.refresh_from_db()
    assert waiting.lapsed_at is not None
    assert not ReglementVersion.objects.active().exists()


def test_withdrawn_during_the_day_of_waiting_never_holds(waiting, clock):
    services.withdraw_proposal(waiting, by=waiting.proposed_by)
    clock.move(hours=25)

    with pytest.raises(ProposalEnded):
        services.finish_delay(waiting)


def test_new_text_does_not_give_itself_the_day_of_waiting():
    holding = active_version_of("a4p")

    assert a_proposal(next_draft(holding, second_key="delay")).delay_until is None


def test_database_refuses_a_delay_that_is_not_over(waiting):
    with pytest.raises(IntegrityError, match="has_both_keys"), transaction.atomic():
        ActivationProposal.objects.filter(pk=waiting.pk).update(activated_at=akkoord_now())
