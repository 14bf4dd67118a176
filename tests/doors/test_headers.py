"""What every answer carries, whatever its status, and that pages need no script and bring none of their own."""

from html.parser import HTMLParser

import pytest
from django.http import HttpResponse
from django.test import override_settings

from tests.doors.asking import address_of, asked, doors
from tests.doors.canaries import seen_in
from tests.doors.table import answers
from tests.doors.undoing import undone

OURS = sorted(door for door in doors() if ":" in door)
FRAMED = {"reporting:report-pdf", "reporting:client-pdf", "reporting:contact-pdf", "ui:gallery_pdf"}
READER_OF = {"mijn/": "client", "opdrachtgever/": "contact"}
# A door, a method and a person for each status that people meet.
STATUSES = {
    200: ("desk:dossier", "GET", "coach"),
    302: ("desk:front_door", "GET", "coach"),
    403: ("dossiers:note-add", "GET", "substitute"),
    404: ("desk:dossier", "GET", "outsider"),
    405: ("desk:dossier", "POST", "coach"),
    422: ("consent:access-substitute", "POST", "coach"),
}
ACTIVE = {"script", "style", "object", "embed", "applet"}


def policy_of(answer: HttpResponse) -> dict[str, list[str]]:
    """Return the content security policy by directive."""
    rules = (rule.split() for rule in answer["Content-Security-Policy"].split(";") if rule.strip())
    return {name: values for name, *values in rules}


def assert_guarded(answer: HttpResponse, *, framed: bool = False) -> None:
    """Check what a browser is told to refuse."""
    policy = policy_of(answer)
    assert policy["default-src"] == policy["object-src"] == policy["base-uri"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == ["'self'"]
    assert policy["frame-ancestors"] == (["'self'"] if framed else ["'none'"])
    assert answer["X-Frame-Options"] == ("SAMEORIGIN" if framed else "DENY")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("status", STATUSES)
def test_answer_of_every_status_is_guarded_and_never_stored(status, world, browsers):
    door, method, person = STATUSES[status]

    answer = asked(browsers[person], method, address_of(door, world))

    assert answer.status_code == status
    assert_guarded(answer)
    assert "no-store" in answer["Cache-Control"]


@override_settings(ROOT_URLCONF="tests.doors.broken")
def test_error_page_is_guarded_and_tells_nothing(world, browsers):
    answer = asked(browsers["coach"], "GET", "/kapot/")

    assert answer.status_code == 500
    assert_guarded(answer)
    assert "no-store" in answer["Cache-Control"]
    assert seen_in(answer.said.decode()) == []


def test_bad_request_is_guarded(world, browsers):
    answer = browsers["coach"].get("/mijn-dag/", headers={"host": "elders.example"})

    assert answer.status_code == 400
    assert_guarded(answer)


def test_body_beyond_the_limit_is_refused_and_guarded(world, browsers):
    with undone():
        answer = browsers["coach"].post(address_of("dossiers:note-add", world), {"text": "x" * 3 * 1024 * 1024})

    assert answer.status_code in (400, 413)
    assert_guarded(answer)


@override_settings(ACCOUNT_RATE_LIMITS={"login": "1/m/ip"})
def test_too_many_tries_are_refused_and_guarded(world, browsers):
    with undone():
        tries = [browsers["stranger"].post("/inloggen/", REMOTE_ADDR="10.9.9.9") for _ in range(3)]

    assert tries[-1].status_code == 429
    assert_guarded(tries[-1])


@pytest.mark.parametrize("door", OURS)
def test_every_page_is_guarded(door, world, browsers):
    person = _reader(door)

    answer = asked(browsers[person], "GET", address_of(door, world))

    assert_guarded(answer, framed=door in FRAMED and answer.status_code == 200)
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("door", [door for door in OURS if 200 in answers()[door, "GET"].values()])
def test_page_works_without_script_and_brings_none(door, world, browsers):
    answer = asked(browsers[_reader(door)], "GET", address_of(door, world))
    if answer["Content-Type"].startswith("text/html"):
        page = Page()
        page.feed(answer.said.decode())

        assert page.wrong == []


def test_stranger_s_login_page_is_guarded(world, browsers):
    assert_guarded(asked(browsers["stranger"], "GET", "/inloggen/"))


def test_logging_out_lets_the_browser_forget(world, browsers):
    answer = asked(browsers["client"], "POST", "/uitloggen/")

    assert answer.status_code == 302
    assert answer["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize(("door", "person"), [("document-download", "coach"), ("own-document-download", "client")])
def test_document_is_given_to_keep_and_never_opened_in_the_page(door, person, world, browsers):
    answer = asked(browsers[person], "GET", address_of(f"dossiers:{door}", world))

    assert answer["Content-Disposition"].startswith("attachment")
    assert_guarded(answer)


class Page(HTMLParser):
    """Collects what a page should not have: code of its own, or a deed that only a script can do."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        given = dict(attrs)
        if tag in ACTIVE and not (given.get("src") or "").startswith("/static/"):
            self.wrong.append(self.get_starttag_text() or tag)
        if any(name == "style" or name.startswith("on") for name in given):
            self.wrong.append(self.get_starttag_text() or tag)
        if {"hx-get", "hx-post"} & given.keys() and not {"href", "action", "formaction"} & given.keys():
            self.wrong.append(self.get_starttag_text() or tag)
        if tag == "a" and (given.get("href") or "").startswith(("#!", "javascript:")):
            self.wrong.append(self.get_starttag_text() or tag)


def _reader(door: str) -> str:
    """Return somebody for whom the door opens, else the coach."""
    row = answers()[door, "GET"]
    return next((person for person, status in row.items() if status == 200 and person != "stranger"), "coach")
