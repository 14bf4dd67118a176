"""Sealed bytes in an S3 bucket: sent when they are complete, so that no half file has a name."""

import io
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import IO, Any, Final, cast

from django.core.exceptions import ImproperlyConfigured

from vault import buckets
from vault.facts import BucketOutOfReach, StorageOutOfReach
from vault.stored import Stored

SETTING: Final = "AKKOORD_STORAGE_BUCKET"
_NOT_FOUND: Final = {"404", "NoSuchKey"}


class FileBucket:
    """The bucket of AKKOORD_STORAGE_BUCKET; whatever fails raises StorageOutOfReach."""

    def __init__(self) -> None:
        self._bucket, self._prefix = buckets.place_of(SETTING)

    @contextmanager
    def write(self, name: str) -> Iterator[IO[bytes]]:
        """Give a file to write; it is sent when the block ends well."""
        with tempfile.TemporaryFile() as aside:
            yield cast(IO[bytes], aside)
            aside.seek(0)
            self._asked(lambda: buckets.client().upload_fileobj(aside, self._bucket, self._prefix + name))

    def touch(self, name: str) -> None:
        """Let an empty file be there; once is as good as twice."""
        self._asked(lambda: buckets.client().put_object(**self._at(name), Body=b""))

    def read(self, name: str) -> IO[bytes]:
        """Return the bytes to read; raises FileNotFoundError."""
        found = self._asked(lambda: buckets.client().get_object(**self._at(name)), otherwise=_NOT_FOUND)
        if found is None:
            raise FileNotFoundError
        return cast(IO[bytes], io.BufferedReader(_Stream(found["Body"])))

    def find(self, name: str) -> Stored | None:
        """Return what lies under a name."""
        found = self._asked(lambda: buckets.client().head_object(**self._at(name)), otherwise=_NOT_FOUND)
        return found and Stored(name, found["ContentLength"], found["LastModified"])

    def remove(self, name: str) -> None:
        """Delete it; once is as good as twice."""
        self._asked(lambda: buckets.client().delete_object(**self._at(name)))

    def remove_unfinished(self, name: str) -> None:
        """Delete nothing: half a file was never here."""

    def under(self, folder: str) -> Iterator[Stored]:
        """Yield what lies under a folder, in order."""
        prefix = f"{self._prefix}{folder}/" if folder else self._prefix
        pages = iter(buckets.client().get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=prefix))
        while (page := self._asked(lambda: next(pages, None))) is not None:
            for found in page.get("Contents", []):
                yield Stored(found["Key"].removeprefix(self._prefix), found["Size"], found["LastModified"])

    def names(self, folder: str) -> Iterator[str]:
        """Yield the names of what lies under a folder, in order."""
        return (found.name for found in self.under(folder))

    def begin_age_anew(self, name: str) -> None:
        """Let it count as written now; nothing happens when it is gone."""
        here = self._at(name)
        self._asked(
            lambda: buckets.client().copy_object(**here, CopySource=here, MetadataDirective="REPLACE"),
            otherwise=_NOT_FOUND,
        )

    def refuse_what_is_kept(self) -> None:
        """Raise ImproperlyConfigured when the bucket keeps what is deleted, StorageOutOfReach."""
        found = self._asked(lambda: buckets.client().get_bucket_versioning(Bucket=self._bucket))
        if found.get("Status"):
            raise ImproperlyConfigured(
                f"The bucket {self._bucket} of {SETTING} keeps versions of what is deleted."
                " Files must be able to go: take a bucket that never had versions."
            )

    def _at(self, name: str) -> dict[str, str]:
        return {"Bucket": self._bucket, "Key": self._prefix + name}

    def _asked(self, ask: Callable[[], Any], *, otherwise: Collection[str] = ()) -> Any:
        try:
            return buckets.asked(ask, otherwise=dict.fromkeys(otherwise))
        except BucketOutOfReach as away:
            raise StorageOutOfReach from away


class _Stream(io.RawIOBase):
    # A reader that gives less than was asked for is read on by the buffer around it.
    def __init__(self, body: Any) -> None:
        self._body = body

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            part = buckets.asked(lambda: self._body.read(len(buffer)), otherwise={})
        except BucketOutOfReach as away:
            raise StorageOutOfReach from away
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        self._body.close()
        super().close()
