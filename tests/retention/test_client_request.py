"""The client may have his dossier destroyed: with a fresh code, without waiting, and only a hold stops it."""

import re

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts.facts import StepUpWrong
from audit.models import Event
from dossiers.models import Document, Dossier, Note
from dossiers.services import add_representative, prove_representation
from retention.facts import (
    DestructionAlreadyBegun,
    ErasureAskedBefore,
    ErasureNeedsReason,
    ErasureNotGranted,
    EvidenceMissing,
    NothingToWithdraw,
    NotTheirChoice,
)
from retention.models import Certificate, ErasureRequest, PurgeCase
from retention.services import cases
from retention.services.advancing import advance
from retention.services.closing import close
from retention.services.dating import recompute
from retention.services.requesting import (
    follow_requests,
    reasons_needed,
    request_code,
    request_erasure,
    request_on_behalf,
    withdraw_request,
)
from retention.stopping import asking_of
from retention.terms import Step
from tests.factories.consent import sign_confidentiality
from tests.factories.dossiers import a_client, a_dossier_of, a_grant
from tests.factories.reglement import active_version_of
from tests.retention import parts as in_parts
from vault.clock import akkoord_now, today

pytestmark = pytest.mark.django_db
REASON = ["no_longer_needed"]


def whole(dossier):
    rows = Dossier.objects.select_related(
        "traject__client__user", "traject__opdrachtgever", "traject__lead_coach", "traject__reglement_version"
    )
    return rows.get(pk=dossier.pk)


@pytest.fixture
def closed(running):
    """A traject that closed today, whose coach signed for secrecy and so may still write."""
    sign_confidentiality(running.coach)
    close(running.dossier, outcome="new_employer", ended_on=today(), by=running.coach)
    return running


@pytest.fixture
def dossier(closed):
    return whole(closed.dossier)


def code_for(dossier, user, outbox):
    request_code(dossier, user=user)
    texts = [text for _subject, text in outbox.sent_to(user.email)]
    return next(found.group() for text in reversed(texts) if (found := re.search(r"\d{3} \d{3}", text)))


def ask(dossier, user, outbox, reasons=REASON):
    return request_erasure(dossier, reasons=reasons, code=code_for(dossier, user, outbox), by=user)


def test_request_is_carried_out_at_once_without_warning_or_cooling_off(dossier, client_user, outbox):
    ask(dossier, client_user, outbox)

    case = PurgeCase.objects.get(dossier_id=dossier.pk)
    assert advance(case.pk, worker="verzoek") == Step.CERTIFIED
    assert not Note.objects.exists()
    payload = Certificate.objects.get(case=case).payload
    assert (payload["ground"], payload["approved_by_role"]) == ("requested", "client")


def test_request_is_confirmed_to_the_client_and_told_to_the_coach(dossier, client_user, coach, outbox):
    ask(dossier, client_user, outbox)

    assert any("bevestiging" in text for _subject, text in outbox.sent_to(client_user.email))
    assert any("vernietigen" in text for _subject, text in outbox.sent_to(dossier.traject.lead_coach.email))
    assert Event.objects.filter(event="retention.requested", actor_role="client", decision_id__isnull=False).exists()


@pytest.mark.parametrize(
    ("profile", "asks"), [("a4p", True), ("rio", False), ("wc", False), ("bnw", True), ("awj", True)]
)
def test_reason_is_asked_only_where_text_and_law_ask_one(dossier, client_user, profile, asks):
    dossier.traject.reglement_version = active_version_of(profile)

    assert bool(reasons_needed(dossier, by=client_user)) is asks


def test_case_cites_the_article_that_gives_the_right(coach, client_user, outbox):
    dossier = a_dossier_of(coach, client=a_client(user=client_user), reglement_version=active_version_of("rio"))
    close(dossier, outcome="new_employer", ended_on=today(), by=coach)
    ask(whole(dossier), client_user, outbox, reasons=[])

    case = PurgeCase.objects.get(dossier_id=dossier.pk)
    assert (case.article_label, advance(case.pk, worker="verzoek")) == ("6.3", Step.CERTIFIED)


