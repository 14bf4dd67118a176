"""What the reglement lets remain of a destroyed dossier: exactly that, apart, for its own time and its own purpose."""

import json
from datetime import date
from functools import partial

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import Max
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from audit.opening import Permit, opened
from dossiers.models import Client, Note
from retention.models import Certificate, Figure, PurgeCase, ResidualRecord
from retention.services import requesting
from retention.services.advancing import advance
from retention.services.clearing import clear_elsewhere
from retention.services.signing import holds
from retention.terms import LEASE, Step
from tests.factories.consent import sign_confidentiality
from tests.factories.dossiers import a_dossier_of
from tests.factories.reporting import code_mailed_to
from tests.retention.faults.dying import dies, points_of
from tests.retention.remains import LINE, NAME, NUMBERS, a_dossier_to_end, a_text, closed_now, come_to_an_end, ended
from tests.workers import wait_until_the_dead_are_buried
from vault import ledger
from vault.clock import today
from vault.keys.models import SafeKey
from vault.services import create_safe, place_hold, verify_shredded

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def version(db):
    """A text under which a line and a number remain."""
    return a_text()


@pytest.fixture
def gone(coach, version, clock):
    """A destroyed dossier of which a line and a number remained."""
    a_dossier_to_end(coach, version)
    [case] = ended(clock)
    return case


def read(row):
    permit = Permit(
        event="remains.read",
        actor_id=None,
        actor_role="system",
        purpose="relation",
        dossier_id=None,
        safe_ids=frozenset({row.safe_id}),
    )
    with opened(permit):
        return row.content


def test_exactly_what_the_rule_names_remains_when_all_else_is_gone(gone):
    row = ResidualRecord.objects.get()

    assert gone.step == Step.CERTIFIED
    assert not Client.objects.exists()
    assert not Note.objects.exists()
    assert read(row) == {
        "client_name": NAME,
        "service": "spoor2",
        "year": row.kept_on.year - 2,
        "principal": "Bakkerij De Ster",
    }
    assert (row.rule, row.article_label, row.version_id) == ("who-was-here", "2", gone.version_id)
    assert row.due_on == date(row.kept_on.year + 3, *_closed_on(gone))


def _closed_on(case):
    return (case.last_on.month, case.last_on.day)


def test_what_remains_says_of_no_dossier_whose_it_was(gone):
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(t)::text FROM retention_residualrecord t")
        [(stored,)] = cursor.fetchall()
    pointing = Event.objects.filter(object_id=ResidualRecord.objects.get().pk, dossier_id__isnull=False)

    assert str(gone.dossier_id) not in stored
    assert str(gone.pk) not in stored
    assert NAME not in stored
    assert not pointing.exists()


def test_certificate_says_what_was_left_until_when_and_names_nobody(gone):
    certificate = Certificate.objects.get(case=gone)
    row = ResidualRecord.objects.get()

    told = {one["rule"]: one for one in certificate.payload["remains"]}
    assert told["who-was-here"] == {
        "rule": "who-was-here",
        "kind": "record",
        "count": 1,
        "article": "2",
        "until": row.due_on.isoformat(),
    }
    assert told["how-many"]["kind"] == "figures"
    assert holds(certificate.payload, certificate.signature)
    assert NAME not in json.dumps(certificate.payload)
    assert "bakkerij" not in json.dumps(certificate.payload).lower()


def test_where_the_text_lets_nothing_remain_nothing_does(coach, clock):
    a_dossier_to_end(coach, a_text(""))

    [case] = ended(clock)

    assert not ResidualRecord.objects.exists()
    assert not Figure.objects.exists()
    assert Certificate.objects.get(case=case).payload["remains"] == []


def test_rule_that_names_no_words_for_the_house_leaves_nothing(coach, clock):
    only_in_words = LINE.replace('keeps = ["client_name", "service", "year", "principal"]\n', "")
    a_dossier_to_end(coach, a_text(only_in_words))

    ended(clock)

    assert not ResidualRecord.objects.exists()


def test_what_would_be_over_already_does_not_begin(coach, clock):
    a_dossier_to_end(coach, a_text(LINE.replace('"P5Y"', '"P1Y"')))

    ended(clock)

    assert not ResidualRecord.objects.exists()


def test_line_counts_from_the_last_traject_of_the_client_where_the_rule_says_so(coach, clock):
    version = a_text(LINE.replace('term = "P5Y"', 'term = "P5Y"\ntrigger = "last_traject_end"'))
    first = a_dossier_to_end(coach, version)
    clock.move(days=200)
    second = a_dossier_of(coach, client=first.traject.client, reglement_version=version)
    closed_now(second, coach)
    clock.move(days=170)

    ended(clock)

    assert {row.due_on.year for row in ResidualRecord.objects.all()} == {second.traject.ended_on.year + 5}


