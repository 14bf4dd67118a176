"""Reading is written down first; then exactly the named safes open, for exactly the block."""

import pytest
from django.db import ProgrammingError, connection

from audit.facts import UnknownEventWord
from audit.models import Event
from audit.opening import Permit, assert_locked, opened
from tests.factories.vault import a_safe, unlock
from vault import ledger, quarantine
from vault.facts import DoorsClosed, KeyMissing, SafeIsGone, SealedOutsideVault, VaultLeftOpen
from vault.ids import new_id
from vault.sealing import open_bytes, seal_bytes
from vault.services import fence, shred
from vault.services.shredding import let_keys_go
from vault.unlocking import open_safes

pytestmark = pytest.mark.django_db


def permit(*safes, **facts):
    plain = {"event": "note.read", "actor_id": new_id(), "actor_role": "coach", "purpose": "begeleiding"}
    safe_ids = frozenset(safe.id for safe in safes)
    return Permit(**{**plain, "dossier_id": new_id(), "safe_ids": safe_ids, **facts})


def test_content_opens_inside_and_not_outside(safe):
    sealed = seal_bytes(b"geheim", safe_id=safe.id, label="test", row_id=safe.id)

    with opened(permit(safe)):
        assert open_bytes(sealed, safe_id=safe.id, label="test", row_id=safe.id) == b"geheim"
    with pytest.raises(SealedOutsideVault):
        open_bytes(sealed, safe_id=safe.id, label="test", row_id=safe.id)


def test_the_event_says_who_reads_what_and_why(safe):
    asked = permit(
        safe,
        client_id=new_id(),
        object_type="dossiers.note",
        object_id=new_id(),
        decision_id=new_id(),
        article="A4P 4.1",
        on_behalf_of_id=new_id(),
    )

    with opened(asked):
        event = Event.objects.get()

    same = "actor_id actor_role purpose dossier_id client_id object_type object_id decision_id article on_behalf_of_id"
    assert all(getattr(event, name) == getattr(asked, name) for name in ["event", *same.split()])


def test_a_list_writes_one_event_for_each_dossier_with_one_insert(safe, django_assert_max_num_queries):
    safes = [a_safe() for _ in range(25)]
    quarantine.doors_closed()  # which a process compares with the ledger once, when it starts

    with django_assert_max_num_queries(2), opened(*(permit(one, event="dossier.listed") for one in safes)):
        assert open_safes() == {one.id for one in safes}
    assert Event.objects.filter(event="dossier.listed").count() == 25


def test_nested_openings_add_up_and_come_apart(safe):
    other = a_safe()

    with opened(permit(safe)):
        with opened(permit(other)):
            assert open_safes() == {safe.id, other.id}
        assert open_safes() == {safe.id}
    assert open_safes() == frozenset()


def test_an_error_inside_locks_again(safe):
    with pytest.raises(ZeroDivisionError), opened(permit(safe)):
        raise ZeroDivisionError

    assert_locked()


def test_without_the_log_nothing_opens(safe):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE akkoord_owner")
        cursor.execute("REVOKE INSERT ON audit_event FROM akkoord_app")
        cursor.execute("SET LOCAL ROLE akkoord_app")

    with pytest.raises(ProgrammingError, match="permission denied"), opened(permit(safe)):
        pytest.fail("content was shown without its event")
    assert_locked()


def test_an_unknown_word_opens_nothing(safe):
    with pytest.raises(UnknownEventWord), opened(permit(safe, event="note.eaten")):
        pytest.fail("content was shown without its event")
    assert_locked()


@pytest.mark.parametrize("end", ["fence", "shred"])
def test_a_safe_that_is_gone_does_not_open_and_is_not_logged_as_read(safe, end):
    if end == "fence":
        fence([safe.id])
    else:
        shred([safe.id], case_id=new_id(), certificate_id=None)

    with pytest.raises(SafeIsGone), opened(permit(safe)):
        pytest.fail("what is gone was shown")
    assert not Event.objects.exists()


def test_a_page_may_open_what_is_left_and_say_what_is_gone(safe):
    gone = a_safe()
    shred([gone.id], case_id=new_id(), certificate_id=None)

    with opened(permit(safe, gone), skip_gone=True) as opening:
        assert open_safes() == {safe.id}
    assert (opening.safes, opening.gone) == ({safe.id}, {gone.id})


def test_a_live_safe_without_its_key_is_an_error_and_not_gone(safe):
    let_keys_go([safe.id])

    with pytest.raises(KeyMissing), opened(permit(safe), skip_gone=True):
        pytest.fail("there is no key")


def test_nothing_opens_while_the_doors_are_closed(safe):
    other = a_safe()
    ledger.append("safe.shredded", {"safe_ids": [str(other.id)], "case_id": str(new_id()), "certificate_id": None})

    with pytest.raises(DoorsClosed), opened(permit(safe)):
        pytest.fail("the doors are closed")


def test_a_permit_without_safes_only_writes_its_event():
    with opened(permit()) as opening:
        assert opening.safes == frozenset()
    assert Event.objects.count() == 1


def test_a_safe_left_open_is_noticed(safe):
    with unlock(safe), pytest.raises(VaultLeftOpen):
        assert_locked()
