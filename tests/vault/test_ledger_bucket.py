"""The ledger in a bucket with object lock: the bucket has each line first, and the folder is a copy of it."""

import json
from pathlib import Path

import boto3
import pytest
from botocore.exceptions import ClientError
from django.core.exceptions import ImproperlyConfigured

from config.starting import refuse_to_start_on_unfit_buckets
from tests.buckets import NOBODY
from tests.factories.vault import a_safe
from tests.workers import a_command
from vault import buckets, ledger, ledger_bucket, quarantine
from vault.facts import BucketOutOfReach, LedgerBehind, LedgerBroken
from vault.ids import new_id
from vault.keys.models import SafeKey
from vault.services import shred
from vault.terms import Why


@pytest.fixture
def bucket(ledger_bucket_name):
    return ledger_bucket_name


@pytest.fixture
def another_machine(settings, tmp_path):
    """Go on with an empty folder of its own."""

    def move(name="elsewhere") -> Path:
        settings.AKKOORD_LEDGER_DIR = tmp_path / name
        return settings.AKKOORD_LEDGER_DIR

    return move


def lines():
    """Return the numbers in the book, after proving it."""
    found = ledger.verify()
    assert found.faults == ()
    return [entry.seq for entry in ledger.read_all()]


def test_a_line_lies_in_the_bucket_as_it_lies_in_the_folder_and_can_not_be_taken_away(bucket):
    ledger.append("test", {"word": "x"})

    (raw,) = ledger.path().read_bytes().splitlines()
    assert ledger_bucket.get("ledger", 1) == raw
    client, key = boto3.client("s3"), "house/ledger/000000000001"
    head = client.head_object(Bucket=bucket, Key=key)
    assert head["ObjectLockMode"] == "COMPLIANCE"
    assert (head["ObjectLockRetainUntilDate"] - head["LastModified"]).days > 7000
    with pytest.raises(ClientError, match="AccessDenied"):
        client.delete_object(Bucket=bucket, Key=key, VersionId=head["VersionId"])
    assert not ledger_bucket.put("ledger", 1, b"another")
    assert ledger_bucket.put("ledger", 1, raw), "an answer that got lost is not a refusal"


def test_another_machine_goes_on_where_the_first_was(bucket, another_machine):
    ledger.append("test", {"word": "one"})
    another_machine()
    ledger.append("test", {"word": "two"})

    assert lines() == [1, 2]


@pytest.mark.worker
@pytest.mark.django_db
def test_machines_that_write_at_once_make_one_chain(bucket, settings, tmp_path):
    code = "from vault import ledger\nfor _ in range(8): ledger.append('test', {})"
    place = settings.AKKOORD_LEDGER_BUCKET
    machines = [
        a_command(
            "shell", "-c", code, AKKOORD_LEDGER_BUCKET=place, AKKOORD_LEDGER_DIR=str(tmp_path / f"machine-{number}")
        )
        for number in range(3)
    ]

    assert [machine.wait(60) for machine in machines] == [0, 0, 0]
    for machine in machines:
        machine.stdout.close()
    assert lines() == list(range(1, 25))


def test_a_kill_between_bucket_and_folder_loses_no_line(bucket):
    ledger.append("test", {"word": "one"})
    ledger.append("test", {"word": "two"})
    whole = ledger.path().read_bytes()
    first = whole.splitlines(keepends=True)[0]

    for left in (first, first + whole[len(first) : -20], first + b"\n", whole[:-1]):
        ledger.path().write_bytes(left)
        ledger.catch_up()
        assert ledger.path().read_bytes() == whole
    ledger.path().write_bytes(first + b'{"half')
    ledger.append("test", {"word": "three"})
    assert lines() == [1, 2, 3]


def test_a_folder_that_was_begun_without_a_bucket_is_brought_there(bucket, settings, another_machine):
    place, settings.AKKOORD_LEDGER_BUCKET = settings.AKKOORD_LEDGER_BUCKET, ""
    ledger.append("test", {"word": "one"})
    with ledger.path().open("ab") as file:
        file.write(b'{"torn')
    ledger.append("test", {"word": "two"})
    settings.AKKOORD_LEDGER_BUCKET = place
    ledger.append("test", {"word": "three"})
    here = ledger.path().read_bytes()

    another_machine()

    assert lines() == [1, 2, 3]
    assert ledger.path().read_bytes() == here


def test_a_folder_that_tells_another_story_is_not_believed(bucket, another_machine, settings):
    ledger.append("test", {"word": "one"})
    another_machine()
    place, settings.AKKOORD_LEDGER_BUCKET = settings.AKKOORD_LEDGER_BUCKET, ""
    ledger.append("test", {"word": "another"})
    settings.AKKOORD_LEDGER_BUCKET = place

    with pytest.raises(LedgerBroken):
        ledger.append("test", {"word": "two"})
    assert ledger_bucket.numbers_after("ledger", 0) == [1]


def test_a_line_that_was_put_in_the_bucket_by_another_is_not_believed(bucket):
    ledger.append("test", {"word": "one"})
    line = json.loads(ledger.path().read_bytes())
    ledger_bucket.put("ledger", 2, json.dumps({**line, "seq": 2}).encode())

    with pytest.raises(LedgerBroken):
        ledger.catch_up()


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_without_the_bucket_nothing_is_destroyed_and_the_doors_are_closed(bucket, settings, reach):
    safe = a_safe()
    shred([a_safe().id], case_id=new_id(), certificate_id=None)
    assert quarantine.look_again() is None
    reach(NOBODY)

    with pytest.raises(BucketOutOfReach):
        shred([safe.id], case_id=new_id(), certificate_id=None)

    assert SafeKey.objects.filter(safe_id=safe.id).exists()
    assert quarantine.look_again() == Why.UNREACHABLE


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_a_machine_with_an_empty_folder_takes_it_from_the_bucket(bucket, another_machine, settings):
    shred([a_safe().id], case_id=new_id(), certificate_id=None)
    another_machine()

    assert quarantine.why_closed() is None
    assert lines() == [1]
    another_machine("without")
    settings.AKKOORD_LEDGER_BUCKET = ""
    assert quarantine.why_closed() == Why.BEHIND
    with pytest.raises(LedgerBehind):
        shred([a_safe().id], case_id=new_id(), certificate_id=None)


def test_a_bucket_without_object_lock_stops_the_start(bucket, settings, reach):
    refuse_to_start_on_unfit_buckets()
    buckets.client().create_bucket(Bucket=f"open-{bucket}"[:63])
    settings.AKKOORD_LEDGER_BUCKET = f"s3://open-{bucket}"[: 5 + 63]

    with pytest.raises(ImproperlyConfigured, match="has no object lock"):
        refuse_to_start_on_unfit_buckets()
    reach(NOBODY)
    refuse_to_start_on_unfit_buckets()


@pytest.mark.parametrize("address", ["https://bucket/x", "s3:///x", "bucket"])
def test_an_address_that_is_none_stops_the_start(settings, address):
    settings.AKKOORD_LEDGER_BUCKET = address

    with pytest.raises(ImproperlyConfigured, match="AKKOORD_LEDGER_BUCKET is s3"):
        refuse_to_start_on_unfit_buckets()
