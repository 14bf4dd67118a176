"""Holds whose day of review has come: who may decide is asked to look again, until somebody did."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from retention.reviewing import holds_to_review
from retention.services.cases import hold, release
from tests.factories.consent import sign_confidentiality
from tests.factories.dossiers import a_client, a_dossier_of
from vault.clock import today
from vault.terms import HoldGround

pytestmark = pytest.mark.django_db(transaction=True)
ASKS = "opnieuw bekijken"


def test_hold_asks_to_be_looked_at_again_from_its_day_until_it_is_lifted(client, coach, privacy_officer, clock):
    dossier = a_dossier_of(coach, client=a_client("Ilse"))
    held = hold(dossier, ground=HoldGround.COURT, review_on=today() + timedelta(days=9), by=privacy_officer)
    sign_confidentiality(privacy_officer)
    client.force_login(privacy_officer)
    pages = ("/mijn-dag/", "/bewaren/")

    before = [_asks(client, page, dossier.number) for page in pages]
    clock.move(days=9)
    on_the_day = [_asks(client, page, dossier.number) for page in pages]
    release(dossier, held.pk, by=privacy_officer)
    after = [_asks(client, page, dossier.number) for page in pages]

    assert (before, on_the_day, after) == ([False] * 2, [True] * 2, [False] * 2)


def test_coach_is_not_asked_to_review_a_hold(client, coach, privacy_officer, clock):
    dossier = a_dossier_of(coach, client=a_client("Ilse"))
    hold(dossier, ground=HoldGround.COURT, review_on=today(), by=privacy_officer)
    sign_confidentiality(coach)
    client.force_login(coach)

    page = client.get("/mijn-dag/")

    assert (page.status_code, ASKS in page.content.decode()) == (200, False)


def test_looking_for_holds_to_review_takes_as_many_queries_for_many(coach, privacy_officer):
    counts = []
    for name in ("Ilse", "Farid", "Joke"):
        dossier = a_dossier_of(coach, client=a_client(name))
        hold(dossier, ground=HoldGround.COURT, review_on=today(), by=privacy_officer)
        with CaptureQueriesContext(connection) as asked:
            counts.append((len(holds_to_review()), len(asked)))

    assert [found for found, _asked in counts] == [1, 2, 3]
    assert len({asked for _found, asked in counts}) == 1


def _asks(client, page: str, number: str) -> bool:
    text = client.get(page).content.decode()
    return ASKS in text and number in text.split(ASKS)[1].split("</section>")[0]
