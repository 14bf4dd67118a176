"""The fixed cast: who is who in every test, and the outbox to read what was mailed to them."""

import pytest

from accounts.models import Branch, Organisation, User
from mail.models import OutboxMessage
from mail.rendering import written
from tests.factories.accounts import BranchFactory, OrganisationFactory, UserFactory
from tests.factories.vault import clock  # noqa: F401 (a fixture for every test)
from vault.blind import blind_index


@pytest.fixture
def organisation(db) -> Organisation:
    """The one bureau."""
    return OrganisationFactory()


@pytest.fixture
def branch(db) -> Branch:
    """The branch where the coaches work."""
    return BranchFactory()


@pytest.fixture
def coach(db) -> User:
    """The coach of the dossier."""
    return UserFactory(coach=True, email="coach@bureau.example", name="I. de Boer")


@pytest.fixture
def substitute(db) -> User:
    """A coach who may stand in."""
    return UserFactory(coach=True, email="waarnemer@bureau.example", name="S. Yilmaz")


@pytest.fixture
def outsider_coach(db) -> User:
    """A coach who has nothing to do with the dossier."""
    return UserFactory(coach=True, email="collega@bureau.example", name="B. Visser")


@pytest.fixture
def administratie(db) -> User:
    """The administration."""
    return UserFactory(administratie=True, email="administratie@bureau.example", name="A. Smit")


@pytest.fixture
def vestigingsmanager(db) -> User:
    """The manager of the branch."""
    return UserFactory(vestigingsmanager=True, email="manager@bureau.example", name="M. Bakker")


@pytest.fixture
def beheerder(db) -> User:
    """Who runs the installation and sees no dossier."""
    return UserFactory(beheerder=True, email="beheer@bureau.example", name="H. Meijer")


@pytest.fixture
def directie(db) -> User:
    """The controller."""
    return UserFactory(directie=True, email="directie@bureau.example", name="D. Mulder")


@pytest.fixture
def privacy_officer(db) -> User:
    """Who watches over privacy."""
    return UserFactory(privacy_officer=True, email="privacy@bureau.example", name="P. Dekker")


@pytest.fixture
def auditor(db) -> User:
    """Who looks at a sample for a quality mark."""
    return UserFactory(auditor=True, email="auditor@keurmerk.example", name="K. Auditor")


@pytest.fixture
def client_user(db) -> User:
    """The account of the client; his name stands in his own safe."""
    return UserFactory(client=True, email="client@thuis.example")


@pytest.fixture
def other_client_user(db) -> User:
    """The account of another client."""
    return UserFactory(client=True, email="ander@thuis.example")


@pytest.fixture
def representative_user(db) -> User:
    """The account of somebody who acts for a client."""
    return UserFactory(representative=True, email="mentor@thuis.example", name="R. Vertegenwoordiger")


@pytest.fixture
def contact_user(db) -> User:
    """The account of the opdrachtgever's contact."""
    return UserFactory(contact=True, email="contact@werkgever.example", name="P. van Houten")


@pytest.fixture
def other_contact_user(db) -> User:
    """The account of a contact of another opdrachtgever."""
    return UserFactory(contact=True, email="contact@ander.example", name="Q. Jansen")


class Outbox:
    """What was queued, as the addressee will read it."""

    def messages_to(self, email: str) -> list[OutboxMessage]:
        """Return the messages to an address, oldest first."""
        return list(OutboxMessage.objects.filter(to_index=blind_index("email", email)).order_by("id"))

    def sent_to(self, email: str) -> list[tuple[str, str]]:
        """Return subject and text of the messages to an address, oldest first."""
        return [written(message)[:2] for message in self.messages_to(email)]

    def contexts_to(self, email: str) -> list[dict[str, object]]:
        """Return what was filled in: link, code and so on."""
        return [message.context for message in self.messages_to(email)]


@pytest.fixture
def outbox(db) -> Outbox:
    """The outbox to read from."""
    return Outbox()
