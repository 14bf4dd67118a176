"""A dossier at the end of its life, with something in every corner."""

from dataclasses import dataclass

import pytest

from accounts.models import User
from dossiers.models import Dossier
from reglement.models import ReglementVersion
from retention.models import PurgeCase
from retention.services.advancing import advance
from retention.services.cases import find_due
from retention.services.closing import close
from retention.terms import COOLING_OFF, Step
from tests.factories.dossiers import a_client, a_consult, a_document, a_dossier_of, a_note
from tests.factories.reglement import draft_of
from vault import quarantine
from vault.clock import today

CANARY = "kanarie-7f3a"


@dataclass(frozen=True)
class Life:
    """What a test needs to know about the dossier it buries."""

    dossier: Dossier
    coach: User
    client_user: User


@pytest.fixture(autouse=True)
def just_started(doors_looked_at: None) -> None:
    """Begin as a process does, which compares everything when content is asked for."""
    quarantine.forget()


@pytest.fixture
def version(db) -> ReglementVersion:
    """A reglement whose holes the demo organisation filled: everything goes two years after the end of the traject."""
    return draft_of("a4p")


@pytest.fixture
def running(coach: User, client_user: User, version: ReglementVersion) -> Life:
    """A running traject with a note, a consult and a document in which the canary sings."""
    client = a_client(f"Ilse {CANARY}", user=client_user)
    dossier = a_dossier_of(coach, client=client, reglement_version=version)
    category = version.document["catalogue_item"][0]["key"]
    a_note(dossier, coach, f"Notitie {CANARY}", category=category)
    a_consult(dossier, coach, f"Samenvatting {CANARY}")
    a_document(dossier, coach, category=category)
    return Life(dossier, coach, client_user)


@pytest.fixture
def closed(running: Life) -> Life:
    """The same traject, closed today."""
    close(running.dossier, outcome="new_employer", ended_on=today(), by=running.coach)
    return running


@pytest.fixture
def due(closed: Life, clock) -> PurgeCase:
    """A case whose date has come, approved by the reglement, so that the next step is the intent."""
    clock.move(days=705)
    [case_id] = find_due()
    clock.move(days=30)
    assert advance(case_id, worker="conftest") == Step.APPROVED
    clock.move(days=COOLING_OFF.days)
    return PurgeCase.objects.get(pk=case_id)
