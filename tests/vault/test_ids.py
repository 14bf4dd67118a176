"""Ids are version 7, unique and in order of time."""

import time

from vault.ids import new_id


def test_an_id_is_a_uuid_of_version_7():
    made = new_id()

    assert (made.version, made.variant) == (7, "specified in RFC 4122")


def test_ids_are_unique_and_follow_time():
    earlier = [new_id() for _ in range(1000)]
    time.sleep(0.001)
    later = new_id()

    assert len(set(earlier)) == 1000
    assert max(earlier) < later
