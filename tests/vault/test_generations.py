"""A safe has one current key and at most one former one, and the two can't be parted wrongly."""

import threading
import time

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connections, transaction
from django.db.models.functions import Now

from tests.factories.vault import a_hold, a_safe, unlock
from tests.vault.specimens import Specimen
from vault import keyring
from vault.facts import SafeIsHeld
from vault.ids import new_id
from vault.keys.models import Renewal, SafeKey
from vault.services import shred, verify_shredded
from vault.services.shredding import let_keys_go
from vault.unlocking import ciphers_of, unlocked

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.usefixtures("specimen_tables")]


def renew(safe):
    """Give the safe a fresh key beside the one it has."""
    SafeKey.objects.filter(safe_id=safe.id).update(retired_at=Now())
    master_key_id, wrapped = keyring.wrap(keyring.new_key(), safe_id=safe.id)
    return SafeKey.objects.create(safe_id=safe.id, wrapped=wrapped, master_key_id=master_key_id)


@pytest.mark.parametrize("retired_at", ["NULL", "now()"])
def test_a_safe_has_one_current_key_and_one_former(safe, retired_at):
    renew(safe)

    with pytest.raises(IntegrityError, match="keys_safekey_one_"), transaction.atomic("keys"):
        _sql(
            "INSERT INTO keys_safekey (id, safe_id, wrapped, master_key_id, retired_at)"
            f" SELECT gen_random_uuid(), safe_id, wrapped, master_key_id, {retired_at} FROM keys_safekey LIMIT 1"
        )


def test_the_current_key_does_not_go_without_the_former(safe):
    renew(safe)

    with pytest.raises(IntegrityError, match="together"), transaction.atomic("keys"):
        _sql("DELETE FROM keys_safekey WHERE retired_at IS NULL")


@pytest.mark.parametrize(
    "delete",
    [
        lambda key: key.delete(),
        lambda key: SafeKey.objects.filter(id=key.id).delete(),
        lambda key: SafeKey.objects.filter(id=key.id)._raw_delete("keys"),
        lambda key: _sql(f"DELETE FROM keys_safekey WHERE safe_id = '{key.safe_id}'"),
        lambda key: _sql("WITH gone AS (DELETE FROM keys_safekey RETURNING id) SELECT FROM gone"),
        lambda key: _sql("SET LOCAL ROLE akkoord_keys_owner; DELETE FROM keys_safekey"),
        lambda key: _sql("SET LOCAL ROLE akkoord_keys_owner; TRUNCATE keys_safekey"),
        lambda key: let_keys_go([new_id()]) or SafeKey.objects.filter(id=key.id).delete(),
        lambda key: shred([key.safe_id], case_id=new_id(), certificate_id=None),
    ],
)
def test_the_key_of_a_held_safe_does_not_go_whatever_the_path(specimen, delete):
    a_hold(specimen.safe)

    with pytest.raises((DatabaseError, SafeIsHeld)), transaction.atomic("keys"):
        delete(SafeKey.objects.get(safe_id=specimen.safe_id))

    with unlock(specimen.safe):
        assert Specimen.objects.get(pk=specimen.pk).text == "Jan slaapt slecht"


@pytest.mark.parametrize("emptied", ["NULL", "now()", "now() - interval '23 hours'"])
def test_a_former_key_stays_a_day_after_nothing_was_found_under_it(safe, emptied):
    renew(safe)
    _sql(
        "UPDATE keys_safekey SET retired_at = now() - interval '2 days',"
        f" emptied_at = {emptied} WHERE retired_at IS NOT NULL"
    )

    with pytest.raises(IntegrityError, match="under this key"), transaction.atomic("keys"):
        _sql("DELETE FROM keys_safekey WHERE retired_at IS NOT NULL")
    _sql("UPDATE keys_safekey SET emptied_at = now() - interval '1 day 1 minute' WHERE retired_at IS NOT NULL")
    _sql("DELETE FROM keys_safekey WHERE retired_at IS NOT NULL")


def test_a_key_is_not_empty_before_it_was_replaced(safe):
    with pytest.raises(IntegrityError, match="emptied_after_retired"), transaction.atomic("keys"):
        _sql("UPDATE keys_safekey SET emptied_at = now()")


def test_there_is_one_renewal_at_a_time(db):
    _sql("INSERT INTO keys_renewal (id) VALUES (gen_random_uuid())")

    with pytest.raises(IntegrityError, match="one_at_a_time"), transaction.atomic("keys"):
        _sql("INSERT INTO keys_renewal (id) VALUES (gen_random_uuid())")
    Renewal.objects.update(ended_at=Now())
    Renewal.objects.create()


def test_what_is_under_either_key_opens_and_new_content_is_under_the_current(specimen):
    old = ciphers_of([specimen.safe_id])
    renew(specimen.safe)

    newer = Specimen.objects.create(safe=specimen.safe, text="nieuw")

    with unlock(specimen.safe):
        assert Specimen.objects.get(pk=specimen.pk).text == "Jan slaapt slecht"
        assert Specimen.objects.get(pk=newer.pk).text == "nieuw"
    with unlocked(old):
        assert Specimen.objects.get(pk=newer.pk).text == "nieuw", "who opened it before the renewal is not locked out"


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_a_shred_leaves_neither_key(specimen_tables):
    safe = a_safe()
    renew(safe)

    shred([safe.id], case_id=new_id(), certificate_id=None)

    assert not SafeKey.objects.filter(safe_id=safe.id).exists()
    assert verify_shredded(safe.id)


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_a_shred_that_waits_for_a_renewal_takes_the_fresh_key_too(specimen_tables):
    safe = a_safe()
    master_key_id, wrapped = keyring.wrap(keyring.new_key(), safe_id=safe.id)
    shredder = threading.Thread(target=_shred, args=[safe.id])

    with psycopg.connect(**_keys()) as renewal:
        renewal.execute("SELECT FROM keys_safekey WHERE safe_id = %s FOR UPDATE", [safe.id])
        shredder.start()
        _wait_for_a_waiter()
        renewal.execute("UPDATE keys_safekey SET retired_at = now() WHERE safe_id = %s", [safe.id])
        renewal.execute(
            "INSERT INTO keys_safekey (id, safe_id, wrapped, master_key_id) VALUES (gen_random_uuid(), %s, %s, %s)",
            [safe.id, wrapped, master_key_id],
        )
    shredder.join(20)

    assert not SafeKey.objects.filter(safe_id=safe.id).exists()
    assert verify_shredded(safe.id)


def _shred(safe_id):
    try:
        shred([safe_id], case_id=new_id(), certificate_id=None)
    finally:
        connections.close_all()


def _wait_for_a_waiter():
    with psycopg.connect(**_keys(), autocommit=True) as watcher:
        waiting = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        until = time.monotonic() + 20
        while watcher.execute(waiting).fetchone() == (0,):
            assert time.monotonic() < until, "nobody waits"
            time.sleep(0.05)


def _keys():
    found = connections["keys"].settings_dict
    return {"host": found["HOST"], "port": found["PORT"], "user": found["USER"], "dbname": found["NAME"]}


def _sql(statement):
    with connections["keys"].cursor() as cursor:
        cursor.execute(statement)
