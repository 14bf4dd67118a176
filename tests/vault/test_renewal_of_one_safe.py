"""One safe is renewed apart, before something leaves it; a renewal of all safes goes on beside it."""

import pytest
from django.db import connections, transaction

from tests.factories.vault import a_safe
from vault.ciphers import keys_of
from vault.facts import SafeIsGone, UnderTheCurrentKey
from vault.ids import new_id
from vault.moving import Leaving
from vault.services import (
    begin_renewal,
    end_renewal,
    former_keys_to_remove,
    give_fresh_key,
    is_renewing,
    remove_former_key,
    renew_safe_keys,
    renewal_state,
    with_former_key,
)
from vault.services.shredding import let_keys_go

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def a_day_later():
    """Let the former keys have lingered for a day, and remove those that may go."""
    with connections["keys"].cursor() as cursor:
        cursor.execute(
            "UPDATE keys_safekey SET retired_at = retired_at - interval '2 days',"
            " emptied_at = emptied_at - interval '25 hours' WHERE retired_at IS NOT NULL"
        )
    for proof in former_keys_to_remove():
        assert not proof.faults
        remove_former_key(proof.key_id)


def test_one_safe_gets_a_fresh_key_and_the_others_keep_theirs():
    one, other = a_safe(), a_safe()
    before = keys_of([one.pk, other.pk])

    assert give_fresh_key(one.pk)
    list(renew_safe_keys())

    after = keys_of([one.pk, other.pk])
    assert after[other.pk] == before[other.pk]
    assert after[one.pk][1:] == before[one.pk]
    assert with_former_key([one.pk, other.pk]) == {one.pk}
    a_day_later()
    assert keys_of([one.pk])[one.pk] == after[one.pk][:1]
    assert not is_renewing()


def test_fresh_key_is_given_once_while_the_former_lingers():
    safe = a_safe()
    give_fresh_key(safe.pk)
    keys = keys_of([safe.pk])

    assert give_fresh_key(safe.pk)

    assert keys_of([safe.pk]) == keys


def test_safe_that_was_shredded_gets_no_key_again():
    safe = a_safe()

    assert not give_fresh_key(new_id())
    with pytest.raises(SafeIsGone):
        Leaving(new_id())
    give_fresh_key(safe.pk)
    with transaction.atomic(using="keys"):
        let_keys_go([safe.pk])
    assert not give_fresh_key(safe.pk)
    assert not is_renewing()


def test_nothing_leaves_a_safe_that_has_no_former_key():
    with pytest.raises(UnderTheCurrentKey):
        Leaving(a_safe().pk)


def test_going_on_with_one_safe_gives_no_other_a_key_and_begins_nothing():
    give_fresh_key(a_safe().pk)
    list(renew_safe_keys())

    assert renewal_state() is None
    assert not end_renewal()


def test_renewal_of_all_reaches_a_safe_that_was_renewed_apart_before():
    safe = a_safe()
    give_fresh_key(safe.pk)
    list(renew_safe_keys())
    apart = keys_of([safe.pk])[safe.pk][0]

    begin_renewal()
    list(renew_safe_keys())
    a_day_later()
    list(renew_safe_keys())
    assert keys_of([safe.pk])[safe.pk][1:] == [apart]
    a_day_later()

    assert end_renewal()
    assert apart not in keys_of([safe.pk])[safe.pk]
