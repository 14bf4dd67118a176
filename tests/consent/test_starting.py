"""A traject starts with everything that belongs to it, or not at all."""

import pytest

from tests.factories.consent import a_bureau

pytestmark = pytest.mark.django_db


def test_coach_who_starts_a_traject_gets_in():
    bureau = a_bureau("a4p")

    grant = bureau.dossier.grants.get(user=bureau.coach)

    assert grant.can_write
    assert grant.health
    assert grant.decision.effect == "allow"
