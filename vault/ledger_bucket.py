"""The ledger in an S3 bucket with object lock: one object per line, which nobody can change or take away.

The bucket decides what the next line is, also between machines; the folder of the ledger is each machine's copy of it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from vault.buckets import asked, client, place_of
from vault.terms import LEDGER_LOCKED

SETTING: Final = "AKKOORD_LEDGER_BUCKET"
_NOT_FOUND: Final = {"404", "NoSuchKey"}
# The number was taken: before us, or by another at this very moment.
_TAKEN: Final = {"PreconditionFailed", "ConditionalRequestConflict", "412", "409"}
_NO_LOCK: Final = {"ObjectLockConfigurationNotFoundError"}


def is_used() -> bool:
    """Return whether this house keeps its ledger in a bucket too."""
    return bool(settings.AKKOORD_LEDGER_BUCKET)


def put(book: str, number: int, piece: bytes) -> bool:
    """Put one line under its number and lock it, and return whether this line is there; raises BucketOutOfReach.

    Only where nothing is yet: of two machines that come with the same number, one is told so.
    """
    bucket, _prefix = place_of(SETTING)

    def write() -> bool:
        client().put_object(
            Bucket=bucket,
            Key=_key(book, number),
            Body=piece,
            IfNoneMatch="*",
            ChecksumAlgorithm="SHA256",
            ObjectLockMode="COMPLIANCE",
            ObjectLockRetainUntilDate=datetime.now(UTC) + LEDGER_LOCKED,
        )
        return True

    # An answer that got lost makes boto3 ask again, and then the line that is there is ours.
    return asked(write, otherwise=dict.fromkeys(_TAKEN, False)) or get(book, number) == piece


def get(book: str, number: int) -> bytes | None:
    """Return what lies under a number, and none when nothing does; raises BucketOutOfReach."""
    bucket, _prefix = place_of(SETTING)

    def read() -> bytes | None:
        return bytes(client().get_object(Bucket=bucket, Key=_key(book, number))["Body"].read())

    return asked(read, otherwise=dict.fromkeys(_NOT_FOUND))


def numbers_after(book: str, number: int) -> list[int]:
    """Return the numbers of the lines after this one, in order; raises BucketOutOfReach."""
    bucket, _prefix = place_of(SETTING)

    def listed() -> list[int]:
        pages = (
            client()
            .get_paginator("list_objects_v2")
            .paginate(Bucket=bucket, Prefix=_folder(book), StartAfter=_key(book, number))
        )
        return [int(found["Key"].rpartition("/")[2]) for page in pages for found in page.get("Contents", [])]

    return asked(listed, otherwise={})


def pieces_after(book: str, number: int) -> Iterator[bytes]:
    """Yield the lines after this one, in order; raises BucketOutOfReach."""
    for following in numbers_after(book, number):
        piece = get(book, following)
        if piece is not None:
            yield piece


def refuse_without_lock() -> None:
    """Raise ImproperlyConfigured when lines could be changed or taken away in the bucket; BucketOutOfReach."""
    if not is_used():
        return
    bucket, _prefix = place_of(SETTING)

    def lock() -> Any:
        return client().get_object_lock_configuration(Bucket=bucket)["ObjectLockConfiguration"]["ObjectLockEnabled"]

    if asked(lock, otherwise=dict.fromkeys(_NO_LOCK)) != "Enabled":
        raise ImproperlyConfigured(
            f"The bucket {bucket} of AKKOORD_LEDGER_BUCKET has no object lock, so lines could be taken away."
            " Make one with object lock, and put its name there."
        )


def _folder(book: str) -> str:
    return f"{place_of(SETTING)[1]}{book}/"


def _key(book: str, number: int) -> str:
    # As wide as a number can get, so that the order of the names is that of the lines.
    return f"{_folder(book)}{number:012d}"
