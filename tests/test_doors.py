"""The doors table: every address of the house, tried by everybody, answers as the table says.

A stranger is sent to log in; for an outsider there is nothing (404, alike for what exists and what does not); who
knows the page and lacks the right is told so (403); a page that takes no such method says so (405).
"""

import pytest
from django.http import HttpResponse

from tests.doors.asking import METHODS, address_of, arguments_of, asked, doors, without_marks
from tests.doors.people import OUTSIDERS, PERSONS, PORTAL, STRANGER
from tests.doors.table import answers
from vault.ids import new_id

# Doors that a stranger may open; each knows nothing of a dossier.
OPEN_TO_STRANGERS = {
    "alive": "says only that the process answers",
    "ready": "says only which servers answer",
    "desk:display": "keeps colours and language in a cookie",
    "accounts:invitation": "the link from the mail is the key",
    "account_login": "the way in",
    "account_request_login_code": "the way in",
    "account_inactive": "says that an account is closed",
    "account_reset_password": "the way in",
    "account_reset_password_done": "the way in",
    "account_reset_password_from_key": "the link from the mail is the key",
    "account_reset_password_from_key_done": "the way in",
    "reglement:public": "the text of the reglement, where the text itself says that it is public",
    "reglement:public-paper": "the same on paper",
    **dict.fromkeys((door for door in doors() if door.startswith("ui:")), "invented examples, and not in production"),
}
# One of each kind of person for whom there is nothing behind a door that is not his.
KINDS = ("outsider", "beheerder", "auditor", "otherclient", "othercontact")
INSIDERS = ("coach", "client", "contact")
OURS = sorted(door for door in doors() if ":" in door)
# What an address names that says something about one client.
OF_A_DOSSIER = {
    "number",
    "report_id",
    "version_id",
    "disclosure_id",
    "hold_id",
    "change_id",
    "grant_id",
    "consent_id",
    "note_id",
    "part_id",
    "notice_id",
    "ground_id",
    "consult_id",
    "document_id",
    "duty_id",
}
# A version of the reglement, on the screen or on paper, is about nobody.
ABOUT_NOBODY = {"reglement:version", "reglement:paper"}
ABOUT_A_DOSSIER = sorted(door for door in OURS if arguments_of(door) & OF_A_DOSSIER and door not in ABOUT_NOBODY)
CLOSED = {403, 404, 405}


@pytest.mark.parametrize(("door", "method"), sorted(answers()))
def test_door_answers_everybody_as_the_table_says(door, method, world, browsers):
    address = address_of(door, world)

    given = {person: asked(browsers[person], method, address) for person in PERSONS}
    world.found |= {
        (person, method, address): _told(given[person], address)
        for person in KINDS
        if given[person].status_code in (403, 404)
    }

    assert {person: answer.status_code for person, answer in given.items()} == answers()[door, method]
    assert door in OPEN_TO_STRANGERS or given[STRANGER]["Location"].startswith("/inloggen/")


def test_no_door_lacks_a_row_and_no_row_lacks_a_door():
    assert set(answers()) == {(door, method) for door in doors() for method in METHODS}


def test_door_about_a_dossier_stays_closed_to_outsiders():
    opened = [
        f"{method} {door} for {person}"
        for door in ABOUT_A_DOSSIER
        for method in METHODS
        for person in OUTSIDERS
        if answers()[door, method][person] not in CLOSED
    ]

    assert opened == []


def test_superuser_without_a_grant_is_an_outsider_everywhere():
    differing = [row for row, cells in answers().items() if cells["root"] != cells["outsider"]]

    assert differing == []


def test_client_and_contact_are_never_told_that_a_page_exists_for_others():
    told = [(row, person) for row, cells in answers().items() for person in PORTAL if cells[person] == 403]

    assert [(row, person) for row, person in told if ":" in row[0]] == []


@pytest.mark.parametrize("door", [door for door in OURS if arguments_of(door) - {"token"}])
def test_what_is_another_s_and_what_is_not_there_are_alike(door, world, browsers):
    there, nowhere = address_of(door, world), address_of(door, world, **_absent(door))
    for method in METHODS:
        for person in KINDS:
            if answers()[door, method][person] in (403, 404):
                seen = world.found.get((person, method, there))
                seen = seen or _told(asked(browsers[person], method, there), there)
                unseen = _told(asked(browsers[person], method, nowhere), nowhere)
                assert seen == unseen, f"{person} {method}"


@pytest.mark.parametrize("door", OURS)
def test_page_takes_no_method_that_it_is_not_for(door, world, browsers):
    for method in ("PUT", "DELETE"):
        for person in INSIDERS:
            assert asked(browsers[person], method, address_of(door, world)).status_code in CLOSED, f"{person} {method}"


def _absent(door: str) -> dict[str, object]:
    """Return names of the same shape that nothing has."""
    shapes = {"number": "D-2026-9999", "version_number": 99, "token": "kaartjx"}
    return {name: shapes.get(name, new_id()) for name in arguments_of(door)}


def _told(answer: HttpResponse, address: str) -> tuple[int, str]:
    return answer.status_code, without_marks(answer).replace(address, "")
