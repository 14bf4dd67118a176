"""A dossier under a text by which reports end apart, and a report in it that was sent."""

import pytest

from dossiers.models import Dossier
from reporting.models import ReportVersion
from reporting.services.delivering import deliver
from reporting.services.sending import send_report
from tests.factories.reporting import a_reported_dossier, an_approved_report
from tests.reporting.apart.ending import APART, REST, SHORT, a_text


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
