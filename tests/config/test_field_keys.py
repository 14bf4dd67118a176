"""The field keys: everything under them found by itself, renewed beside the working day, and never left behind."""

import base64
import json
import os
import random
import time
from contextlib import suppress

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import User
from config.starting import refuse_to_start_without_keys
from mail.models import OutboxMessage
from mail.services import queue
from tests.factories.accounts import TotpFactory, UserFactory
from tests.faults import RUNS, met
from tests.workers import a_command, kill
from vault import ring, ring_places
from vault.ring_fields import RingEncrypted
from vault.services import renew_field_keys

PEOPLE = 60
FAULT = "field keys: kill -9, then resume"


@pytest.fixture
def house(db):
    """A coach with a second factor and a waiting mail, all under the old key."""
    coach = UserFactory(coach=True, name="I. de Boer", email="coach@bureau.example")
    TotpFactory(user=coach)
    queue(template="password_changed", to=coach.email, context={}, idempotency_key="een")
    return coach


@pytest.fixture
def renewed(house, settings):
    """The same, and a ring of which a new key is the first."""
    settings.AKKOORD_FIELD_KEYS = {"new": os.urandom(32), **settings.AKKOORD_FIELD_KEYS}
    return house


def _only(settings, key_id):
    settings.AKKOORD_FIELD_KEYS = {key_id: settings.AKKOORD_FIELD_KEYS[key_id]}


def _under(*key_ids):
    found = ring_places.survey().values()
    return {key_id: sum(counted[key_id] for counted in found) for key_id in key_ids}


@pytest.mark.django_db
def test_every_ring_column_of_the_house_is_a_place():
    columns = {
        f"{model._meta.label_lower}.{field.column}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, RingEncrypted)
    }

    assert {str(place) for place in ring_places.places()} == columns | {
        "mfa.authenticator.data.secret",
        "mfa.authenticator.data.seed",
    }


@pytest.mark.django_db
def test_after_the_renewal_nothing_needs_the_old_key(renewed, settings):
    list(renew_field_keys())

    _only(settings, "new")
    assert User.objects.get(pk=renewed.pk).name == "I. de Boer"
    assert OutboxMessage.objects.get().to == "coach@bureau.example"
    secret = Authenticator.objects.get(user=renewed).data["secret"]
    assert ring.decrypt_text(secret, context="accounts.mfa.secret")
    refuse_to_start_without_keys()


@pytest.mark.django_db
def test_a_renewal_changes_nothing_else_of_an_authenticator(renewed):
    authenticator = Authenticator.objects.get(user=renewed)
    before = {**authenticator.data, "used_mask": 5}
    Authenticator.objects.filter(pk=authenticator.pk).update(data=before)

    list(renew_field_keys())

    after = Authenticator.objects.get(pk=authenticator.pk).data
    assert after["secret"] != before["secret"]
    assert {**after, "secret": ""} == {**before, "secret": ""}


@pytest.mark.django_db
def test_whoever_writes_meanwhile_wins(renewed):
    place = next(place for place in ring_places.places() if str(place) == "accounts.user.name")
    old = dict(place.values_after())[renewed.pk]
    User.objects.filter(pk=renewed.pk).update(name="I. Jansen-de Boer")

    assert not place.replace(renewed.pk, old, ring.encrypt(b'"te laat"', context=place.context))
    assert User.objects.get(pk=renewed.pk).name == "I. Jansen-de Boer"


@pytest.mark.django_db
def test_a_renewal_broken_off_goes_on(renewed):
    next(renew_field_keys(batch=1))
    assert all(_under("1", "new").values())

    list(renew_field_keys(batch=1))

    assert _under("1", None) == {"1": 0, None: 0}


@pytest.mark.django_db
@pytest.mark.parametrize("lost", ["accounts.user.name", "mfa.authenticator.data.secret"])
def test_a_value_that_opens_under_no_key_is_left_and_said(lost, renewed, capsys):
    with connection.cursor() as cursor:
        if lost == "accounts.user.name":
            cursor.execute("UPDATE accounts_user SET name = name || '\\x00'::bytea WHERE id = %s", [renewed.pk])
        else:
            cursor.execute("UPDATE mfa_authenticator SET data = %s", [json.dumps({"secret": "JBSWY3DP"})])

    with pytest.raises(CommandError):
        call_command("vault", "rotate")

    assert "NO KEY OPENS 1 values. Put theirs back." in capsys.readouterr().out


@pytest.mark.django_db
def test_the_command_says_that_the_old_field_key_may_go(renewed, capsys):
    call_command("vault", "rotate")

    said = capsys.readouterr().out
    assert "1: nothing. It may leave the ring, but keep it apart as long as an older backup may need it." in said


# The start


@pytest.mark.django_db
def test_a_start_without_the_key_of_the_oldest_values_is_refused(renewed, settings):
    _only(settings, "new")
    UserFactory(coach=True, email="nieuw@bureau.example")

    with pytest.raises(ImproperlyConfigured, match=r"AKKOORD_FIELD_KEYS lacks a key that accounts\.user\.name"):
        refuse_to_start_without_keys()


@pytest.mark.django_db
def test_a_start_without_the_key_of_the_newest_values_is_refused(house, settings):
    settings.AKKOORD_FIELD_KEYS = {"new": os.urandom(32), **settings.AKKOORD_FIELD_KEYS}
    UserFactory(coach=True, email="nieuw@bureau.example")
    _only(settings, "1")

    with pytest.raises(ImproperlyConfigured, match="AKKOORD_FIELD_KEYS lacks a key"):
        refuse_to_start_without_keys()


# Killed


@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(RUNS))
def test_a_renewal_that_is_killed_leaves_every_value_whole(seed, renewed, settings):
    chance = random.Random(seed)
    names = {UserFactory(coach=True, name=f"Coach {number}").pk: f"Coach {number}" for number in range(PEOPLE)}
    new = settings.AKKOORD_FIELD_KEYS
    texts = ",".join(f"{key_id}:{base64.b64encode(key).decode()}" for key_id, key in new.items())

    renewal = a_command("vault", "rotate", "--batch", "2", AKKOORD_FIELD_KEYS=texts)
    for _ in range(chance.randint(1, 20)):
        renewal.stdout.readline()
    time.sleep(chance.uniform(0, 0.01))
    met(FAULT, "killed after its end" if renewal.poll() is not None else "killed in the middle")
    with suppress(ProcessLookupError):
        kill(renewal)
    renewal.stdout.close()

    assert {user.pk: user.name for user in User.objects.filter(pk__in=names)} == names
    call_command("vault", "rotate")
    _only(settings, "new")
    assert {user.pk: user.name for user in User.objects.filter(pk__in=names)} == names
