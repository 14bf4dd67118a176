"""Once a destruction takes the client along, no traject of his begins: it would be about nobody."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import RoleAssignment, User
from accounts.services import end_role, give_role
from accounts.terms import Role
from dossiers.facts import ClientIsLeaving
from dossiers.models import Client, Traject
from dossiers.services import end_contact
from dossiers.services.people import let_go
from retention.models import Certificate
from retention.services.advancing import advance
from retention.services.clearing import clear_elsewhere
from retention.services.following import follow_other_trajecten
from retention.terms import Step
from tests.factories.dossiers import a_client, a_contact, a_dossier_of
from tests.retention.faults.steps import take_until
from vault.clock import akkoord_now

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_comes_back_while_he_is_being_destroyed_is_registered_anew(due, coach, version):
    client = Client.objects.get()
    take_until(due, Step.INTENT)

    with pytest.raises(ClientIsLeaving):
        a_dossier_of(coach, client=client, reglement_version=version)

    assert advance(due.pk, worker="de volgende") == Step.CERTIFIED
    assert Certificate.objects.count() == 1
    assert not Client.objects.exists()


def test_who_came_back_before_keeps_his_name_and_his_new_dossier(due, coach, version, clock):
    client = Client.objects.get()
    new = a_dossier_of(coach, client=client, reglement_version=version)
    clock.move(days=1)
    follow_other_trajecten()

    take_until(due, Step.INTENT)
    assert advance(due.pk, worker="de volgende") == Step.CERTIFIED

    assert Client.objects.get().leaving_at is None
    assert not new.safe.fenced_at


@pytest.mark.parametrize("why", ["speaks for an opdrachtgever", "works here now", "did either once"])
def test_account_of_who_is_more_than_this_client_does_not_go_with_his_dossier(why, due, closed, directie):
    user, is_over = closed.client_user, why == "did either once"
    if why != "works here now":
        speaks = a_contact(user)
        if is_over:
            end_contact(contact=speaks, by=directie)
    if why != "speaks for an opdrachtgever":
        RoleAssignment.objects.filter(user=user).update(valid_until=akkoord_now())
        worked = give_role(user=user, role=Role.COACH, by=directie)
        if is_over:
            end_role(assignment=worked, by=directie)

    assert advance(due.pk, worker="een") == Step.CERTIFIED

    assert not Client.objects.exists()
    left = User.objects.get(pk=user.pk)
    assert (left.is_active, left.email == user.email) == (not is_over, not is_over)


def test_database_itself_lets_nobody_begin_or_come_back_who_leaves(closed, coach, version):
    client = Client.objects.get()
    let_go([client.pk])
    traject = Traject.objects.values().get()
    with pytest.raises(IntegrityError, match="dossiers_client_is_leaving"), transaction.atomic():
        Traject.objects.bulk_create([Traject(**{**traject, "id": a_client().pk})])
    other = a_dossier_of(coach, client=a_client("Een ander"), reglement_version=version)
    with pytest.raises(IntegrityError, match="dossiers_client_is_leaving"), transaction.atomic():
        Traject.objects.filter(pk=other.traject_id).update(client=client)
    for moment in (None, akkoord_now()):
        with pytest.raises(IntegrityError, match="dossiers_client_leaves_for_good"), transaction.atomic():
            Client.objects.filter(pk=client.pk).update(leaving_at=moment)


def test_sweep_that_died_over_who_never_began_is_finished_by_the_next(clock):
    client = a_client("Nooit Begonnen")
    clock.move(days=200)
    let_go([client.pk])  # a sweep that died here is finished by the next

    assert clear_elsewhere()["prospects"] == 1
    assert not Client.objects.exists()
