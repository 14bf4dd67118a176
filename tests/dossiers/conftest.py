"""The dossier that most of these tests are about."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client as HttpClient
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from dossiers.models import Dossier, OpdrachtgeverContact
from tests.factories.dossiers import a_client, a_contact, a_dossier_of, an_opdrachtgever


@pytest.fixture
def contact(contact_user: User) -> OpdrachtgeverContact:
    """The contact at the opdrachtgever of the dossier."""
    return a_contact(contact_user, an_opdrachtgever())


@pytest.fixture
def dossier(coach: User, client_user: User, contact: OpdrachtgeverContact) -> Dossier:
    """The dossier of the client, in which the coach may write; health is not for him."""
    client = a_client(user=client_user)
    return a_dossier_of(coach, client=client, opdrachtgever=contact.opdrachtgever)


@pytest.fixture
def queries_of() -> Callable[[HttpClient, str], int]:
    """Count the queries of a page in the second of two visits, when what is remembered per process is remembered."""

    def count(browser: HttpClient, address: str) -> int:
        browser.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address).status_code == 200
        return len(captured)

    return count


@pytest.fixture
def browser(client: HttpClient) -> Callable[[User], HttpClient]:
    """Log somebody in and return his browser."""

    def as_(user: User) -> HttpClient:
        client.force_login(user)
        return client

    return as_
