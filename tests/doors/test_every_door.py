"""What holds at every door alike: no forged form, no write by looking, no work without a second factor."""

import re

import pytest
from django.db import connections
from django.test import Client as Browser
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from tests.doors.asking import BACKEND, METHODS, address_of, arguments_of, asked, doors, without_marks
from tests.doors.table import answers
from tests.doors.undoing import undone
from vault.ids import new_id

OURS = sorted(door for door in doors() if ":" in door and not door.startswith("ui:"))
WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
# Looking leaves a row in the log; a contact's look is decided first, and counted.
LOOKING_LEAVES = {
    "audit_event",
    "reglement_decision",
    "consent_decisionbasis",
    "consent_disclosureopening",
}
INSIDE_A_DOSSIER = sorted(
    door for door in OURS if "number" in arguments_of(door) and arguments_of(door) - {"number", "version_number"}
)


@pytest.mark.parametrize("door", OURS)
def test_form_without_its_token_is_refused(door, world):
    browser = Browser(enforce_csrf_checks=True, raise_request_exception=False)
    with undone():
        browser.force_login(world.people["coach"], backend=BACKEND)
        answer = browser.post(address_of(door, world))

    assert answer.status_code == 403


@pytest.mark.parametrize("door", [door for door in OURS if 200 in answers()[door, "GET"].values()])
def test_looking_writes_nothing_but_that_somebody_looked(door, world, browsers):
    for person in ("coach", "client", "contact", "directie"):
        with CaptureQueriesContext(connections["default"]) as captured:
            asked(browsers[person], "GET", address_of(door, world))

        written = {found.group(1) for query in captured if (found := WRITES.match(query["sql"]))}
        assert written <= LOOKING_LEAVES, person


@override_settings(AKKOORD_MFA_OPTIONAL=False)
@pytest.mark.parametrize("door", [door for door in OURS if door != "desk:display"])
def test_staff_without_second_factor_come_nowhere(door, world, browsers):
    for method in METHODS:
        for person in ("coach", "directie", "auditor"):
            answer = asked(browsers[person], method, address_of(door, world))
            assert (answer.status_code, answer.headers.get("Location")) == (302, "/account/beveiliging/"), person


@pytest.mark.parametrize("door", INSIDE_A_DOSSIER)
def test_own_dossier_is_no_way_into_another(door, world, browsers):
    """The outsider names his own dossier and a row of another's; a row that never was gets the same answer."""
    mine = world.rows["other_dossier"].number
    never = {name: new_id() for name in arguments_of(door) - {"number", "version_number"}}
    for method in METHODS:
        addresses = [address_of(door, world, number=mine), address_of(door, world, number=mine, **never)]
        seen, unseen = (asked(browsers["outsider"], method, address) for address in addresses)

        assert seen.status_code in (403, 404, 405)
        assert seen.status_code == unseen.status_code
        assert without_marks(seen).replace(addresses[0], "") == without_marks(unseen).replace(addresses[1], "")


@pytest.mark.parametrize("state", ["closed", "other_dossier"])
@pytest.mark.parametrize("door", [door for door in OURS if arguments_of(door) == {"number"}])
def test_dossier_of_others_is_absent_in_every_state(door, state, world, browsers):
    outsiders = {"closed": ("outsider", "root", "client", "contact"), "other_dossier": ("coach", "root", "client")}
    for method in METHODS:
        for person in outsiders[state]:
            answer = asked(browsers[person], method, address_of(door, world, number=world.rows[state].number))
            assert answer.status_code in (403, 404, 405), f"{method} {person}"
