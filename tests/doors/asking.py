"""Trying one door as one person: which address, whose session, and what was answered."""

import re
from copy import deepcopy
from functools import cache
from itertools import count
from typing import Any

from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.doors.people import PERSONS, STRANGER
from tests.doors.undoing import undone
from tests.doors.world import TOKEN, World

# Limits on logging in count per address of the network; nobody here comes twice from the same.
VISITS = count()
METHODS = ("GET", "POST")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# What differs between two answers that say the same.
MARKS = [
    re.compile(r'"X-CSRFToken": "[^"]+"'),
    re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"'),
    re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"),
]


@cache
def doors() -> dict[str, URLPattern]:
    """Return every named door outside the admin site by the name of its address."""
    found: dict[str, URLPattern] = {}

    def walk(resolver: URLResolver, space: str) -> None:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLPattern):
                found[f"{space}{entry.name}"] = entry
            elif entry.namespace != "admin":
                walk(entry, f"{space}{entry.namespace}:" if entry.namespace else space)

    walk(get_resolver(), "")
    return found


def arguments_of(door: str) -> set[str]:
    """Return the names of what an address names."""
    return set(doors()[door].pattern.regex.groupindex)


def address_of(door: str, world: World, **instead: Any) -> str:
    """Return the address of this door about the rows of the world, or about others given by name."""
    known = {**_rows_named(door, world), **instead}
    return reverse(door, kwargs={name: known[name] for name in arguments_of(door)})


def browsers_of(world: World) -> dict[str, Browser]:
    """Return a browser in which each person is logged in; a stranger's is empty."""
    made = {name: Browser(raise_request_exception=False) for name in PERSONS}
    for name in PERSONS:
        if name != STRANGER:
            made[name].force_login(world.people[name], backend=BACKEND)
    return made


def asked(browser: Browser, method: str, address: str) -> HttpResponse:
    """Try a door and take back what it did; the browser keeps the cookies that it came with."""
    cookies = deepcopy(browser.cookies)
    from_elsewhere = {"REMOTE_ADDR": f"10.0.{next(VISITS) // 250 % 250}.{next(VISITS) % 250}"}
    with undone():
        answer = browser.generic(method, address, **from_elsewhere)
        answer.said = b"".join(answer.streaming_content) if answer.streaming else answer.content
    browser.cookies = cookies
    return answer


def without_marks(answer: HttpResponse) -> str:
    """Return the body without what differs at each request."""
    body = answer.said.decode(errors="replace")
    for mark in MARKS:
        body = mark.sub("", body)
    return body


def _rows_named(door: str, world: World) -> dict[str, Any]:
    rows = world.rows
    version = rows[VERSION_OF_DOOR.get(door, "waiting")]
    return {
        "number": world.dossier.number,
        "report_id": version.report_id,
        "version_number": version.number,
        "version_id": world.dossier.traject.reglement_version_id if door in TEXTS else version.pk,
        "consult_id": rows["shared" if door == "dossiers:own-summary-answer" else "consult"].pk,
        "opdrachtgever_id": world.contact.opdrachtgever_id,
        "contact_id": world.contact.pk,
        "token": TOKEN,
        "uidb36": "1",
        "key": "set-password",
        "pk": 1,
        "consent_id": rows["question" if door in ASKED else "consent"].pk,
        "planned_id": rows["plan" if door == "consent:plan-answer" else "look"].pk,
        "ground_id": rows["undecided" if door == "consent:ground-decide" else "ground"].pk,
        **{f"{name}_id": rows[name].pk for name in ROWS},
    }


# Doors to a version of the reglement, not of a report.
TEXTS = ("reglement:version", "reglement:paper")
ASKED = ("consent:my-answer", "consent:use-spoken")
ROWS = (
    "text",
    "notice",
    "note",
    "part",
    "duty",
    "document",
    "disclosure",
    "grant",
    "referral",
    "hold",
    "case",
    "certificate",
    "change",
    "list",
    "paper",
    "record",
    "copy",
    "representative",
    "objection",
    "recipient",
)
VERSION_OF_DOOR = {
    "reporting:report-submit": "draft",
    "reporting:report-edit": "draft",
    "reporting:report-send": "approved",
    "reporting:client-done": "refused",
}
