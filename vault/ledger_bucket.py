"""The ledger in an S3 bucket with object lock: one object per line, which nobody can change or take away.

The bucket decides what the next line is, also between machines; the folder of the ledger is each machine's copy of it.
Credentials, region and endpoint are what boto3 takes from the environment (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL_S3).
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from vault.facts import BucketOutOfReach
from vault.terms import LEDGER_LOCKED

_NOT_FOUND: Final = {"404", "NoSuchKey"}
# The number was taken: before us, or by another at this very moment.
_TAKEN: Final = {"PreconditionFailed", "ConditionalRequestConflict", "412", "409"}
_NO_LOCK: Final = {"ObjectLockConfigurationNotFoundError"}
Answer = TypeVar("Answer")


def is_used() -> bool:
    """Return whether this house keeps its ledger in a bucket too."""
    return bool(settings.AKKOORD_LEDGER_BUCKET)


def put(book: str, number: int, piece: bytes) -> bool:
    """Put one line under its number and lock it, and return whether this line is there; raises BucketOutOfReach.

    Only where nothing is yet: of two machines that come with the same number, one is told so.
    """
    bucket, _prefix = _place()

    def write() -> bool:
        _client().put_object(
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
    return _asked(write, otherwise=dict.fromkeys(_TAKEN, False)) or get(book, number) == piece


def get(book: str, number: int) -> bytes | None:
    """Return what lies under a number, and none when nothing does; raises BucketOutOfReach."""
    bucket, _prefix = _place()

    def read() -> bytes | None:
        return bytes(_client().get_object(Bucket=bucket, Key=_key(book, number))["Body"].read())

    return _asked(read, otherwise=dict.fromkeys(_NOT_FOUND))


def numbers_after(book: str, number: int) -> list[int]:
    """Return the numbers of the lines after this one, in order; raises BucketOutOfReach."""
    bucket, _prefix = _place()

    def listed() -> list[int]:
        pages = (
            _client()
            .get_paginator("list_objects_v2")
            .paginate(Bucket=bucket, Prefix=_folder(book), StartAfter=_key(book, number))
        )
        return [int(found["Key"].rpartition("/")[2]) for page in pages for found in page.get("Contents", [])]

    return _asked(listed, otherwise={})


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
    bucket, _prefix = _place()

    def lock() -> Any:
        return _client().get_object_lock_configuration(Bucket=bucket)["ObjectLockConfiguration"]["ObjectLockEnabled"]

    if _asked(lock, otherwise=dict.fromkeys(_NO_LOCK)) != "Enabled":
        raise ImproperlyConfigured(
            f"The bucket {bucket} of AKKOORD_LEDGER_BUCKET has no object lock, so lines could be taken away."
            " Make one with object lock, and put its name there."
        )


def _place() -> tuple[str, str]:
    parts = urlsplit(settings.AKKOORD_LEDGER_BUCKET)
    if parts.scheme != "s3" or not parts.netloc:
        raise ImproperlyConfigured("AKKOORD_LEDGER_BUCKET is s3://bucket or s3://bucket/folder.")
    prefix = parts.path.strip("/")
    return parts.netloc, f"{prefix}/" if prefix else ""


def _folder(book: str) -> str:
    return f"{_place()[1]}{book}/"


def _key(book: str, number: int) -> str:
    # As wide as a number can get, so that the order of the names is that of the lines.
    return f"{_folder(book)}{number:012d}"


def _asked(ask: Callable[[], Answer], *, otherwise: dict[str, Answer]) -> Answer:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        return ask()
    except ClientError as refused:
        code = str(refused.response.get("Error", {}).get("Code", ""))
        if code in otherwise:
            return otherwise[code]
        raise BucketOutOfReach(code) from refused
    except BotoCoreError as failed:
        raise BucketOutOfReach(type(failed).__name__) from failed


@lru_cache(maxsize=1)
def _client() -> Any:
    # Half a second to import, which a house with a folder need not pay.
    import boto3
    from botocore.config import Config

    patience = Config(connect_timeout=3, read_timeout=10, retries={"mode": "standard", "max_attempts": 3})
    return boto3.client("s3", config=patience)
