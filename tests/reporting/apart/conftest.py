"""A dossier under a text by which reports end apart, a report in it that was sent, and one that is about to go."""

import pytest

from dossiers.models import Dossier
from reporting.models import ReportVersion
from reporting.services.delivering import deliver
from reporting.services.sending import send_report
from retention.models import PurgeCase
from retention.services.advancing import advance
from retention.services.cases import find_due
from retention.terms import COOLING_OFF
from tests.factories.reporting import a_reported_dossier, an_approved_report
from tests.reporting.apart.ending import APART, REST, SHORT, a_text, ended


@pytest.fixture
def text(request):
    """The rule about keeping that stands beside the general one."""
    return getattr(request, "param", SHORT)


@pytest.fixture
def dossier(organisation, coach, client_user, contact, text) -> Dossier:
    """A running dossier under a text with a rule that reports can come under."""
    return a_reported_dossier(coach, client_user, contact, version=a_text(text), categories=(APART, REST))


@pytest.fixture
def sent(dossier, contact, coach, client_user) -> ReportVersion:
    """A report with a kind of data that ends apart, agreed to and delivered."""
    version = an_approved_report(dossier, contact, coach, client_user, categories=[APART, REST])
    assert deliver(send_report(version=version, by=coach).pk, worker="een")
    return version


@pytest.fixture
def approved(dossier, contact, coach, client_user, request):
    """A version to which the client said yes, with a kind of data that ends apart."""
    kinds = getattr(request, "param", [APART, REST])
    return an_approved_report(dossier, contact, coach, client_user, categories=kinds)


@pytest.fixture
def case(dossier, approved, coach, clock, request):
    """A destruction that may begin at any moment: of the report alone, or of the whole dossier."""
    ended(dossier, coach)
    days = getattr(request, "param", 366)
    clock.move(days=days - 30)
    find_due()
    clock.move(days=30)
    for case_id in PurgeCase.objects.unfinished().values_list("pk", flat=True):
        advance(case_id, worker="proef")
    clock.move(days=COOLING_OFF.days)
    return PurgeCase.objects.unfinished().get()
