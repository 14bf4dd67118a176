"""A bureau whose text lets a line and a number remain: the text, and a dossier that comes to its end under it."""

from dossiers.models import Dossier, Opdrachtgever
from retention.models import PurgeCase
from retention.services.advancing import advance
from retention.services.cases import find_due
from retention.services.closing import close
from retention.terms import COOLING_OFF
from tests.factories.consent import sign_confidentiality
from tests.factories.dossiers import a_client, a_dossier_of, a_note, an_opdrachtgever
from tests.factories.reglement import small_version
from vault.clock import today

NAME = "Ilse Kanarievogel"
BAKERY = "Bakkerij De Ster"
LINE = """
[[purpose]]
key = "relation"
article = "1"
label = "relatiebeheer"

[[residual_rule]]
id = "who-was-here"
article = "2"
fields = ["naam", "dienst", "jaar", "opdrachtgever"]
keeps = ["client_name", "service", "year", "principal"]
purpose = "vragen over oude diensten beantwoorden"
term = "P5Y"
lookup_only = true
client_override = ["delete_now"]

[[gate_rule]]
id = "relations-only"
article = "2"
act = ["view"]
effect = "deny"
match = { residual = true }
except = { purpose = ["relation", "request_of_client"] }
"""
NUMBERS = """
[[residual_rule]]
id = "how-many"
article = "3"
fields = ["aantallen per dienst en jaar"]
kind = "figures"
keeps = ["service", "year", "outcome"]
smallest_group = 3
purpose = "statistiek"
term = "P10Y"
"""


def a_text(snippet: str = LINE + NUMBERS):
    """Make a text hold under which something remains."""
    return small_version(snippet)


def a_dossier_of_a_bakery(coach, version, name: str = NAME, *, user=None, **traject) -> Dossier:
    """Return a running dossier with a note in it."""
    bakery = Opdrachtgever.objects.filter(name=BAKERY).first() or an_opdrachtgever(BAKERY)
    traject = {"opdrachtgever": bakery, "service": "spoor2", **traject}
    dossier = a_dossier_of(coach, client=a_client(name, user=user), reglement_version=version, **traject)
    sign_confidentiality(coach)
    a_note(dossier, coach, f"Over {name}", category="gesprekken")
    return dossier


def closed_now(dossier: Dossier, coach) -> Dossier:
    """Close the traject today."""
    close(dossier, outcome="new_employer", ended_on=today(), by=coach)
    return dossier


def a_dossier_to_end(coach, version, name: str = NAME, **facts) -> Dossier:
    """Return a closed dossier with a note in it."""
    return closed_now(a_dossier_of_a_bakery(coach, version, name, **facts), coach)


def come_to_an_end(clock) -> list[PurgeCase]:
    """Travel to the end of the term of all dossiers, with their cases approved and the next step the intent."""
    clock.move(days=705)
    found = find_due()
    clock.move(days=30)
    for case_id in found:
        advance(case_id, worker="proef")
    clock.move(days=COOLING_OFF.days)
    return list(PurgeCase.objects.filter(pk__in=found).order_by("id"))


def ended(clock) -> list[PurgeCase]:
    """Let all dossiers come to their end and be destroyed."""
    cases = come_to_an_end(clock)
    for case in cases:
        advance(case.pk, worker="proef")
        case.refresh_from_db()
    return cases
