"""A dossier whose parts end apart: a text with rules about kinds of data, and a traject with something of each."""

from dossiers.models import Dossier
from retention.models import PurgeCase
from retention.services.advancing import advance
from retention.services.cases import find_due
from retention.services.closing import close
from retention.terms import COOLING_OFF
from tests.factories.consent import sign_confidentiality
from tests.factories.dossiers import a_client, a_consult, a_document, a_dossier_of, a_note
from tests.factories.reglement import small_version
from vault.clock import today

CANARY = "kanarie-3d1f"
APART = """
[[catalogue_item]]
article = "2"
key = "testuitslag"
label = "uitslagen van tests"
tag = "test"

[[catalogue_item]]
article = "2"
key = "facturen"
label = "facturen"
tag = "financial"

[[retention_rule]]
id = "tests"
article = "3"
match = { category_tag = ["test"] }
trigger = "traject_end"
term = "P1Y"
bound = "at_most"

[[retention_rule]]
id = "sources"
article = "4"
match = { content_kind = ["document"], source = ["opdrachtgever"] }
trigger = "report_final"
term = "P0D"
bound = "at_most"
"""


def a_dossier_in_parts(coach, client_user) -> Dossier:
    """Return a running dossier with a test, an invoice, a letter of the opdrachtgever, a note and a consult."""
    client = a_client(f"Ilse {CANARY}", user=client_user)
    dossier = a_dossier_of(coach, client=client, reglement_version=small_version(APART))
    sign_confidentiality(coach)
    a_document(dossier, coach, category="testuitslag", title=f"Test {CANARY}")
    a_document(dossier, coach, category="facturen", title=f"Factuur {CANARY}", provenance="bureau")
    a_document(dossier, coach, category="brieven", title=f"Brief {CANARY}", provenance="opdrachtgever")
    a_note(dossier, coach, f"Notitie {CANARY}", category="gesprekken")
    a_note(dossier, coach, f"Over de test {CANARY}", category="testuitslag")
    a_consult(dossier, coach, f"Samenvatting {CANARY}")
    return fresh(dossier)


def fresh(dossier: Dossier) -> Dossier:
    """Return the dossier as a page fetches it."""
    related = ("traject__client__user", "traject__opdrachtgever", "traject__reglement_version", "safe")
    return Dossier.objects.select_related(*related).get(pk=dossier.pk)


def closed(dossier: Dossier, coach) -> Dossier:
    """Close the traject today."""
    close(dossier, outcome="new_employer", ended_on=today(), by=coach)
    return fresh(dossier)


def case_of_parts(clock, *, days: int = 340) -> PurgeCase:
    """Travel to the warning before the first date of a part, and to that date, with the case approved."""
    clock.move(days=days)
    [case_id] = find_due()
    clock.move(days=365 - days + 1)
    advance(case_id, worker="proef")
    clock.move(days=COOLING_OFF.days)
    return PurgeCase.objects.get(pk=case_id)
