"""A client objects to a use of his data: it counts at once, and the bureau goes on only after it weighed (AVG 21)."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.formats import date_format

from accounts.models import User
from audit.models import Event
from consent import refusals
from consent.models import Objection
from consent.services.grounds import record_ground
from consent.services.objecting import (
    decide_objection,
    extend_answer,
    make_objection,
    ring_objections,
    take_objection_back,
)
from reglement.deciding.calendar import add_term
from tests.factories.accounts import UserFactory
from tests.factories.consent import a_started_traject, a_version_of, ask_to_report, sign_confidentiality
from tests.factories.reglement import small_version
from tests.sharing import made_once
from vault.clock import akkoord_now, today

pytestmark = pytest.mark.django_db
CATEGORY = [{"key": "brieven", "tag": "ordinary"}]
NEEDS_GROUND = """
[[gate_rule]]
id = "asks-a-ground"
article = "2"
act = ["report"]
effect = "require"
needs = [{ kind = "ground", one_of = ["legitimate_interest"], balanced = true }]
"""


def make_bureau():
    """A bureau that reports on a weighed legitimate interest."""
    small_version(NEEDS_GROUND)
    bureau = a_started_traject("brieven")
    facts = {"kind": "legitimate_interest", "evidence": "Afgewogen.", "balanced": True}
    record_ground(dossier=bureau.dossier, by=bureau.coach, **facts)
    return replace(bureau, dossier=bureau.again())


the_bureau = made_once(make_bureau)


@pytest.fixture
def bureau(the_bureau, db):
    return the_bureau.anew()


@pytest.fixture
def owner(bureau) -> User:
    return bureau.client_user


def effect(bureau):
    return ask_to_report(bureau, a_version_of(bureau, "tekst", categories=CATEGORY)).effect


def test_objection_stops_what_rests_on_an_interest_until_it_was_weighed(bureau, owner, directie, outbox):
    effects = [effect(bureau)]
    made = make_objection(bureau.dossier, purpose="reporting", words="Liever niet.", by=owner)
    effects.append(effect(bureau))
    decide_objection(made, outcome="compelling", reason="De wet vraagt het ons.", by=directie)

    assert [*effects, effect(bureau)] == ["allow", "deny", "allow"]
    assert "/mijn/akkoord/" in outbox.sent_to(owner.email)[-1][1]
    assert Event.objects.filter(event="objection.decided", article="AVG 21").exists()


def test_objection_that_is_honoured_stops_it_until_the_client_takes_it_back(bureau, owner, directie):
    made = make_objection(bureau.dossier, purpose="", words="", by=owner)
    decide_objection(made, outcome="honoured", reason="Wij stoppen.", by=directie)
    stopped = effect(bureau)
    take_objection_back(made, by=owner)

    assert (stopped, effect(bureau)) == ("deny", "allow")


def test_objection_is_the_clients_own_and_decided_once_by_who_speaks_for_the_bureau(bureau, owner, directie, coach):
    facts = {"purpose": "reporting", "words": ""}
    with pytest.raises(refusals.NotYoursToAnswer):
        make_objection(bureau.dossier, by=coach, **facts)
    with pytest.raises(refusals.PurposeUnknown):
        make_objection(bureau.dossier, by=owner, purpose="zomaar", words="")
    made = make_objection(bureau.dossier, by=owner, **facts)
    with pytest.raises(refusals.ObjectedBefore):
        make_objection(bureau.dossier, by=owner, **facts)
    with pytest.raises(refusals.NotYoursToDecide):
        decide_objection(made, outcome="honoured", reason="Goed.", by=bureau.coach)
    with pytest.raises(refusals.WordsMissing):
        decide_objection(made, outcome="honoured", reason=" ", by=directie)
    decide_objection(made, outcome="honoured", reason="Goed.", by=directie)
    with pytest.raises(refusals.ObjectionClosed):
        decide_objection(made, outcome="honoured", reason="Nog eens.", by=directie)


def test_against_advertising_there_is_nothing_to_weigh(bureau, owner, directie):
    made = make_objection(bureau.dossier, purpose="newsletter", words="", by=owner)

    with pytest.raises(refusals.AdvertisingStops):
        decide_objection(made, outcome="compelling", reason="Toch.", by=directie)


def test_client_objects_in_the_portal_his_coach_reads_why_and_the_directie_decides(bureau, owner, directie, client):
    client.force_login(owner)
    number = bureau.dossier.number
    words = {"purpose": "reporting", "words": "Mijn werkgever hoeft dit niet te weten."}
    assert client.post(f"/mijn/akkoord/bezwaar/{number}/", words).status_code == 302
    assert client.post(f"/mijn/akkoord/bezwaar/{number}/", words).status_code == 422
    assert words["words"] in client.get("/mijn/akkoord/").content.decode()
    client.force_login(bureau.coach)
    assert words["words"] in client.get(f"/dossiers/{number}/bezwaren/").content.decode()
    client.force_login(directie)
    sign_confidentiality(directie)
    day = client.get("/mijn-dag/").content.decode()
    assert "Bezwaar van een cliënt" in day
    assert number in day
    page = f"/goedkeuringen/bezwaren/{Objection.objects.values_list('pk', flat=True).get()}/"
    assert page in client.get("/goedkeuringen/").content.decode()
    assert words["words"] not in client.get(page).content.decode()
    assert client.post(page, {"outcome": "honoured", "reason": "Wij stoppen."}).status_code == 302
    client.force_login(owner)
    assert "Wij stoppen." in client.get("/mijn/akkoord/").content.decode()


def test_answer_is_due_in_a_month_and_rung_for_a_week_before_and_once_when_it_is_late(
    owner, bureau, directie, outbox, clock
):
    made = make_objection(bureau.dossier, purpose="", words="", by=owner)
    quiet = ring_objections()
    clock.move(days=(made.answer_by - today()).days - 7)
    for _bell in range(2):
        ring_objections()
    clock.move(days=8)
    for _bell in range(2):
        ring_objections()

    subjects = [subject for subject, _text in outbox.sent_to(directie.email)]
    assert (quiet, subjects) == (0, ["Een bezwaar wacht op antwoord", "Een bezwaar wacht te lang op antwoord"])
    decide_objection(made, outcome="honoured", reason="Goed.", by=directie)
    assert ring_objections() == 0


def test_answer_is_put_off_once_by_two_months_with_a_reason_that_the_client_reads(
    bureau, owner, directie, client, outbox
):
    made = make_objection(bureau.dossier, purpose="", words="", by=owner)
    with pytest.raises(refusals.NotYoursToDecide):
        extend_answer(made, reason="Druk.", by=bureau.coach)
    with pytest.raises(refusals.WordsMissing):
        extend_answer(made, reason=" ", by=directie)
    client.force_login(directie)
    page = f"/goedkeuringen/bezwaren/{made.pk}/uitstel/"

    assert client.post(page, {"reason": ""}).status_code == 422
    assert client.post(page, {"reason": "Wij zoeken iets uit."}).status_code == 302

    assert "/mijn/akkoord/" in outbox.sent_to(owner.email)[-1][1]
    client.force_login(owner)
    portal = client.get("/mijn/akkoord/").content.decode()
    assert "Wij zoeken iets uit." in portal
    made.refresh_from_db(fields=["extended_at"])
    assert made.answer_by == add_term(today(), "P3M")
    assert date_format(made.answer_by, "j F Y") in portal
    with pytest.raises(refusals.ExtendedBefore):
        extend_answer(made, reason="Nog eens.", by=directie)


def test_answer_is_not_put_off_after_the_month_in_which_the_client_must_hear_it(bureau, owner, directie, clock):
    made = make_objection(bureau.dossier, purpose="", words="", by=owner)
    clock.move(days=(made.answer_by - today()).days + 1)

    with pytest.raises(refusals.TooLateToExtend):
        extend_answer(made, reason="Druk.", by=directie)


# --- What the database itself refuses -------------------------------------------------------------------------------


DECIDED = "reason = words, decided_at = akkoord_now(), decided_role = 'directie', decided_by_id = {by}"

PUT_OFF = "extension = words, extended_by_id = {by}, extended_at = {at}"


@pytest.mark.parametrize(
    "change",
    [
        "purpose = ''",
        "made_by_id = {directie}",
        "outcome = 'honoured'",
        f"outcome = 'zomaar', {DECIDED.format(by='{directie}')}",
        f"outcome = 'compelling', {DECIDED.format(by='{directie}')}",
        f"outcome = 'honoured', {DECIDED.format(by='{owner}')}",
        "withdrawn_at = '2001-01-01T00:00Z'",
        "extended_at = akkoord_now()",
        PUT_OFF.format(by="{owner}", at="akkoord_now()"),
        PUT_OFF.format(by="{directie}", at="akkoord_now() + interval '32 days'"),
    ],
)
def test_database_keeps_an_objection_as_it_was_made(bureau, owner, directie, change):
    make_objection(bureau.dossier, purpose="newsletter", words="Nee.", by=owner)
    people = {"owner": f"'{owner.pk}'", "directie": f"'{directie.pk}'"}

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE consent_objection SET {change.format(**people)}")


def test_database_lets_nobody_else_object_and_keeps_what_was_decided(bureau, owner, directie):
    made = make_objection(bureau.dossier, purpose="newsletter", words="", by=owner)
    decide_objection(made, outcome="honoured", reason="Goed.", by=directie)

    put_off = {"extension": made.reason, "extended_at": akkoord_now(), "extended_by": directie}
    for broken in ({"decided_role": "beheerder"}, {"outcome": "", "reason": None}, put_off):
        with pytest.raises(IntegrityError), transaction.atomic():
            Objection.objects.update(**broken)
    with pytest.raises(IntegrityError, match="own"), transaction.atomic():
        Objection.objects.create(safe_id=made.safe_id, dossier=bureau.dossier, made_by=UserFactory(coach=True))
    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.all().delete()