def test_request_without_the_reason_that_text_and_law_ask_is_refused(dossier, client_user, outbox):
    with pytest.raises(ErasureNeedsReason):
        ask(dossier, client_user, outbox, reasons=[])
    assert not ErasureRequest.objects.exists()


def test_hold_keeps_the_request_waiting_is_told_and_gives_way(dossier, client_user, directie, outbox):
    placed = cases.hold(dossier, ground="complaint", review_on=None, by=directie)
    ask(dossier, client_user, outbox)

    assert [stop.why for stop in asking_of(dossier).stops] == ["klacht"]
    assert follow_requests() == []
    cases.release(dossier, placed.pk, by=directie)
    [case_id] = follow_requests()

    assert advance(case_id, worker="verzoek") == Step.CERTIFIED


def test_client_reads_that_his_dossier_is_held_and_whether_somebody_is_late(
    dossier, client_user, directie, client, clock
):
    cases.hold(dossier, ground="court", review_on=today(), by=directie)
    client.force_login(client_user)
    own, erase = reverse("retention:own"), reverse("retention:own-erase", args=[dossier.number])

    assert "Het dossier wordt vastgehouden." in client.get(own).text
    assert "wij kijken er op" in client.get(erase).text
    clock.move(days=1)
    assert "wij hadden er op" in client.get(erase).text


def test_hold_placed_after_the_request_still_stops_it(dossier, client_user, directie, outbox):
    ask(dossier, client_user, outbox)
    cases.hold(dossier, ground="court", review_on=None, by=directie)

    assert advance(PurgeCase.objects.get().pk, worker="verzoek") == Step.APPROVED
    assert Note.objects.exists()


def test_statute_keeps_its_slice_and_the_client_reads_that(coach, client_user, outbox):
    dossier = whole(in_parts.closed(in_parts.a_dossier_in_parts(coach, client_user), coach))
    [stay] = asking_of(dossier).stays
    ask(dossier, client_user, outbox, reasons=reasons_needed(dossier, by=client_user)[:1])

    assert advance(PurgeCase.objects.of_whole(dossier.pk).get().pk, worker="verzoek") == Step.CERTIFIED
    assert list(Document.objects.values_list("category", flat=True)) == ["facturen"]
    assert stay.why == "facturen: AWR 52"


def test_running_traject_is_closed_first_and_then_the_request_counts(running, client_user, outbox):
    dossier = whole(running.dossier)
    ask(dossier, client_user, outbox)
    assert follow_requests() == []

    close(dossier, outcome="new_employer", ended_on=today(), by=running.coach)
    [case_id] = follow_requests()

    assert advance(case_id, worker="verzoek") == Step.CERTIFIED


def test_announced_case_is_taken_over_and_no_new_date_puts_it_off(dossier, client_user, clock, outbox):
    clock.move(days=705)
    [case_id] = cases.find_due()
    ask(dossier, client_user, outbox)
    recompute(dossier)

    case = PurgeCase.objects.get(pk=case_id)
    assert (case.ground, case.due_at <= akkoord_now()) == ("requested", True)


def test_wrong_code_asks_nothing(dossier, client_user, outbox):
    code_for(dossier, client_user, outbox)

    with pytest.raises(StepUpWrong):
        request_erasure(dossier, reasons=REASON, code="00", by=client_user)
    assert not ErasureRequest.objects.exists()


def test_request_is_the_clients_own_and_is_made_once(dossier, client_user, other_client_user, coach, outbox):
    with pytest.raises(NotTheirChoice):
        request_code(dossier, user=other_client_user)
    with pytest.raises(NotTheirChoice):
        request_erasure(dossier, reasons=REASON, code="1", by=coach)
    ask(dossier, client_user, outbox)

    with pytest.raises(ErasureAskedBefore):
        request_code(dossier, user=client_user)


def test_who_represents_the_client_asks_once_somebody_saw_his_proof(dossier, representative_user, coach, outbox):
    acts = add_representative(client=dossier.traject.client, user=representative_user, capacity="mentor", by=coach)
    with pytest.raises(ErasureNotGranted, match="bewijs"):
        request_code(dossier, user=representative_user)
    prove_representation(acts, proof="court_order", by=coach)

    assert ask(dossier, representative_user, outbox).capacity == "mentor"