def test_client_who_asks_to_destroy_all_is_not_left_on_the_line(coach, client_user, version):
    dossier = a_dossier_to_end(coach, version, user=client_user)
    requesting.request_code(dossier, user=client_user)
    requesting.request_erasure(dossier, reasons=["no_longer_needed"], code=code_mailed_to(client_user), by=client_user)

    assert advance(PurgeCase.objects.get().pk, worker="proef") == Step.CERTIFIED

    assert not ResidualRecord.objects.exists()
    assert Figure.objects.get().people == 1


def test_nothing_remains_apart_before_there_is_no_way_back(coach, version, clock):
    a_dossier_to_end(coach, version)

    come_to_an_end(clock)

    assert not ResidualRecord.objects.exists()
    assert not Figure.objects.exists()


def test_killed_at_any_statement_of_the_beginning_it_remains_once(coach, version, clock):
    for number in range(5):
        a_dossier_to_end(coach, version, f"Naam{number} {NAME}")
    first, *cases = come_to_an_end(clock)
    points = points_of(partial(advance, first.pk, worker="proef"))
    assert ResidualRecord.objects.count() == 1

    for number, case in enumerate(cases, start=1):
        assert dies(partial(advance, case.pk, worker="proef"), at=points * number // (3 * len(cases)))
        wait_until_the_dead_are_buried()
        case.refresh_from_db()
        assert ResidualRecord.objects.count() == number + (case.intent_at is not None)
        clock.move(seconds=LEASE.total_seconds() + 1)

        assert advance(case.pk, worker="de volgende") == Step.CERTIFIED

        assert ResidualRecord.objects.count() == Figure.objects.get().people == number + 1


def test_what_remained_is_destroyed_at_its_own_end_with_a_line_in_the_ledger(gone, clock):
    row = ResidualRecord.objects.get()
    clock.move(days=(row.due_on - today()).days - 1)
    clear_elsewhere()
    assert ResidualRecord.objects.exists()

    clock.move(days=1)
    assert clear_elsewhere()["remains"] == 1

    assert not ResidualRecord.objects.exists()
    assert not SafeKey.objects.filter(safe_id=row.safe_id).exists()
    assert verify_shredded(row.safe_id)
    assert str(row.safe_id) in {one for line in ledger.read_all() for one in line.body.get("safe_ids", [])}
    assert Event.objects.filter(event="remains.destroyed", object_id=row.pk, article="2").exists()


def test_hold_keeps_what_remained(gone, privacy_officer, clock):
    row = ResidualRecord.objects.get()
    place_hold([row.safe_id], ground="complaint", review_on=None, by=privacy_officer.pk)
    clock.move(days=(row.due_on - today()).days + 1)

    assert clear_elsewhere()["remains"] == 0

    assert read(row)["client_name"] == NAME


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM retention_residualrecord",
        "UPDATE retention_residualrecord SET due_on = due_on + 1000",
        "UPDATE retention_residualrecord SET safe_id = (SELECT id FROM vault_safe WHERE kind = 'identity' LIMIT 1)",
        "UPDATE retention_residualrecord SET rule = 'another'",
        "TRUNCATE retention_residualrecord",
        "UPDATE retention_residualrecord SET to_ledger = '{}'",
        "DELETE FROM retention_figure",
        "UPDATE retention_figure SET people = people + 2",
        "UPDATE retention_figure SET people = people - 1",
        "UPDATE retention_figure SET due_on = due_on + 1000",
        "INSERT INTO retention_figure SELECT gen_random_uuid(), rule, article_label, 1999, service, principal_kind,"
        " outcome, 7, due_on, version_id FROM retention_figure",
    ],
)
def test_database_keeps_what_remains_as_it_is_until_its_end(gone, change):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)

    assert (ResidualRecord.objects.count(), Figure.objects.get().people) == (1, 1)


def test_line_lies_in_no_safe_of_anything_else(gone):
    row = ResidualRecord.objects.get()
    other = create_safe(kind="dossier")

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO retention_residualrecord (id, rule, article_label, content, name_index, index_key, kept_on,"
            " counts_from, due_on, safe_id, version_id) SELECT gen_random_uuid(), rule, article_label, content,"
            " name_index, index_key, kept_on, counts_from, due_on, %s, version_id"
            " FROM retention_residualrecord WHERE id = %s",
            [other.pk, row.pk],
        )


def test_line_stays_findable_when_the_index_key_is_renewed(gone, settings, client, directie):
    sign_confidentiality(directie)
    settings.AKKOORD_INDEX_KEYS = {"new": b"n" * 32, **settings.AKKOORD_INDEX_KEYS}

    call_command("reindex")

    settings.AKKOORD_INDEX_KEYS = {"new": b"n" * 32}
    assert ResidualRecord.objects.get().index_key == "new"
    assert "Bakkerij De Ster" in looked_up(client, directie, NAME).content.decode()


