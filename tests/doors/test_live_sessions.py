"""Who is locked, forgotten or without his role is out at the next request, whatever his browser still holds."""

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from accounts.models import RoleAssignment, User
from accounts.services import end_role, forget_user, give_role, lock_user
from accounts.terms import Role
from dossiers.models import Representative
from dossiers.services import end_contact, end_grant
from tests.doors.asking import address_of, browsers_of
from tests.doors.undoing import undone
from tests.doors.world import World
from tests.factories.accounts import UserFactory
from vault.clock import AkkoordNow

PAGE_OF = {
    "coach": "dossiers:conversations",
    "substitute": "desk:dossier",
    "client": "dossiers:own-documents",
    "represents": "dossiers:own-documents",
    "contact": "reporting:contact-report",
    "directie": "retention:overview",
    "beheerder": "admin:index",
}
PEOPLE = pytest.mark.parametrize("person", PAGE_OF)


@pytest.fixture
def browsers(world: World):
    """A browser for each person, logged in before anything happens to him."""
    with undone():
        yield browsers_of(world)


def visit(world: World, browsers: dict[str, Browser], person: str) -> tuple[int, str]:
    """Return status and direction of the person's page."""
    door = PAGE_OF[person]
    answer = browsers[person].get("/beheer/" if door == "admin:index" else address_of(door, world))
    return answer.status_code, answer.headers.get("Location", "").split("?")[0]


def out(world: World, browsers: dict[str, Browser], person: str, event: Callable[[User], object]) -> tuple[int, str]:
    """Let the person in, let something happen to him, and let him come again."""
    assert visit(world, browsers, person)[0] == 200
    event(User.objects.get(pk=world.people[person].pk))
    return visit(world, browsers, person)


@PEOPLE
def test_locked_person_is_out(person, world, browsers):
    keeper = world.people["directie" if person == "beheerder" else "beheerder"]

    assert out(world, browsers, person, lambda user: lock_user(user, by=keeper))[0] == 302


@PEOPLE
def test_person_who_became_inactive_is_out_although_his_session_lives(person, world, browsers):
    def deactivate(user: User) -> None:
        User.objects.filter(pk=user.pk).update(is_active=False)

    assert out(world, browsers, person, deactivate)[0] == 302


@PEOPLE
def test_forgotten_person_is_out(person, world, browsers):
    assert out(world, browsers, person, forget_user)[0] == 302


@PEOPLE
def test_person_whose_role_ended_finds_nothing(person, world, browsers):
    appointer = UserFactory(directie=True) if person in ("beheerder", "directie") else world.people["beheerder"]

    def end(user: User) -> None:
        for assignment in RoleAssignment.objects.filter(user=user):
            end_role(assignment=assignment, by=appointer)

    status, _where = out(world, browsers, person, end)

    assert status in (302, 404)


def test_what_was_granted_to_a_coach_ends_with_that_role_although_he_got_another(world, browsers):
    def change(user: User) -> None:
        for assignment in RoleAssignment.objects.filter(user=user):
            end_role(assignment=assignment, by=world.people["beheerder"])
        give_role(user=user, role=Role.ADMINISTRATIE, by=world.people["beheerder"])

    assert out(world, browsers, "coach", change)[0] == 404


@pytest.mark.parametrize("person", ["coach", "substitute"])
def test_person_whose_access_ended_finds_nothing(person, world, browsers):
    def end(user: User) -> None:
        for grant in world.dossier.grants.filter(user=user):
            end_grant(grant=grant, by=world.people["directie"])

    assert out(world, browsers, person, end)[0] == 404


def test_contact_who_left_the_opdrachtgever_reads_nothing_more(world, browsers):
    def leave(_user: User) -> None:
        end_contact(contact=world.contact, by=world.people["directie"])

    assert out(world, browsers, "contact", leave)[0] == 404


def test_who_no_longer_represents_the_client_sees_nothing_of_him(world, browsers):
    address = address_of("dossiers:own-summary-answer", world)
    assert browsers["represents"].get(address).status_code == 200

    Representative.objects.filter(user=world.people["represents"]).update(valid_until=AkkoordNow())

    assert browsers["represents"].get(address).status_code == 404