def test_coach_records_a_request_with_its_proof_and_a_code_of_his_own(dossier, closed, substitute, outbox):
    a_grant(dossier, substitute, can_write=False)
    words = {"reasons": REASON, "proof": "signed_paper", "code": code_for(dossier, closed.coach, outbox)}
    with pytest.raises(NotTheirChoice):
        request_on_behalf(dossier, evidence="Map 3.", by=substitute, **words)
    with pytest.raises(EvidenceMissing):
        request_on_behalf(dossier, evidence=" ", by=closed.coach, **words)

    request_on_behalf(dossier, evidence="Map 3.", by=closed.coach, **words)

    assert PurgeCase.objects.get().ground == "requested"


def test_request_that_waits_can_be_taken_back_and_one_that_began_can_not(running, client_user, outbox):
    dossier = whole(running.dossier)
    with pytest.raises(NothingToWithdraw):
        withdraw_request(dossier, by=client_user)
    ask(dossier, client_user, outbox)
    withdraw_request(dossier, by=client_user)
    close(dossier, outcome="new_employer", ended_on=today(), by=running.coach)
    assert follow_requests() == []

    ask(whole(dossier), client_user, outbox)
    with pytest.raises(DestructionAlreadyBegun):
        withdraw_request(dossier, by=client_user)


# --- Through the pages ----------------------------------------------------------------------------------------------


def test_client_walks_the_two_steps_in_the_portal(client, dossier, client_user, outbox):
    client.force_login(client_user)
    first = reverse("retention:own-erase", args=[dossier.number])
    second = reverse("retention:own-erase-code", args=[dossier.number])
    assert first in client.get(reverse("retention:own")).content.decode()
    assert "Dit kan niemand terugdraaien" in client.get(first).content.decode()

    assert client.post(first).url == second
    code = re.search(r"\d{3} \d{3}", outbox.sent_to(client_user.email)[-1][1]).group()
    unsure = client.post(second, {"reason": REASON[0], "code": code})
    answer = client.post(second, {"reason": REASON[0], "code": code, "sure": "on"})

    assert (unsure.status_code, ErasureRequest.objects.count()) == (422, 1)
    assert "Uw verzoek staat vast" in answer.content.decode()


def test_coach_reads_on_the_page_of_keeping_that_it_was_asked(client, running, client_user, outbox):
    ask(whole(running.dossier), client_user, outbox)
    client.force_login(running.coach)

    page = client.get(reverse("retention:dossier", args=[running.dossier.number])).content.decode()
    client.post(reverse("retention:erase-withdraw", args=[running.dossier.number]))

    assert "Sluit het traject" in page
    assert not ErasureRequest.objects.filter(withdrawn_at=None).exists()


# --- What the database itself refuses -------------------------------------------------------------------------------


def test_nobody_makes_a_destruction_a_request_that_was_never_made(dossier, clock):
    clock.move(days=705)
    [case_id] = cases.find_due()

    with pytest.raises(DatabaseError), transaction.atomic():
        PurgeCase.objects.filter(pk=case_id).update(ground="requested")


def test_request_needs_its_own_code_and_decision_and_stands_fast(dossier, client_user, outbox):
    asked = ask(dossier, client_user, outbox)
    rows = ErasureRequest.objects.filter(pk=asked.pk)

    for changes in ({"capacity": "coach"}, {"withdrawn_at": akkoord_now(), "withdrawn_by": client_user}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**changes)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        PurgeCase.objects.update(ground="term")


def test_coach_who_closes_reads_first_that_the_dossier_goes_at_once(running, client_user, coach, client, outbox):
    sign_confidentiality(coach)
    ask(whole(running.dossier), client_user, outbox)
    client.force_login(coach)
    number = running.dossier.number

    assert "Hierna is er geen weg terug" in client.get(reverse("retention:close", args=[number])).text
    words = {"ended_on": today().isoformat(), "outcome": "new_employer", "paper": ""}
    assert client.post(reverse("retention:close", args=[number]), words).status_code == 302
    for person, page in (
        (coach, reverse("retention:dossier", args=[number])),
        (client_user, reverse("retention:own")),
    ):
        client.force_login(person)
        told = client.get(page).text
        assert "Het dossier wordt nu vernietigd" in told
        assert "Alles in dit dossier wordt vernietigd op" not in told