def looked_up(client, user, words, purpose="relation"):
    client.force_login(user)
    return client.post("/bewaren/wat-bleef/", {"words": words, "purpose": purpose})


def test_who_may_look_finds_by_whole_words_and_each_look_is_in_the_log(gone, client, directie):
    sign_confidentiality(directie)

    page = looked_up(client, directie, "kanarievogel ilse")

    assert page.status_code == 200
    assert "Bakkerij De Ster" in page.content.decode()
    seen = Event.objects.get(event="remains.read")
    assert (seen.actor_id, seen.purpose, seen.article) == (directie.pk, "relation", "3")
    assert seen.decision_id is not None
    assert "Bakkerij" not in looked_up(client, directie, "kanarie").content.decode()
    assert "Bakkerij" not in looked_up(client, directie, " - ").content.decode()
    assert Event.objects.filter(event="remains.searched").count() == 3


def test_line_is_looked_up_for_no_other_purpose_and_by_nobody_without_secrecy(gone, client, directie):
    assert looked_up(client, directie, NAME).status_code == 422
    sign_confidentiality(directie)

    page = looked_up(client, directie, NAME, purpose="verification")

    assert page.status_code == 422
    assert "Bakkerij" not in page.content.decode()
    assert not Event.objects.filter(event="remains.read").exists()


def test_what_remained_is_looked_up_one_by_one_and_never_listed(coach, version, clock, client, directie):
    sign_confidentiality(directie)
    for number in range(6):
        a_dossier_to_end(coach, version, f"Naam{number} Kanarievogel")
    ended(clock)

    page = looked_up(client, directie, "Kanarievogel")

    assert page.status_code == 422
    assert "Bakkerij" not in page.content.decode()
    assert "Bakkerij" in looked_up(client, directie, "Naam3 Kanarievogel").content.decode()


def test_who_asks_to_be_taken_off_is_destroyed_at_once(gone, client, directie):
    row = ResidualRecord.objects.get()
    client.force_login(directie)

    assert client.post(f"/bewaren/wat-bleef/{row.pk}/weg/").status_code == 422
    assert ResidualRecord.objects.exists()

    client.post(f"/bewaren/wat-bleef/{row.pk}/weg/", {"sure": "on"})

    assert not ResidualRecord.objects.exists()
    assert verify_shredded(row.safe_id)
    assert Event.objects.filter(event="remains.destroyed", actor_id=directie.pk).exists()


def test_numbers_of_a_year_end_together_and_are_wiped_then(gone, clock):
    figure = Figure.objects.get()
    assert (figure.year, figure.service, figure.outcome) == (today().year - 2, "spoor2", "new_employer")
    assert figure.due_on == date(figure.year + 10, 1, 1)

    clock.move(days=(Figure.objects.aggregate(on=Max("due_on"))["on"] - today()).days)

    assert clear_elsewhere()["figures"] == 1
    assert not Figure.objects.exists()


def test_of_a_number_nothing_tells_whose_it_was():
    columns = {column.name for column in Figure._meta.concrete_fields}

    assert columns == {
        *("id", "version", "rule", "article_label", "due_on"),
        *("year", "service", "principal_kind", "outcome", "people"),
    }
    assert NUMBERS


def test_client_and_coach_read_beforehand_what_stays_and_until_when(coach, client_user, version, client):
    dossier = a_dossier_to_end(coach, version, user=client_user)
    line = "naam van de cliënt, soort dienst, jaar, opdrachtgever"

    client.force_login(client_user)
    own, asking = client.get("/mijn/bewaren/"), client.get(f"/mijn/bewaren/{dossier.number}/vernietigen/")
    client.force_login(coach)
    staff = client.get(f"/dossiers/{dossier.number}/bewaren/")

    assert all(line in page.content.decode() for page in (own, staff))
    assert "vragen over oude diensten beantwoorden" in own.content.decode()
    assert line not in asking.content.decode(), "who asks to destroy all is taken off the line"
    assert "statistiek" in asking.content.decode()


def test_looking_up_asks_no_more_of_many_lines(coach, version, clock, client, directie):
    sign_confidentiality(directie)
    a_dossier_to_end(coach, version)
    ended(clock)
    looked_up(client, directie, NAME)
    with CaptureQueriesContext(connection) as few:
        looked_up(client, directie, NAME)
    for number in range(4):
        a_dossier_to_end(coach, version, f"Naam{number} Ander")
    ended(clock)
    looked_up(client, directie, NAME)

    with CaptureQueriesContext(connection) as many:
        looked_up(client, directie, NAME)

    assert len(many) == len(few)
