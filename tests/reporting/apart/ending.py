"""Reports whose kinds of data have an end of their own, in a dossier with little else in it."""

from typing import Any

from dossiers.models import Dossier, Part
from reglement.loading import DEMO_CHOICES, profile_path
from reglement.models import ReglementVersion
from reglement.services import load_profile
from reporting.models import ReportVersion
from retention.models import PurgeCase
from retention.services.advancing import advance
from retention.services.cases import find_due
from retention.services.closing import close
from retention.terms import COOLING_OFF
from tests.retention.parts import fresh
from vault.clock import today

APART, REST = "formulieren", "intakegegevens"
SHORT = 'match = { category_key = ["formulieren"] }\ntrigger = "traject_end"\nterm = "P1Y"\n'
OF_KIND = 'match = { content_kind = ["report"] }\ntrigger = "traject_end"\nterm = "P1Y"\n'
AFTER_SENDING = 'match = { content_kind = ["report"] }\ntrigger = "report_final"\nterm = "P3M"\n'
FORMS_AT_ONCE = 'match = { category_key = ["formulieren"] }\ntrigger = "report_final"\nterm = "P0D"\n'
LONG = 'match = { category_key = ["formulieren"] }\ntrigger = "traject_end"\nterm = "P5Y"\n'
BY_LAW = (
    'match = { category_key = ["intakegegevens"] }\ntrigger = "traject_end"\nterm = "P7Y"\n'
    'hold = { statute = "Subsidiewet 9", term = "P7Y", form = "deidentified", store = "separate" }\n'
)
ROOMY = SHORT + 'client_override = ["shorten", "extend"]\n'
BOUNDED = ROOMY + 'extend_at_most = "P6M"\n'
GENERAL = 'article = "4R"\ntrigger = "traject_end"\nterm = "unset"'
CLIENT_MAY = 'client_override = ["conditional_delete"]\noverride_conditions = ["wrong", "incomplete", "irrelevant"]'
BUT_FORMS = 'article = "4R"\nexcept = { category_key = ["formulieren"] }\ntrigger = "traject_end"\nterm = "unset"'


def a_text(rule: str, *, client_may: str = "") -> ReglementVersion:
    """Return the text of A4P with one more rule about keeping; a longer term is taken out of the general rule.

    What the client may do about the general rule is told as in a text: `"shorten", "extend"`.
    """
    text = profile_path("a4p").read_text()
    assert text.count(GENERAL) == text.count(CLIENT_MAY) == 1
    if client_may:
        text = text.replace(CLIENT_MAY, f"client_override = [{client_may}]")
    if rule == LONG:
        text = text.replace(GENERAL, BUT_FORMS)
    text += f'\n[[retention_rule]]\nid = "apart"\narticle = "4R"\nbound = "at_most"\n{rule}'
    return load_profile(text.encode(), file="a4p.toml", by=None, choices=DEMO_CHOICES)


def ended(dossier: Dossier, coach: Any) -> Dossier:
    """Close the traject today."""
    close(fresh(dossier), outcome="new_employer", ended_on=today(), by=coach)
    return fresh(dossier)


def part_of(version: ReportVersion) -> Part:
    """Return the part that the report of this version is."""
    return Part.objects.get(item_id=version.report_id)


def carried_out(clock: Any, *, days: int) -> None:
    """Travel to the day on which something is due, warned of in time, and let all that is due be destroyed."""
    clock.move(days=days - 30)
    find_due()
    for step in (30, COOLING_OFF.days, 0):
        clock.move(days=step)
        for case_id in PurgeCase.objects.unfinished().values_list("pk", flat=True):
            advance(case_id, worker="proef")
