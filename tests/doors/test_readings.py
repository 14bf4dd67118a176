"""Every reading is in the log: no page shows content without a row about it, written in the same request."""

from dataclasses import dataclass

import pytest
from django.db.models import Q
from django.test import Client as Browser

from audit.models import Event
from tests.doors.asking import VISITS, address_of, doors
from tests.doors.canaries import seen_in
from tests.doors.people import OUTSIDERS, PERSONS
from tests.doors.table import answers
from tests.doors.undoing import undone
from tests.doors.world import World

OURS = sorted(door for door in doors() if ":" in door and not door.startswith("ui:"))
# Pages on which the word that was planted must be seen, so that a page that hides everything can't pass for silence.
SHOWN = {
    ("desk:dossier", "coach"),
    ("desk:dossiers", "coach"),
    ("dossiers:conversations", "coach"),
    ("dossiers:conversations", "substitute"),
    ("dossiers:note-change", "coach"),
    ("dossiers:consult-change", "coach"),
    ("dossiers:documents", "coach"),
    ("dossiers:document-download", "coach"),
    ("dossiers:referrals", "administratie"),
    ("dossiers:contact-referrals", "contact"),
    ("dossiers:own-conversations", "client"),
    ("dossiers:own-conversations", "represents"),
    ("dossiers:own-documents", "client"),
    ("dossiers:own-document-download", "client"),
    ("reporting:reports", "coach"),
    ("reporting:report", "coach"),
    ("reporting:report-edit", "coach"),
    ("reporting:client-report", "client"),
    ("reporting:contact-report", "contact"),
    ("desk:client_home", "client"),
    ("consent:contact-look", "contact"),
    ("consent:contact-document", "contact"),
}
# Streams of bytes in which no word can be looked for: a PDF is compressed.
PDFS = {
    ("reporting:report-pdf", "coach"),
    ("reporting:client-pdf", "client"),
    ("reporting:contact-pdf", "contact"),
}


@dataclass(frozen=True)
class Look:
    """What somebody saw behind a door, and what the log says about it."""

    seen: list[str]
    rows: int


def looked(world: World, browsers: dict[str, Browser], door: str, person: str) -> Look:
    """Return what this person sees on a page; nobody opens the same page twice."""
    if (door, person) not in world.found:
        world.found[door, person] = _looked(world, browsers, door, person)
    found: Look = world.found[door, person]
    return found


def _looked(world: World, browsers: dict[str, Browser], door: str, person: str) -> Look:
    """Open a page and count the rows that this person left in the log about this client or his referral."""
    about = Q(dossier_id=world.dossier.pk) | Q(client_id=world.dossier.traject.client_id)
    about |= Q(object_id=world.rows["referral"].pk)
    with undone():
        before = Event.objects.count()
        answer = browsers[person].get(address_of(door, world), REMOTE_ADDR=f"10.1.1.{next(VISITS) % 250}")
        said = b"".join(answer.streaming_content) if answer.streaming else answer.content
        written = Event.objects.order_by("seq")[before:]
        mine = [event for event in written if event.actor_id == world.people[person].pk]
        rows = Event.objects.filter(about, pk__in=[event.pk for event in mine]).count()
    return Look(seen_in(said.decode(errors="replace")), rows)


@pytest.mark.parametrize("door", [door for door in OURS if 200 in answers()[door, "GET"].values()])
def test_who_sees_content_is_in_the_log(door, world, browsers):
    readers = [person for person, status in answers()[door, "GET"].items() if status == 200 and person in world.people]

    looks = {person: looked(world, browsers, door, person) for person in readers}

    assert {person: look for person, look in looks.items() if look.seen and not look.rows} == {}


@pytest.mark.parametrize(("door", "person"), sorted(SHOWN))
def test_page_really_shows_what_was_planted(door, person, world, browsers):
    look = looked(world, browsers, door, person)

    assert look.seen
    assert look.rows


@pytest.mark.parametrize(("door", "person"), sorted(PDFS))
def test_bytes_of_a_report_leave_a_row(door, person, world, browsers):
    assert looked(world, browsers, door, person).rows


@pytest.mark.parametrize("person", [*OUTSIDERS, "beheerder", "directie", "privacy", "auditor"])
def test_others_never_see_a_planted_word(person, world, browsers):
    opened = [door for door in OURS if answers()[door, "GET"][person] == 200 and door not in ANSWERED_BY_STAFF]

    assert {door: look.seen for door in opened if (look := looked(world, browsers, door, person)).seen} == {}


# Who opens trajecten reads the referrals that wait, whoever will be the coach.
ANSWERED_BY_STAFF = {"dossiers:referrals", "consent:start"}


def test_every_person_of_the_table_has_an_account(world):
    assert {*PERSONS} - {"stranger"} == {*world.people}
