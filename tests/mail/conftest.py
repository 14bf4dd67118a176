"""A real SMTP server for the tests of the post."""

from collections.abc import Iterator

import pytest

from mail.services import queue
from tests.mail.smtp_server import Server


@pytest.fixture
def smtp(settings) -> Iterator[Server]:
    """A server that the application is pointed at."""
    server = Server()
    server.switch_on()
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 5
    yield server
    server.switch_off()


@pytest.fixture
def letter(db):
    """Queue a letter; the key tells one from the other."""

    def queued(key: str = "brief-1", to: str = "client@thuis.example", **facts):
        context = {"link": "https://akkoord.example/mijn/", "organisation": "Bureau Zuid & Zoon", "days": 14}
        return queue(template="invitation_portal", to=to, context=context, idempotency_key=key, **facts)

    return queued
