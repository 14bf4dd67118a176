"""A new version of the reglement, from draft to acknowledged, walked by two people, a coach and a client."""

import os
import re
from pathlib import Path

import pytest
from django.test import Client

from dossiers.models import Traject
from mail.models import OutboxMessage
from mail.rendering import written
from reglement.models import ReglementVersion
from reglement.services import active_version
from retention.services.closing import close
from tests.browser.visitors import Album
from tests.factories.accounts import UserFactory
from tests.factories.consent import a_bureau, sign_confidentiality
from tests.factories.reglement import loaded, next_document
from vault.blind import blind_index
from vault.clock import today

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOTH = ("light", "dark")


@pytest.fixture
def album(barriers, widening, tmp_path) -> Album:
    """The pictures of this walk; AKKOORD_SHOTS names a folder that keeps them."""
    folder = Path(os.environ.get("AKKOORD_SHOTS", tmp_path / "pictures"))
    folder.mkdir(parents=True, exist_ok=True)
    return Album(folder, barriers, widening)


@pytest.fixture
def draft() -> ReglementVersion:
    """A bureau with a closed dossier, and a draft that keeps shorter and asks more before a report."""
    bureau = a_bureau("a4p")
    a_bureau("a4p", coach=bureau.coach)
    ended = today().replace(year=today().year - 1, day=1)
    Traject.objects.filter(pk=bureau.dossier.traject_id).update(started_on=ended)
    close(bureau.again(), outcome="new_employer", ended_on=ended, by=bureau.coach)
    document = next_document(active_version(), "2026-2", choices={"term": "P1Y"})
    document["articles"][3]["text"] += " Wat niet nodig is, schrijven wij niet op."
    report = next(rule for rule in document["gate_rule"] if rule["id"] == "report-within-agreement")
    report["needs"].append({"kind": "shown"})
    return loaded(document)


def code_for(user) -> str:
    """Return the newest code that was mailed to this person."""
    mails = OutboxMessage.objects.filter(to_index=blind_index("email", user.email)).order_by("-id")
    return next(found.group() for mail in mails if (found := re.search(r"\d{3} ?\d{3}", written(mail)[1])))


def test_two_people_make_a_version_hold_in_their_browsers(live_server, opened, album, draft):
    directie, officer = UserFactory(directie=True, name="D. Mulder"), UserFactory(privacy_officer=True)

    def visits(user, path):
        page = opened("desk", refusals=True)
        visitor = Client()
        visitor.force_login(user)
        cookie = {"name": "sessionid", "value": visitor.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto(live_server.url + path)
        return page

    for person in (directie, officer):
        sign_confidentiality(person)
    page = visits(directie, "/reglement/versies/")
    album.keep(page, "versies", schemes=BOTH)
    page.get_by_role("link", name="2026-2").click()
    album.keep(page, "versie-eerste-sleutel", schemes=BOTH)
    page.get_by_role("button", name="Stel voor").click()
    album.keep(page, "versie-niet-volledig")
    for box in page.locator("[name=accepted]").all():
        box.check()
    page.get_by_label("Ja", exact=True).check()
    page.get_by_role("button", name="Stel voor").click()
    album.keep(page, "versie-voorgesteld", schemes=BOTH)

    other = visits(officer, f"/reglement/versies/{draft.pk}/")
    album.keep(other, "versie-tweede-sleutel", schemes=BOTH)
    other.get_by_role("button", name="Stuur mij een code").click()
    other.get_by_label("Code uit uw e-mail").fill("000000")
    other.get_by_role("button", name="Laat deze versie gelden").click()
    album.keep(other, "versie-code", schemes=BOTH)
    other.get_by_label("Code uit uw e-mail").fill(code_for(officer))
    other.get_by_role("button", name="Laat deze versie gelden").click()
    album.keep(other, "versie-geldt", schemes=BOTH)
    assert active_version().pk == draft.pk

    again = visits(directie, "/reglement/bevestigingen/")
    album.keep(again, "bevestigingen", schemes=BOTH)
    read = visits(directie, "/reglement/bevestigen/")
    album.keep(read, "bevestigen", schemes=BOTH)
    assert album.complaints == []


def test_key_that_no_longer_fits_says_that_nothing_changed(live_server, opened, album, draft):
    directie = UserFactory(directie=True)
    sign_confidentiality(directie)
    visitor, page = Client(), opened("phone", refusals=True)
    visitor.force_login(directie)
    page.context.add_cookies(
        [{"name": "sessionid", "value": visitor.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto(f"{live_server.url}/reglement/versies/{draft.pk}/")
    for box in page.locator("[name=accepted]").all():
        box.check()
    page.get_by_label("Nee", exact=True).check()
    ReglementVersion.objects.filter(pk=draft.pk).update(sha256="b" * 64)

    page.get_by_role("button", name="Stel voor").click()

    album.keep(page, "versie-geweigerd", schemes=BOTH)
    assert "De versie die gold, geldt nog" in page.content()
    assert album.complaints == []
