"""What a page answers when the house itself fails: no room, files that are away, or only that it failed."""

import sys
from http import HTTPStatus
from typing import Final

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template import loader

from vault.facts import StorageFull, StorageOutOfReach
from vault.file_folder import NO_ROOM

PAGES: Final = {
    HTTPStatus.INTERNAL_SERVER_ERROR: "500.html",
    HTTPStatus.SERVICE_UNAVAILABLE: "503_disk.html",
    HTTPStatus.INSUFFICIENT_STORAGE: "507_disk.html",
}
# PostgreSQL, appendix A: disk_full.
_DATABASE_IS_FULL = "53100"


def went_wrong(request: HttpRequest) -> HttpResponse:
    """Answer 507 when a disk is full, 503 when the files are out of reach, and 500 for anything else."""
    status = _status_of(sys.exc_info()[1])
    return HttpResponse(loader.render_to_string(PAGES[status]), status=status)


def _status_of(failure: BaseException | None) -> HTTPStatus:
    while failure is not None:
        if isinstance(failure, StorageOutOfReach):
            return HTTPStatus.SERVICE_UNAVAILABLE
        if isinstance(failure, StorageFull) or (isinstance(failure, OSError) and failure.errno in NO_ROOM):
            return HTTPStatus.INSUFFICIENT_STORAGE
        if isinstance(failure, DatabaseError) and getattr(failure.__cause__, "sqlstate", "") == _DATABASE_IS_FULL:
            return HTTPStatus.INSUFFICIENT_STORAGE
        failure = failure.__cause__
    return HTTPStatus.INTERNAL_SERVER_ERROR
