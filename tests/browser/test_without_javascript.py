"""A whole road without JavaScript and with an impatient finger: a client says yes, a coach sends, a contact reads."""

import pytest
from playwright.sync_api import expect

from audit.models import Event
from consent.models import ConsentEvent, Disclosure
from reporting.models import Delivery
from reporting.services.submitting import submit_to_client
from reporting.tasks import deliver_report
from tests.browser.visitors import Visitor
from tests.factories.consent import a_bureau
from tests.factories.reporting import a_report

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Letterbox:
    """Reads the codes where they wait to be mailed: this road is about pages, not about the post."""

    def __init__(self, outbox) -> None:
        """Stand before the outbox."""
        self._outbox = outbox

    def code_for(self, email: str) -> str:
        """Return the newest code for this person."""
        return next(words["code"] for words in reversed(self._outbox.contexts_to(email)) if "code" in words)


@pytest.fixture
def visitor(live_server, opened, outbox):
    """Return a function that gives somebody a browser without JavaScript."""

    def made(email: str, size: str = "desk") -> Visitor:
        page = opened(size, refusals=True, java_script_enabled=False)
        return Visitor(page, live_server.url, email, Letterbox(outbox), album=None)

    return made


@pytest.fixture
def bureau():
    """A traject in which a report lies before the client."""
    bureau = a_bureau("a4p")
    submit_to_client(version=a_report(bureau.dossier, bureau.contact, bureau.coach), by=bureau.coach)
    return bureau


def test_a_yes_and_a_delivery_need_no_javascript_and_survive_double_clicks(bureau, visitor):
    the_client_says_yes(visitor(bureau.client_user.email, "phone"))
    the_coach_sends(visitor(bureau.coach.email), bureau.dossier.number)
    delivery = Delivery.objects.get()
    deliver_report(str(delivery.pk))
    deliver_report(str(delivery.pk))
    the_contact_reads(visitor(bureau.contact.user.email))

    assert ConsentEvent.objects.filter(kind="given").count() == 1
    assert Disclosure.objects.count() == 1
    assert Event.objects.filter(event="report.delivered").count() == 1


def the_client_says_yes(client: Visitor) -> None:
    client.logs_in_with_a_code()
    client.opens("/mijn/start/")
    client.presses("Ik heb dit gelezen")
    client.opens("/mijn/rapporten/")
    client.follows("uitgebreid rapport")
    client.presses("Ja, dit mag zo weg")
    client.page.fill("[name=code]", client.post.code_for(client.email))
    client.page.get_by_role("button", name="Ja, dit mag zo weg").dblclick()
    expect(client.page.get_by_role("heading", name="Uw ja is vastgelegd")).to_be_visible()


def the_coach_sends(coach: Visitor, number: str) -> None:
    coach.logs_in_with_a_password()
    coach.opens(f"/dossiers/{number}/rapporten/")
    coach.follows("Voortgang van het traject")
    coach.page.get_by_role("button", name="Verstuur naar").dblclick()
    expect(coach.page.locator(".gate")).to_contain_text("Onderweg")


def the_contact_reads(contact: Visitor) -> None:
    contact.logs_in_with_a_code()
    contact.opens("/opdrachtgever/")
    contact.follows("uitgebreid rapport")
    contact.sees("administratief werk")
