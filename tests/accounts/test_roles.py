"""Roles: periods that don't overlap, two sides that don't mix, and doors that follow them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.http import Http404, HttpResponse

from accounts.facts import MayNotAppoint, RoleAlreadyEnded, RoleAlreadyHeld, RolesOfBothSides
from accounts.models import RoleAssignment, User
from accounts.permissions import forget_roles, is_staff_member, require_role, roles_of
from accounts.queries import names_of, organisation_name
from accounts.services import end_role, give_role
from accounts.terms import STAFF_ROLES, Role
from audit.models import Event
from audit.terms import Word
from tests.factories.accounts import BranchFactory, RoleAssignmentFactory, UserFactory
from vault.clock import akkoord_now
from vault.ids import new_id


@require_role(Role.COACH)
def coaches_only(request):
    """A page for coaches."""
    return HttpResponse("binnen")


def visit(rf, user):
    request = rf.get("/dossiers/")
    request.user = user
    return coaches_only(request)


def test_page_for_coaches_lets_a_coach_in(rf, coach):
    assert visit(rf, coach).content == b"binnen"


def test_page_for_coaches_refuses_other_staff(rf, beheerder):
    with pytest.raises(PermissionDenied):
        visit(rf, beheerder)


@pytest.mark.parametrize("trait", ["client", "contact", "representative", "auditor"])
def test_page_for_coaches_is_not_there_for_others(rf, db, trait):
    with pytest.raises(Http404):
        visit(rf, UserFactory(**{trait: True}))


def test_superuser_without_a_role_is_nobody(rf, db):
    with pytest.raises(Http404):
        visit(rf, UserFactory(is_superuser=True))


def test_role_ends_at_its_moment(coach, clock):
    RoleAssignment.objects.filter(user=coach).update(valid_until=akkoord_now() + timedelta(days=1))
    forget_roles(coach)
    assert is_staff_member(coach)

    clock.move(days=1)
    forget_roles(coach)

    assert roles_of(coach) == frozenset()


def test_role_that_begins_tomorrow_is_not_there_today(db, clock):
    user = RoleAssignmentFactory(user=UserFactory(), valid_from=akkoord_now() + timedelta(days=1)).user
    assert not roles_of(user)

    clock.move(days=1)
    forget_roles(user)

    assert roles_of(user) == {Role.COACH}


def test_locked_coach_has_no_role(db, beheerder):
    assert not roles_of(UserFactory(coach=True, locked=True, locked_by=beheerder))


def test_roles_are_asked_of_the_database_once(coach, django_assert_num_queries):
    forget_roles(coach)

    with django_assert_num_queries(1):
        roles_of(coach)
        is_staff_member(coach)


def test_role_is_given_and_ended_and_both_are_written_down(beheerder, coach):
    given = give_role(user=coach, role=Role.VESTIGINGSMANAGER, by=beheerder)
    end_role(assignment=given, by=beheerder)

    assert roles_of(User.objects.get(pk=coach.pk)) == {Role.COACH}
    assert set(Event.objects.values_list("event", flat=True)) >= {Word.ROLE_GIVEN, Word.ROLE_ENDED}
    with pytest.raises(RoleAlreadyEnded):
        end_role(assignment=given, by=beheerder)


def test_role_is_not_given_twice_but_in_two_branches(beheerder, coach):
    with pytest.raises(RoleAlreadyHeld):
        give_role(user=coach, role=Role.COACH, by=beheerder)

    give_role(user=coach, role=Role.COACH, branch=BranchFactory(), by=beheerder)


def test_client_does_not_become_coach(beheerder, client_user):
    with pytest.raises(RolesOfBothSides):
        give_role(user=client_user, role=Role.COACH, by=beheerder)


def test_beheerder_does_not_appoint_directie(beheerder, coach):
    with pytest.raises(MayNotAppoint):
        give_role(user=coach, role=Role.DIRECTIE, by=beheerder)


def test_table_refuses_overlap_of_one_role(coach):
    with pytest.raises(IntegrityError, match="role_periods_overlap"), transaction.atomic():
        RoleAssignment.objects.create(user=coach, role=Role.COACH, valid_from=akkoord_now())


def test_table_refuses_a_role_of_both_sides(coach):
    with pytest.raises(IntegrityError, match="role_of_both_sides"), transaction.atomic():
        RoleAssignment.objects.create(user=coach, role=Role.CLIENT, valid_from=akkoord_now())


def test_table_refuses_an_unknown_role(coach):
    with pytest.raises(IntegrityError, match="role_known"), transaction.atomic():
        RoleAssignment.objects.create(user=coach, role="keizer", valid_from=akkoord_now())


def test_table_refuses_a_role_that_ends_before_it_began(coach):
    with pytest.raises(IntegrityError, match="role_ends_after_it_began"), transaction.atomic():
        RoleAssignment.objects.update(valid_until=akkoord_now() - timedelta(days=365))


@pytest.mark.parametrize(
    "statement",
    ["UPDATE accounts_roleassignment SET role = 'directie'", "DELETE FROM accounts_roleassignment"],
)
def test_the_past_of_a_role_does_not_change(coach, statement):
    with pytest.raises(Exception, match=r"only grows|permission denied"), transaction.atomic():
        connection.cursor().execute(statement)


def test_every_role_stands_on_one_side(db):
    assert {Role(word) for word in Role.values} - STAFF_ROLES == {
        Role.CLIENT,
        Role.REPRESENTATIVE,
        Role.OPDRACHTGEVER_CONTACT,
        Role.AUDITOR,
    }


def test_names_are_told_of_staff_and_not_of_clients(coach, client_user):
    assert names_of([coach.pk, client_user.pk, new_id(), None]) == {coach.pk: "I. de Boer"}


def test_bureau_without_a_name_is_called_akkoord(db):
    assert organisation_name() == "Akkoord"
