"""Accounts: what the table refuses, how they are locked, and what is left when nothing is kept."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Now

from accounts.facts import CannotLockYourself, UserIsLocked, UserNotLocked
from accounts.models import Branch, Organisation, User
from accounts.services import change_person, forget_user, lock_user, unlock_user
from mail.models import OutboxMessage
from mail.services import queue
from tests.factories.accounts import BranchFactory, UserFactory


def test_name_of_a_person_is_sealed_in_the_table(coach):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM accounts_user WHERE id = %s", [coach.pk])
        stored = bytes(cursor.fetchone()[0])

    assert b"Boer" not in stored
    assert User.objects.get(pk=coach.pk).name == "I. de Boer"


def test_address_is_one_person_however_it_is_typed(coach):
    assert User.objects.get_by_natural_key("COACH@bureau.example") == coach


def test_nobody_locks_himself_out(beheerder):
    with pytest.raises(CannotLockYourself):
        lock_user(beheerder, by=beheerder)


def test_lock_is_put_on_once_and_lifted_once(coach, beheerder):
    lock_user(coach, by=beheerder)
    with pytest.raises(UserIsLocked):
        lock_user(coach, by=beheerder)

    assert unlock_user(coach, by=beheerder).is_active
    with pytest.raises(UserNotLocked):
        unlock_user(coach, by=beheerder)


def test_change_of_a_name_stays_after_the_change(coach, beheerder):
    change_person(coach, name="I. de Groot", language="en", by=beheerder)

    coach.refresh_from_db()
    assert (coach.name, coach.language) == ("I. de Groot", "en")


def test_forgotten_person_leaves_an_id_and_nothing_else(client_user):
    address = client_user.email
    queue(template="login_code", to=address, context={"code": "1"}, idempotency_key="k")

    forget_user(client_user)

    left = User.objects.get(pk=client_user.pk)
    assert (left.email, left.name, left.is_active) == (f"{left.pk}@vernietigd.invalid", "", False)
    message = OutboxMessage.objects.get()
    assert (message.to, message.to_index, message.context) == (None, None, None)


BREACHES = {
    "user_email_lower_case": {"email": "Coach@bureau.example"},
    "user_has_an_email": {"email": ""},
    "user_locked_at_and_by_together": {"locked_at": Now(), "is_active": False},
    "user_locked_is_not_active": {"locked_at": Now(), "locked_by": F("id")},
    "user_language_known": {"language": "fr"},
    "accounts_user_name_encrypted": {"name": Value(b"I. de Boer")},
}


@pytest.mark.parametrize("name", BREACHES)
def test_table_refuses_a_person_that_cannot_be(coach, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        User.objects.filter(pk=coach.pk).update(**BREACHES[name])


def test_table_refuses_a_second_person_with_the_address(coach):
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email=coach.email)


def test_there_is_one_organisation(organisation):
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(name="Een ander")
    with pytest.raises(IntegrityError, match="organisation_is_one_row"), transaction.atomic():
        Organisation.objects.update(only=False)
    with pytest.raises(IntegrityError, match="organisation_has_a_name"), transaction.atomic():
        Organisation.objects.update(name="")


def test_table_refuses_a_branch_that_cannot_be(db):
    BranchFactory()

    with pytest.raises(IntegrityError, match="branch_has_a_name"), transaction.atomic():
        Branch.objects.update(name="")
    with pytest.raises(IntegrityError, match="branch_ends_after_it_began"), transaction.atomic():
        Branch.objects.update(ended_at=F("created_at") - timedelta(days=1))
