"""A renewal of the keys reaches all that the house keeps, also what may not change any more, and changes nothing."""

from itertools import chain

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, connections

from audit.models import Event
from audit.services import begin_renewing, finish_renewing, record, verify_log
from dossiers.models import Dossier
from dossiers.services import close_traject
from tests.factories.accounts import UserFactory
from tests.factories.dossiers import a_dossier_of, a_note
from vault import sealed_places
from vault.ciphers import SafeCipher, keys_of
from vault.clock import today
from vault.facts import SealBroken
from vault.services import end_renewal, renew_safe_keys, renewal_state
from vault.services.scanning import Scan

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

# What only grows, what is closed and what stands fast: the hardest to seal anew.
HARDEST = {"reporting_reportversion", "consent_ground", "consent_startnotice", "retention_termchange", "dossiers_note"}


@pytest.fixture
def closed(world) -> Dossier:
    coach = UserFactory(coach=True)
    dossier = a_dossier_of(coach)
    a_note(dossier, coach)
    close_traject(dossier=dossier, outcome="no_work", ended_on=today(), by=coach)
    return dossier


def sealed_values():
    """Return every ciphertext by its place and row, with its safe."""
    found = {}
    for place in sealed_places.places():
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id, {place.home}, {place.column} FROM {place.table} WHERE {place.column} IS NOT NULL"
            )
            found |= {(place, row_id): (safe_id, bytes(sealed)) for row_id, safe_id, sealed in cursor.fetchall()}
    return found


def opened(values):
    """Return the plaintext of each, under the keys that its safe has now."""
    ciphers = {safe: SafeCipher(safe, keys) for safe, keys in keys_of({safe for safe, _ in values.values()}).items()}
    return {
        (place, row_id): place.opened(ciphers[safe_id], sealed, safe_id=safe_id, row_id=row_id)
        for (place, row_id), (safe_id, sealed) in values.items()
    }


def all_else():
    """Return everything beside the ciphertexts in the tables that hold any, and the sums of the files."""
    columns = {}
    for place in sealed_places.places():
        columns.setdefault(place.table, []).append(place.column)
    with connection.cursor() as cursor:
        for table, sealed in [*columns.items(), ("vault_sealedfile", ["storage_name"])]:
            cursor.execute(f"SELECT id, to_jsonb({table}) - %s::text[] FROM {table}", [sealed])
            yield from ((table, *row) for row in sorted(cursor.fetchall()))


def renew_and_let_a_day_pass():
    begin_renewing()
    list(renew_safe_keys())
    with connections["keys"].cursor() as cursor:
        cursor.execute(
            "UPDATE keys_safekey SET retired_at = retired_at - interval '2 days',"
            " emptied_at = emptied_at - interval '25 hours' WHERE retired_at IS NOT NULL"
        )


def test_everything_is_sealed_anew_and_nothing_is_changed(world, closed):
    values, rest = sealed_values(), list(all_else())
    plaintexts, old = opened(values), keys_of({safe for safe, _ in values.values()})
    assert {place.table for place, _ in values} >= HARDEST

    renew_and_let_a_day_pass()
    finished = finish_renewing()

    assert (finished.removed, finished.kept) == (len(old), {})
    assert renewal_state() is None
    assert list(all_else()) == rest
    fresh = sealed_values()
    assert opened(fresh) == plaintexts
    assert not [key for key in values if values[key] == fresh[key]]
    for (place, row_id), (safe_id, sealed) in fresh.items():
        with pytest.raises(SealBroken):
            place.opened(AESGCM(old[safe_id][0]), sealed, safe_id=safe_id, row_id=row_id)
    assert all(not Scan().faults_under(AESGCM(keys[0]), safe_id) for safe_id, keys in keys_of(old).items())
    assert verify_log().ok


def test_the_log_says_when_it_began_which_keys_went_and_when_it_was_done(world):
    safes = set(chain(keys_of({safe for safe, _ in sealed_values().values()})))

    renew_and_let_a_day_pass()
    begin_renewing()
    finish_renewing()

    said = Event.objects.filter(event__startswith="keys.").order_by("seq").values_list("event", "safe_id", "outcome")
    assert said[0] == ("keys.renewal_begun", None, "ok")
    assert {event[1] for event in said if event[0] == "keys.former_removed"} == safes
    assert list(said)[-1] == ("keys.renewed", None, "ok")
    assert said.count() == len(safes) + 2


def test_details_in_the_log_keep_the_former_key_because_the_log_is_never_changed(world, closed):
    record("note.read", details={"word": "x"}, safe_id=closed.safe_id)

    renew_and_let_a_day_pass()
    finished = finish_renewing()

    assert finished.kept == {closed.safe_id: ("audit_event.details: 1",)}
    assert len(keys_of([closed.safe_id])[closed.safe_id]) == 2
    assert Event.objects.filter(event="keys.former_removed", safe_id=closed.safe_id).get().outcome == "refused"
    assert not end_renewal()
    assert verify_log().ok
