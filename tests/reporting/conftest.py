"""The stage of reporting: a contact, a dossier under A4P, and a report in it."""

import pytest

from dossiers.models import Dossier, OpdrachtgeverContact
from reporting.models import ReportVersion
from tests.factories.dossiers import a_contact, an_agreement
from tests.factories.reporting import a_report, a_reported_dossier, an_approved_report


@pytest.fixture
def contact(contact_user) -> OpdrachtgeverContact:
    """Who receives the reports, of an opdrachtgever with a signed agreement."""
    contact = a_contact(contact_user)
    an_agreement(contact.opdrachtgever, covers_confidentiality=True)
    return contact


@pytest.fixture
def dossier(organisation, coach, client_user, contact) -> Dossier:
    """A running dossier under the reglement that asks the client's yes before each report."""
    return a_reported_dossier(coach, client_user, contact)


@pytest.fixture
def version(dossier, contact, coach) -> ReportVersion:
    """The first version of a report that nobody has seen yet."""
    return a_report(dossier, contact, coach)


@pytest.fixture
def approved(dossier, contact, coach, client_user) -> ReportVersion:
    """A version that the client agreed to."""
    return an_approved_report(dossier, contact, coach, client_user)
