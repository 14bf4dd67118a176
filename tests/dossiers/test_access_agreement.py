"""Whatever grants somebody holds, list, single question and permission say the same."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossiers import services
from dossiers.permissions import access_of, visible_to
from dossiers.terms import DossierPermission
from tests.factories.accounts import UserFactory
from tests.factories.dossiers import a_dossier, a_grant
from vault.clock import akkoord_now

pytestmark = pytest.mark.exhaustive

CODENAMES = {
    DossierPermission.VIEW: "can_read",
    DossierPermission.WRITE: "can_write",
    DossierPermission.EXPORT: "can_export",
    DossierPermission.HEALTH: "health",
}
hours = st.integers(min_value=-48, max_value=48)
grants = st.fixed_dictionaries(
    {
        "can_write": st.booleans(),
        "can_export": st.booleans(),
        "health": st.booleans(),
        "begins": hours,
        "lasts": st.none() | st.integers(min_value=1, max_value=72),
        "is_ended": st.booleans(),
    }
)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(held=st.lists(grants, max_size=4), is_active=st.booleans(), is_superuser=st.booleans())
def test_every_road_to_a_dossier_gives_the_same_answer(db, held, is_active, is_superuser):
    user = UserFactory(coach=True)
    dossier = a_dossier(user)
    live = [given for given in (dict(facts) for facts in held) if _give(dossier, user, given)]
    user.is_active, user.is_superuser = is_active, is_superuser
    user.save()

    expected = {
        codename.value for codename, column in CODENAMES.items() if is_active and any(one[column] for one in live)
    }

    assert set(user.get_all_permissions(dossier)) == expected
    assert {name.value for name in DossierPermission if user.has_perm(f"dossiers.{name.value}", dossier)} == expected
    assert {name.value for name in DossierPermission if access_of(user, dossier).grant_with(name)} == expected
    assert visible_to(user).filter(pk=dossier.pk).exists() == (DossierPermission.VIEW.value in expected)


def _give(dossier, user, facts):
    """Give the grant, and say whether it holds now."""
    begins, lasts, is_ended = facts.pop("begins"), facts.pop("lasts"), facts.pop("is_ended")
    facts["can_read"] = True
    start = akkoord_now() + timedelta(hours=begins)
    until = None if lasts is None else start + timedelta(hours=lasts)
    grant = a_grant(dossier, user, valid_from=start, valid_until=until, **facts)
    if is_ended:
        services.end_grant(grant=grant, by=user)
    return not is_ended and begins <= 0 and (lasts is None or begins + lasts > 0)
