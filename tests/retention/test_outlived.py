"""What outlives its dossier is told to who must keep it, read for a stated purpose only, and goes at its own end."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from dossiers.facts import StatuteNeedsItsDay
from dossiers.models import Document, Dossier, Part
from reglement.models import Decision
from retention.facts import PartIsEnding
from retention.models import DossierTerm, PurgeCase
from retention.services.advancing import advance
from retention.services.cases import find_due
from retention.services.statutes import name_statute
from retention.terms import COOLING_OFF
from tests.factories.consent import sign_confidentiality
from tests.factories.dossiers import PDF, a_client, a_document, a_dossier_of, a_grant
from tests.factories.reglement import active_version_of
from tests.retention.parts import CANARY, a_dossier_in_parts, closed, fresh
from vault.clock import today

pytestmark = pytest.mark.django_db(transaction=True)
LATER = timedelta(days=3000)


@pytest.fixture
def running(coach, client_user):
    """A running dossier with an invoice in it, among other things."""
    return a_dossier_in_parts(coach, client_user)


@pytest.fixture
def left(running, coach, clock):
    """The same dossier, destroyed but for the invoice that tax law keeps."""
    return whole_gone(closed(running, coach), clock)


@pytest.fixture
def reader(administratie):
    """Somebody of the administration who signed for secrecy."""
    sign_confidentiality(administratie)
    return administratie


def whole_gone(dossier: Dossier, clock) -> Dossier:
    """Let the whole of a closed dossier, and what goes before it, come to an end."""
    clock.move(days=705)
    find_due()
    for days in (30, COOLING_OFF.days, 0):
        clock.move(days=days)
        for case_id in PurgeCase.objects.unfinished().values_list("pk", flat=True):
            advance(case_id, worker="proef")
    assert fresh(dossier).is_destroyed
    return fresh(dossier)


def opened(client, user, dossier, purpose="legal_duty"):
    client.force_login(user)
    return client.post(f"/bewaren/nog-over/{dossier.number}/", {"purpose": purpose})


def test_administratie_sees_what_is_left_why_and_until_when_before_anything_is_read(left, client, reader):
    client.force_login(reader)

    overview = client.get("/bewaren/nog-over/").content.decode()
    page = client.get(f"/bewaren/nog-over/{left.number}/").content.decode()

    assert left.number in overview
    assert "AWR 52" in overview
    assert "1 document: facturen" in page
    assert CANARY not in overview + page
    assert not Event.objects.filter(event="outlived.read").exists()


def test_what_is_left_is_opened_for_a_purpose_under_a_stored_decision(left, client, reader):
    page = opened(client, reader, left)

    assert page.status_code == 200
    assert f"Factuur {CANARY}" in page.content.decode()
    seen = Event.objects.get(event="outlived.read")
    decision = Decision.objects.get(pk=seen.decision_id)
    assert (seen.purpose, seen.actor_role, seen.dossier_id) == ("legal_duty", "administratie", left.pk)
    assert (decision.effect, decision.actor_role, decision.purpose) == ("allow", "administratie", "legal_duty")
    assert decision.facts["content"]["outlived"] is True


def test_file_that_is_left_is_given_out_for_the_same_purpose_and_written_down(left, client, reader):
    invoice = Document.objects.get()
    client.force_login(reader)

    given = client.post(f"/bewaren/nog-over/{left.number}/{invoice.pk}/", {"purpose": "legal_duty"})
    without = client.post(f"/bewaren/nog-over/{left.number}/{invoice.pk}/", {})

    assert b"".join(given.streaming_content)
    assert (given.status_code, without.status_code) == (200, 302)
    assert Event.objects.filter(event="outlived.read", object_id=invoice.pk).count() == 1


@pytest.mark.parametrize("purpose", ["guidance", "relation", ""])
def test_what_is_left_serves_nothing_but_what_keeps_it(left, client, reader, purpose):
    page = opened(client, reader, left, purpose)

    assert page.status_code == 422
    assert CANARY not in page.content.decode()
    assert not Event.objects.filter(event="outlived.read").exists()


def test_directie_sees_that_it_is_there_and_reads_nothing(left, client, directie, coach):
    sign_confidentiality(directie)

    page = opened(client, directie, left)

    assert page.status_code == 422
    assert CANARY not in page.content.decode()
    client.force_login(coach)
    assert client.get(f"/bewaren/nog-over/{left.number}/").status_code == 403


def test_nobody_reads_without_having_signed_for_secrecy(left, client, administratie):
    page = opened(client, administratie, left)

    assert page.status_code == 422
    assert CANARY not in page.content.decode()


def test_dossier_that_is_there_is_not_read_by_this_door(running, client, reader):
    assert opened(client, reader, running).status_code == 404


def test_health_data_that_a_law_keeps_are_for_the_privacy_officer(
    running, coach, client, reader, privacy_officer, clock
):
    a_grant(running, coach, health=True)
    document = a_document(running, coach, category="belastbaarheid", title=f"Keuring {CANARY}")
    name_statute(running, document.pk, statute="Wtz 7", until=today() + LATER, by=coach)
    dossier = whole_gone(closed(running, coach), clock)
    sign_confidentiality(privacy_officer)

    by_reader = opened(client, reader, dossier).content.decode()
    by_officer = opened(client, privacy_officer, dossier).content.decode()

    assert ("Factuur" in by_reader, "Keuring" in by_reader) == (True, False)
    assert ("Factuur" in by_officer, "Keuring" in by_officer) == (True, True)


def test_overview_of_what_is_left_asks_no_more_of_many(left, coach, client, reader, clock):
    client.force_login(reader)
    client.get("/bewaren/nog-over/")
    with CaptureQueriesContext(connection) as few:
        client.get("/bewaren/nog-over/")
    for _ in range(3):
        whole_gone(closed(a_dossier_with_a_law(coach), coach), clock)
    client.force_login(reader)
    client.get("/bewaren/nog-over/")

    with CaptureQueriesContext(connection) as many:
        client.get("/bewaren/nog-over/")

    assert len(many) == len(few)


def a_dossier_with_a_law(coach):
    dossier = a_dossier_of(coach, client=a_client("Een Ander"), reglement_version=PurgeCase.objects.first().version)
    a_file(dossier, coach)
    return dossier


def a_file(dossier, coach, **named):
    """Add a letter that a law keeps."""
    named = {"statute": "Wtz 7", "statute_until": today() + LATER, **named}
    return a_document(dossier, coach, PDF, category="brieven", title=f"Brief {CANARY}", provenance="client", **named)


def test_file_that_names_its_own_law_outlives_the_dossier_until_the_day_of_that_law(running, coach, clock):
    letter = a_file(running, coach)
    dossier = closed(running, coach)

    term = DossierTerm.objects.get(part__item_id=letter.pk)
    assert (term.statute, term.due_on) == ("Wtz 7", today() + LATER + timedelta(days=1))
    assert term.article_label == "AVG 17 lid 3"

    whole_gone(dossier, clock)
    assert Document.objects.filter(pk=letter.pk).exists()
    assert Document.objects.count() == 2


def test_where_the_text_says_by_law_its_own_article_is_cited(coach, client_user):
    version = active_version_of("a4p")
    dossier = a_dossier_of(coach, client=a_client("Ilse", user=client_user), reglement_version=version)
    sign_confidentiality(coach)
    category = version.document["catalogue_item"][0]["key"]
    letter = a_document(dossier, coach, category=category, statute="Wtz 7", statute_until=today() + LATER)
    closed(dossier, coach)

    term = DossierTerm.objects.get(part__item_id=letter.pk)
    assert (term.statute, term.article_key, term.due_on) == ("Wtz 7", "4R", today() + LATER + timedelta(days=1))


def test_law_that_was_named_by_mistake_is_taken_back_and_the_date_follows(running, coach, client):
    letter = a_file(running, coach)
    dossier = closed(running, coach)
    client.force_login(coach)
    address = f"/dossiers/{dossier.number}/documenten/{letter.pk}/wet/"

    assert 'value="Wtz 7"' in client.get(address).content.decode()
    assert client.post(address, {"statute": "Wtz 7", "until": ""}).status_code == 422
    assert client.post(address, {"statute": "", "until": ""}).status_code == 302

    assert not DossierTerm.objects.filter(part__item_id=letter.pk).exists()
    assert Event.objects.filter(event="statute.named", object_id=letter.pk, actor_id=coach.pk).exists()


def test_law_without_its_day_is_refused_before_a_byte_is_kept(running, coach):
    before = Document.objects.count()

    with pytest.raises(StatuteNeedsItsDay):
        a_file(running, coach, statute_until=None)

    assert Document.objects.count() == before


def test_once_the_rest_is_gone_the_law_stands_fast(left, coach):
    part = Part.objects.get(destroyed_at=None)

    with pytest.raises(PartIsEnding):
        name_statute(left, part.item_id, statute="Wtz 7", until=today() + LATER, by=coach)
    with pytest.raises(DatabaseError), transaction.atomic():
        Part.objects.filter(pk=part.pk).update(statute="Wtz 7", statute_until=date(2099, 1, 1))


@pytest.mark.parametrize("wrong", [{"statute": "Wtz 7"}, {"statute_until": date(2099, 1, 1)}])
def test_database_keeps_law_and_day_together_and_for_files_only(running, wrong):
    notes = Part.objects.filter(item_id=None).first()

    with pytest.raises(IntegrityError), transaction.atomic():
        Part.objects.filter(item_id__isnull=False).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Part.objects.filter(pk=notes.pk).update(statute="Wtz 7", statute_until=date(2099, 1, 1))


def test_client_reads_which_law_keeps_what_longer(running, coach, client_user, client):
    a_file(running, coach)
    closed(running, coach)
    client.force_login(client_user)

    page = client.get("/mijn/bewaren/").content.decode()

    assert "Wtz 7" in page
    assert "tot de dag die bij het document staat" in page
