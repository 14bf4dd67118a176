"""Who can log in to the demo, how, and what is worth looking at."""

from collections.abc import Iterator
from typing import Final

from accounts.models import User
from desk.demo import bureau
from desk.demo.clients import PEOPLE
from desk.demo.loading import DemoRefused, is_half_loaded

CODE: Final = "code in the inbox"
COLUMNS: Final = ("Who", "Role", "E-mail", "Logs in with", "Look at")
_MEMBERS: Final = {
    "marit": "my day, Ilse de Boer's report, a report to send",
    "daan": "asked to stand in for Marit; a report refused with a remark",
    "manager": "referrals, opdrachtgevers, what comes due",
    "administratie": "opdrachtgevers and referrals; paper, and what a law still keeps",
    "privacy_officer": "a destruction list to decide about, an objection, holds, certificates",
    "directie": "the reglement and its own choices; the list that two people signed",
    "beheerder": "/beheer/: people, roles, opdrachtgevers",
    "auditor": "that the doors are closed to him",
}
_CLIENTS: Final = {
    "Ilse de Boer": "client: the report that waits, version 3",
    "Farid Amrani": "client: the start notice, not yet read",
    "Fatima El Idrissi": "client: what went out, and who looked",
}
_PRINCIPALS: Final = {"bakkerij": "puts somebody forward", "gemeente": "opens a report that was sent"}


def lines_of_logins() -> Iterator[str]:
    """Return a small table as lines; raises DemoRefused when there is no demo to log in to."""
    if is_half_loaded():
        raise DemoRefused("Loading the demo was broken off. Start afresh: make fresh run")
    rows = list(_rows())
    if not User.objects.filter(email=rows[0][2]).exists():
        raise DemoRefused("The demo is not loaded here: manage.py demo load")
    widths = [max(len(row[place]) for row in [COLUMNS, *rows]) for place in range(len(COLUMNS))]
    for row in [COLUMNS, *rows]:
        yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _rows() -> Iterator[tuple[str, ...]]:
    members = {member.key: member for member in (bureau.DIRECTIE, bureau.BEHEERDER, *bureau.STAFF)}
    for key, hint in _MEMBERS.items():
        member = members[key]
        yield member.name, member.role.value, member.email, bureau.PASSWORD, hint
    for name, hint in _CLIENTS.items():
        email = next(person.email for person in PEOPLE if person.name == name)
        yield name, "client", email, CODE, hint
    for key, hint in _PRINCIPALS.items():
        principal = next(principal for principal in bureau.PRINCIPALS if principal.key == key)
        contact = principal.contacts[0]
        yield contact.name, f"contact, {principal.name}", contact.email, CODE, hint
