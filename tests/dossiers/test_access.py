"""Who sees which dossier: through a live grant that rests on a decision, and through nothing else."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.db import DatabaseError, IntegrityError, connection, transaction
from guardian.shortcuts import assign_perm

from audit.models import Event
from dossiers import services
from dossiers.facts import GrantAlreadyEnded, GrantNotPermitted
from dossiers.models import AccessGrant, Dossier, DossierUserObjectPermission
from dossiers.permissions import access_of, grant_for, may_export, may_see_health, may_write, visible_to
from dossiers.terms import DossierPermission
from tests.factories.accounts import UserFactory
from tests.factories.dossiers import a_decision, a_dossier, a_dossier_of, a_grant
from vault.clock import akkoord_now
from vault.services import fence

pytestmark = pytest.mark.django_db
VIEW = "dossiers.view_dossier"


def sees(user, dossier):
    """Say what every road answers; they may never differ."""
    user = type(user).objects.get(pk=user.pk)
    answers = {
        visible_to(user).filter(pk=dossier.pk).exists(),
        user.has_perm(VIEW, dossier),
        access_of(user, dossier).reads,
        grant_for(user, dossier) is not None,
        VIEW.removeprefix("dossiers.") in user.get_all_permissions(dossier),
    }
    assert len(answers) == 1, answers
    return answers.pop()


def test_coach_sees_the_dossier_he_was_given(coach, outsider_coach):
    dossier = a_dossier_of(coach)

    assert sees(coach, dossier)
    assert not sees(outsider_coach, dossier)


def test_superuser_sees_nothing_by_being_one():
    root = UserFactory(beheerder=True, is_superuser=True)
    dossier = a_dossier()

    assert not sees(root, dossier)


def test_inactive_coach_sees_nothing(coach):
    dossier = a_dossier_of(coach)
    coach.is_active = False
    coach.save()

    assert not sees(coach, dossier)


def test_stranger_sees_nothing():
    a_dossier()

    assert not visible_to(AnonymousUser()).exists()


def test_grant_that_has_yet_to_begin_shows_nothing(coach, clock):
    dossier = a_dossier(coach)
    a_grant(dossier, coach, valid_from=akkoord_now() + timedelta(days=1))
    assert not sees(coach, dossier)

    clock.move(days=2)

    assert sees(coach, dossier)


def test_grant_ends_at_its_moment_and_not_at_a_sweep(coach, clock):
    dossier = a_dossier(coach)
    a_grant(dossier, coach, valid_until=akkoord_now() + timedelta(hours=1))
    assert sees(coach, dossier)

    clock.move(hours=2)

    assert not sees(coach, dossier)


def test_ended_grant_takes_its_permissions_along(coach):
    dossier = a_dossier(coach)
    grant = a_grant(dossier, coach)
    services.end_grant(grant=grant, by=coach)

    assert not sees(coach, dossier)
    assert not DossierUserObjectPermission.objects.exists()
    assert Event.objects.filter(event="grant.ended", object_id=grant.pk).exists()


def test_grant_ended_behind_our_back_takes_its_permissions_along_too(coach):
    dossier = a_dossier(coach)
    a_grant(dossier, coach)
    AccessGrant.objects.update(ended_at=akkoord_now(), ended_by=coach)

    assert not DossierUserObjectPermission.objects.exists()


def test_second_click_on_end_is_told_so(coach):
    grant = a_grant(a_dossier(coach), coach)
    services.end_grant(grant=grant, by=coach)

    with pytest.raises(GrantAlreadyEnded):
        services.end_grant(grant=grant, by=coach)


def test_rights_of_two_grants_add_up_and_each_is_cited(coach):
    dossier = a_dossier(coach)
    reading = a_grant(dossier, coach, can_write=False)
    health = a_grant(dossier, coach, can_write=False, health=True)

    access = access_of(coach, dossier)

    assert access.grant_with(DossierPermission.VIEW) == reading
    assert access.grant_with(DossierPermission.HEALTH) == health
    assert not access.writes


def test_right_to_read_is_no_right_to_write_export_or_see_health(coach):
    dossier = a_dossier(coach)
    a_grant(dossier, coach, can_write=False)

    assert not any(may(coach, dossier) for may in (may_write, may_export, may_see_health))


def test_bare_assign_perm_fails_because_no_grant_stands_behind_it(coach):
    dossier = a_dossier(coach)

    with pytest.raises(IntegrityError), transaction.atomic():
        assign_perm(VIEW, coach, dossier)


def test_permission_of_a_group_opens_no_dossier(coach):
    dossier = a_dossier(coach)
    group = Group.objects.create(name="iedereen")
    coach.groups.add(group)
    assign_perm(VIEW, group, dossier)

    assert not sees(coach, dossier)


def test_permission_over_the_whole_model_opens_no_dossier(coach):
    dossier = a_dossier(coach)
    coach.user_permissions.add(Permission.objects.get(codename="view_dossier"))

    assert not sees(coach, dossier)


@pytest.mark.parametrize("codename", ["change_dossier", "export_dossier", "view_health", "delete_dossier"])
def test_database_refuses_a_permission_that_the_grant_does_not_give(coach, codename):
    grant = a_grant(a_dossier(coach), coach, can_write=False)
    permission = Permission.objects.get(codename=codename, content_type__app_label="dossiers")

    with pytest.raises(IntegrityError), transaction.atomic():
        DossierUserObjectPermission.objects.create(
            user=coach, permission=permission, content_object=grant.dossier, grant=grant
        )


def test_database_refuses_to_hang_a_permission_on_somebody_elses_grant(coach, outsider_coach):
    grant = a_grant(a_dossier(coach), coach)

    with pytest.raises(IntegrityError), transaction.atomic():
        DossierUserObjectPermission.objects.update(user=outsider_coach)
    with pytest.raises(IntegrityError), transaction.atomic():
        DossierUserObjectPermission.objects.update(content_object=a_dossier(coach))
    assert DossierUserObjectPermission.objects.filter(user=coach, content_object=grant.dossier).exists()


def test_no_grant_rests_on_a_denial(coach):
    dossier = a_dossier(coach)

    with pytest.raises(GrantNotPermitted):
        services.create_grant(
            dossier=dossier, user=coach, decision=a_decision(dossier, effect="deny"), ground="assigned", by=coach
        )


def test_no_grant_rests_on_a_decision_about_another_dossier(coach):
    with pytest.raises(GrantNotPermitted):
        services.create_grant(
            dossier=a_dossier(coach), user=coach, decision=a_decision(a_dossier(coach)), ground="assigned", by=coach
        )


def test_database_refuses_a_grant_on_a_denial(coach):
    dossier = a_dossier(coach)
    denied = a_decision(dossier, effect="deny")

    with pytest.raises(IntegrityError), transaction.atomic():
        AccessGrant.objects.create(dossier=dossier, user=coach, decision=denied, ground="assigned", created_by=coach)


@pytest.mark.parametrize("change", [{"can_write": True}, {"valid_until": None}, {"health": True}])
def test_database_refuses_to_widen_a_grant(coach, change):
    a_grant(a_dossier(coach), coach, can_write=False, valid_until=akkoord_now() + timedelta(days=1))

    with pytest.raises(DatabaseError), transaction.atomic():
        AccessGrant.objects.update(**change)


def test_grant_does_not_vanish_while_the_dossier_lives(coach):
    grant = a_grant(a_dossier(coach), coach)

    with pytest.raises(IntegrityError), transaction.atomic():
        grant.delete()


def test_grant_goes_when_the_dossier_is_being_destroyed(coach):
    grant = a_grant(a_dossier(coach), coach)
    fence([grant.dossier.safe_id])
    grant.delete()

    assert not AccessGrant.objects.exists()


@pytest.mark.parametrize(
    "change",
    [{"can_read": False}, {"ground": "nieuwsgierig"}, {"valid_until": akkoord_now}, {"ended_at": akkoord_now}],
)
def test_database_refuses_a_grant_that_makes_no_sense(coach, change):
    dossier = a_dossier(coach)
    values = {name: value() - timedelta(days=9) if callable(value) else value for name, value in change.items()}
    facts = {"dossier": dossier, "user": coach, "decision": a_decision(dossier), "ground": "assigned", **values}

    with pytest.raises(IntegrityError), transaction.atomic():
        AccessGrant.objects.create(created_by=coach, **facts)


def test_list_of_visible_dossiers_is_one_query(coach, django_assert_num_queries):
    for _ in range(5):
        a_dossier_of(coach)

    with django_assert_num_queries(1):
        assert visible_to(coach).count() == 5


def test_list_is_entered_from_the_persons_own_permissions(coach):
    dossier = a_dossier_of(coach)
    _many_dossiers_like(dossier, 5_000)

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE dossiers_dossier, dossiers_dossieruserobjectpermission, dossiers_accessgrant")
        sql, params = visible_to(coach).query.sql_with_params()
        cursor.execute(f"EXPLAIN {sql}", params)
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "Seq Scan on dossiers_dossier " not in plan, plan


def _many_dossiers_like(dossier, count):
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH number AS (SELECT n, gen_random_uuid() AS traject, gen_random_uuid() AS safe
                            FROM generate_series(1, %s) n),
            safes AS (INSERT INTO vault_safe (id, kind, canary, created_at)
                      SELECT number.safe, 'dossier', template.canary, template.created_at
                      FROM number, vault_safe template WHERE template.id = %s RETURNING id),
            trajecten AS (INSERT INTO dossiers_traject (id, opdrachtgever_id, service, branch_id, lead_coach_id,
                      purpose, reglement_version_id, started_on, outcome, created_by_id)
                      SELECT number.traject, opdrachtgever_id, service, branch_id, lead_coach_id, purpose,
                      reglement_version_id, started_on, '', created_by_id
                      FROM number, dossiers_traject template WHERE template.id = %s RETURNING id)
            INSERT INTO dossiers_dossier (id, number, traject_id, safe_id)
            SELECT gen_random_uuid(), 'D-1999-' || lpad(n::text, 5, '0'), traject, safe FROM number
            """,
            [count, dossier.safe_id, dossier.traject_id],
        )
    assert Dossier.objects.count() == count + 1
