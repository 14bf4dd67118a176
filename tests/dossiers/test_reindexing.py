"""The key of the blind indexes: renewed while everybody stays findable, and never let go of too early."""

import base64
import os
import random
from contextlib import suppress

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection, connections

from audit.models import Event
from dossiers.models import Client
from dossiers.queries import DossierFilters, list_page
from dossiers.services import reindexing
from mail.models import OutboxMessage
from mail.services import queue
from mail.services.forgetting import forget_address
from tests.factories.dossiers import a_client, a_dossier_of
from tests.faults import RUNS, met
from tests.workers import a_command, kill, wait_until_the_dead_are_buried
from vault import blind_places
from vault.facts import RotationUnfinished
from vault.ids import new_id
from vault.services import fence, shred

pytestmark = pytest.mark.django_db
ALL = DossierFilters(state="all")
NAMES = ["Ilse de Boer", "Mohamed El Amrani", "Zoë van Dam"]


def address_of(name):
    return f"{name.split()[0].lower()}@thuis.example"


@pytest.fixture
def people(coach, monkeypatch):
    """Three clients that are searched for by whole words, and a message to each."""
    monkeypatch.setattr("dossiers.queries.lists.CASELOAD_SEARCH_MAX", 1)
    for name in NAMES:
        a_dossier_of(coach, client=a_client(name, email=address_of(name)))
        queue(template="retention_warning", to=address_of(name), context={"link": "x"}, idempotency_key=str(new_id()))
    OutboxMessage.objects.exclude(template="retention_warning").delete()
    return coach


@pytest.fixture
def renewed(people, settings):
    """A new first key beside the one under which everybody is found."""
    settings.AKKOORD_INDEX_KEYS = {"new": os.urandom(32), **settings.AKKOORD_INDEX_KEYS}
    return people


def assert_everybody_is_found(coach):
    for name in NAMES:
        for query in (name, name.split()[-1].upper(), address_of(name)):
            assert [line.client_name for line in list_page(coach, query, filters=ALL).lines] == [name], query


def only(settings, key_id):
    settings.AKKOORD_INDEX_KEYS = {key_id: settings.AKKOORD_INDEX_KEYS[key_id]}


def test_everybody_is_found_before_halfway_and_after_a_renewal(renewed, settings):
    assert_everybody_is_found(renewed)

    progress = reindexing.reindex(batch=1)
    steps = [(step.done, step.total) for step in (next(progress), next(progress))]
    assert_everybody_is_found(renewed)
    steps += [(step.done, step.total) for step in progress]

    assert steps == [(number, 6) for number in range(1, 7)]
    assert_everybody_is_found(renewed)
    only(settings, "new")
    assert_everybody_is_found(renewed)


def test_who_comes_meanwhile_is_found_under_the_new_key_at_once(renewed, settings):
    a_dossier_of(renewed, client=a_client("Kim Smit", email="kim@thuis.example"))

    only(settings, "new")

    assert [line.client_name for line in list_page(renewed, "Smit", filters=ALL).lines] == ["Kim Smit"]
    assert dict(blind_places.in_use()) == {"1": 6, "new": 1}


def test_an_address_is_forgotten_under_whichever_key_it_lies(renewed, settings):
    assert forget_address(address_of(NAMES[0])) == 1
    list(reindexing.reindex())
    assert forget_address(address_of(NAMES[1])) == 1
    only(settings, "new")

    assert forget_address(address_of(NAMES[2])) == 1
    assert not OutboxMessage.objects.filter(to__isnull=False).exists()


def test_each_reading_of_a_name_is_in_the_log_once(renewed):
    before = set(Client.objects.values_list("pk", flat=True))

    list(reindexing.reindex(batch=2))
    list(reindexing.reindex())

    logged = Event.objects.filter(event="client.reindexed").values_list("client_id", "actor_role")
    assert sorted(logged) == sorted((pk, "system") for pk in before)


def test_who_is_being_destroyed_is_left_to_it(renewed):
    going = Client.objects.order_by("pk").first()
    fence([going.safe_id])

    list(reindexing.reindex())

    assert list(Client.objects.exclude(index_key="new")) == [going]
    shred([going.safe_id], case_id=new_id(), certificate_id=None)


def test_a_process_does_not_start_without_a_key_that_somebody_is_found_by(renewed, settings):
    blind_places.refuse_unfit_ring()
    only(settings, "new")

    with pytest.raises(ImproperlyConfigured, match="AKKOORD_INDEX_KEYS lacks key '1', under which 6 rows are found"):
        blind_places.refuse_unfit_ring()
    with pytest.raises(CommandError):
        call_command("vault", "keys")


def test_the_command_says_how_far_it_is_and_what_is_needed_still(renewed, capsys):
    call_command("reindex", "--batch", "2")

    said = capsys.readouterr().out.splitlines()
    assert said[:3] == ["2 of 6 rows indexed anew", "3 of 6 rows indexed anew", "5 of 6 rows indexed anew"]
    assert said[-2:] == ["new: 6 rows. Needed.", "1: 0 rows. It may leave the ring."]
    call_command("vault", "keys")
    assert "1: nothing. It may leave the ring" in capsys.readouterr().out


def test_every_row_with_an_index_says_under_which_key():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns WHERE column_name LIKE '%%\\_index'"
            " AND table_schema = current_schema() AND table_name !~ '^specimens'"
            " EXCEPT SELECT table_name FROM information_schema.columns WHERE column_name = 'index_key'"
            " AND is_nullable = 'NO'"
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db(transaction=True)
def test_a_row_that_somebody_keeps_is_passed_over_and_then_complained_about(renewed, monkeypatch):
    monkeypatch.setattr(reindexing, "PATIENCE_SECONDS", 0.2)
    kept = Client.objects.order_by("pk").first()
    other = connections["default"].copy()
    with other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT FROM dossiers_client WHERE id = %s FOR UPDATE", [kept.pk])
        with pytest.raises(RotationUnfinished):
            list(reindexing.reindex())
    other.close()

    assert list(Client.objects.exclude(index_key="new")) == [kept]
    list(reindexing.reindex())
    assert dict(blind_places.in_use()) == {"new": 6}


@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(RUNS))
def test_a_renewal_that_is_killed_loses_nobody(seed, renewed, settings):
    chance = random.Random(seed)
    ring = ",".join(f"{name}:{base64.b64encode(key).decode()}" for name, key in settings.AKKOORD_INDEX_KEYS.items())

    renewal = a_command("reindex", "--batch", "1", AKKOORD_INDEX_KEYS=ring)
    for _ in range(chance.randint(1, 5)):
        renewal.stdout.readline()
    with suppress(ProcessLookupError):
        kill(renewal)
    renewal.stdout.close()
    wait_until_the_dead_are_buried()

    met("index keys: kill -9, then resume", f"{blind_places.in_use()['1']} of 6 left")
    assert_everybody_is_found(renewed)
    call_command("reindex")
    only(settings, "new")
    assert_everybody_is_found(renewed)
