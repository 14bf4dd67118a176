"""Parts of a dossier end apart: each at its own date, the whole after them, and a statute keeps its slice."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from dossiers.models import Consult, Document, Note, Part
from reglement.services import active_version
from retention.coming import earlier_dates
from retention.models import CasePart, Certificate, DossierTerm, PurgeCase
from retention.services import cases
from retention.services.advancing import advance, safe_ids_of
from retention.services.cases import find_due
from retention.services.dating import bring_parts_along, recompute
from retention.services.signing import holds
from retention.terms import COOLING_OFF, Covers, Step
from tests.days import years_after
from tests.factories.dossiers import a_document, a_note
from tests.factories.reglement import loaded, next_document
from tests.retention.parts import CANARY, a_dossier_in_parts, case_of_parts, closed, fresh
from vault import ledger, storage
from vault.clock import akkoord_now, start_of, today
from vault.ids import new_id
from vault.keys.models import SafeKey
from vault.models import SealedFile
from vault.queries import held
from vault.services import create_safe, verify_shredded

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def running(coach, client_user):
    """A running dossier with something of each kind."""
    return a_dossier_in_parts(coach, client_user)


@pytest.fixture
def ended(running, coach):
    """The same dossier, its traject closed today."""
    return closed(running, coach)


def parts_about_tests(dossier):
    return Part.objects.filter(dossier=dossier, tag="test")


def dates_of(dossier):
    terms = DossierTerm.objects.filter(dossier=dossier, carrier="digital", part__isnull=False)
    return {(term.part.category, term.part.kind): term for term in terms.select_related("part")}


def whole_of(dossier):
    return DossierTerm.objects.get(dossier=dossier, carrier="digital", part=None)


def years_on(years):
    return years_after(today(), years)


def go_to(clock, day):
    clock.move(days=(day - today()).days)


def finish(case_id, clock):
    """Let a case take all its steps from its date on."""
    advance(case_id, worker="proef")
    clock.move(days=COOLING_OFF.days)
    return advance(case_id, worker="proef")


def test_what_a_rule_can_tell_apart_lies_in_a_safe_of_its_own(running):
    safes = [*Document.objects.values_list("safe", flat=True), *Note.objects.values_list("safe", flat=True)]

    assert len(set(safes)) == 5
    assert running.safe_id not in safes
    assert Consult.objects.get().safe_id == running.safe_id


def test_closing_dates_each_part_by_the_rule_about_it_and_the_statute_keeps_its_slice(ended):
    dates = dates_of(ended)

    assert set(dates) == {("testuitslag", "test_result"), ("testuitslag", "notes"), ("facturen", "document")}
    test, invoice = dates["testuitslag", "test_result"], dates["facturen", "document"]
    assert (test.due_on, test.article_label) == (years_on(1), "3")
    assert whole_of(ended).due_on == years_on(2)
    assert (invoice.statute, invoice.due_on) == ("AWR 52", date(today().year + 8, 1, 1))


def test_tests_are_destroyed_after_their_year_and_the_dossier_still_opens(ended, clock, client, coach):
    gone = list(parts_about_tests(ended).values_list("safe_id", flat=True))
    case = case_of_parts(clock)

    assert advance(case.pk, worker="een") == Step.CERTIFIED

    assert set(safe_ids_of(PurgeCase.objects.get(pk=case.pk))) == set(gone)
    assert not Document.objects.filter(tag="test").exists()
    assert not Note.objects.filter(tag="test").exists()
    assert not SafeKey.objects.filter(safe_id__in=gone).exists()
    assert all(verify_shredded(safe_id) and not storage.names_of(safe_id) for safe_id in gone)
    assert {str(safe_id) for safe_id in gone} <= {one for line in ledger.read_all() for one in line.body["safe_ids"]}
    assert (Document.objects.count(), Note.objects.count(), Consult.objects.count()) == (2, 1, 1)
    client.force_login(coach)
    assert "Factuur" in client.get(f"/dossiers/{ended.number}/documenten/").content.decode()
    assert "Notitie" in client.get(f"/dossiers/{ended.number}/gesprekken/").content.decode()


def test_certificate_of_parts_counts_what_went_and_the_dossier_remembers_its_number(ended, clock):
    case = case_of_parts(clock)
    advance(case.pk, worker="een")

    certificate = Certificate.objects.get(case=case)
    assert certificate.payload["kind"] == Covers.PARTS
    assert certificate.payload["counts"]["dossiers.document"] == certificate.payload["counts"]["dossiers.note"] == 1
    assert (certificate.payload["article"], certificate.payload["keys"]) == ("3", 2)
    assert holds(certificate.payload, certificate.signature)
    assert CANARY not in str(certificate.payload)
    told = parts_about_tests(ended).values_list("destroyed_items", "certificate_number")
    assert set(told) == {(1, certificate.number)}


def test_the_whole_goes_last_and_leaves_the_slice_of_the_statute(ended, clock):
    advance(case_of_parts(clock).pk, worker="een")
    invoice = Document.objects.get(category="facturen")

    go_to(clock, whole_of(ended).due_on)
    [case_id] = find_due()
    assert finish(case_id, clock) == Step.CERTIFIED

    assert fresh(ended).destroyed_at is not None
    assert list(Document.objects.all()) == [invoice]
    assert list(SealedFile.objects.all()) == [invoice.file]
    assert not Note.objects.exists()
    assert SafeKey.objects.filter(safe_id=invoice.safe_id).exists()
    assert set(Part.objects.exclude(safe_id=invoice.safe_id).values_list("category", "tag", "source")) == {
        ("", "", "")
    }

    go_to(clock, DossierTerm.objects.get().due_on)
    [case_id] = find_due()
    assert finish(case_id, clock) == Step.CERTIFIED
    assert not Document.objects.exists()
    assert not DossierTerm.objects.exists()
    assert not SealedFile.objects.exists()


def test_case_of_parts_follows_a_date_that_moves_and_lapses_without_one(ended, clock):
    clock.move(days=340)
    [case_id] = find_due()
    PurgeCase.objects.update(due_at=akkoord_now())

    recompute(ended)
    moved = PurgeCase.objects.get(pk=case_id)
    assert moved.due_at == start_of(dates_of(ended)["testuitslag", "notes"].due_on)

    DossierTerm.objects.filter(part__isnull=False).delete()
    bring_parts_along(ended.pk)
    assert PurgeCase.objects.get(pk=case_id).lapsed_at is not None
    assert advance(case_id, worker="een") is None


def test_approval_for_one_article_does_not_count_for_another(ended, clock, directie):
    clock.move(days=340)
    [case_id] = find_due()
    cases.approve(PurgeCase.objects.get(pk=case_id), by=directie)
    DossierTerm.objects.filter(part__tag="test").update(article_key="4", article_label="4")

    bring_parts_along(ended.pk)
    [again] = find_due()

    assert PurgeCase.objects.get(pk=case_id).lapsed_at is not None
    opened = PurgeCase.objects.get(pk=again)
    assert (opened.article_key, opened.approved_at) == ("4", None)


def test_hold_reaches_parts_that_are_made_later_and_keeps_them(running, coach, directie, clock):
    placed = cases.hold(running, ground="complaint", review_on=None, by=directie)
    part = Part.objects.create(
        dossier=running, safe=create_safe(kind="dossier"), category="x", tag="test", kind="notes", source="bureau"
    )

    assert placed.safes.filter(pk=part.safe_id).exists()
    closed(running, coach)
    case = case_of_parts(clock)
    assert advance(case.pk, worker="een") == Step.PROPOSED
    cases.release(running, placed.pk, by=directie)
    assert finish(case.pk, clock) == Step.CERTIFIED


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE dossiers_note SET safe_id = %(own)s WHERE tag = 'test'",
        "UPDATE dossiers_note SET safe_id = %(other)s WHERE tag = 'test'",
        "UPDATE dossiers_note SET category = 'gesprekken' WHERE tag = 'test'",
        "UPDATE dossiers_document SET safe_id = %(other)s WHERE category = 'facturen'",
        "UPDATE dossiers_document SET provenance = 'client' WHERE category = 'facturen'",
        "INSERT INTO dossiers_note SELECT (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(),"
        " 'safe_id', %(own)s::text, 'form_token', NULL))).* FROM dossiers_note n WHERE tag = 'test'",
        "UPDATE dossiers_part SET dossier_id = gen_random_uuid() WHERE tag = 'test'",
        "UPDATE dossiers_part SET category = 'gesprekken' WHERE tag = 'test'",
        "UPDATE dossiers_part SET destroyed_at = now(), destroyed_items = 1 WHERE tag = 'test'",
        "DELETE FROM dossiers_part",
    ],
)
def test_database_keeps_an_item_in_the_safe_of_its_part(running, statement):
    other = Note.objects.get(category="gesprekken").safe_id

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, {"own": running.safe_id, "other": other})


def test_database_lets_a_part_be_destroyed_once_and_the_whole_only_after_it(ended, clock):
    case, part = case_of_parts(clock), parts_about_tests(ended).first()
    CasePart.objects.create(case=case, part=part)
    told = {"article_key": "2", "article_label": "2", "version": case.version, "due_at": case.due_at}
    ready = dict.fromkeys(["proposed_at", "approved_at"], akkoord_now() - COOLING_OFF)
    whole = PurgeCase.objects.create(dossier_id=ended.pk, **told, **ready)
    of_another = PurgeCase.objects.create(dossier_id=new_id(), **told, **ready)

    for wrong in (whole, of_another):
        with pytest.raises(IntegrityError), transaction.atomic():
            CasePart.objects.create(case=wrong, part=part)
    PurgeCase.objects.filter(pk=case.pk).update(intent_at=akkoord_now())
    with pytest.raises(IntegrityError, match="after its parts"), transaction.atomic():
        PurgeCase.objects.filter(pk=whole.pk).update(intent_at=akkoord_now())
    for broken in ({"lapsed_at": akkoord_now()}, {"covers": Covers.DOSSIER}, {"dossier_id": new_id()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PurgeCase.objects.filter(pk=case.pk).update(**broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        CasePart.objects.create(case=case, part=parts_about_tests(ended).last())


def test_second_dossier_case_and_second_waiting_case_of_parts_are_refused(ended, clock):
    clock.move(days=340)
    [case_id] = find_due()
    facts = PurgeCase.objects.filter(pk=case_id).values("dossier_id", "article_key", "article_label", "due_at")
    facts = facts.values("dossier_id", "article_key", "article_label", "due_at", "version_id").get()

    with pytest.raises(IntegrityError), transaction.atomic():
        PurgeCase.objects.create(covers=Covers.PARTS, **facts)
    PurgeCase.objects.create(**facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        PurgeCase.objects.create(**facts)


def test_finding_what_is_due_asks_twice_however_many_parts_there_are(ended, clock):
    clock.move(days=300)

    with CaptureQueriesContext(connection) as asked:
        assert find_due() == []
    assert len([query for query in asked if "retention_dossierterm" in query["sql"]]) == 2


def page_of(client, dossier, tab="bewaren/"):
    return client.get(f"/dossiers/{dossier.number}/{tab}").content.decode()


def test_page_of_keeping_tells_per_part_until_when_and_why(ended, client, coach, client_user):
    client.force_login(coach)
    page = page_of(client, ended)

    assert "1 document: uitslagen van tests" in page
    assert "1 notitie: uitslagen van tests" in page
    assert "De wet (AWR 52) verplicht ons dit te bewaren" in page
    client.force_login(client_user)
    assert "1 document: facturen" in client.get("/mijn/bewaren/").content.decode()


def test_pages_say_what_is_no_longer_there_with_its_certificate(ended, clock, client, coach):
    advance(case_of_parts(clock).pk, worker="een")
    number = Certificate.objects.get().number
    client.force_login(coach)

    for tab, what in (("documenten/", "1 document"), ("gesprekken/", "1 notitie"), ("bewaren/", "1 document")):
        page = page_of(client, ended, tab)
        assert f"{what}: uitslagen van tests" in page
        assert number in page
    assert "delen vernietigd" in page


def test_client_reads_among_his_documents_which_went_and_by_which_certificate(ended, clock, client, client_user):
    advance(case_of_parts(clock).pk, worker="een")
    client.force_login(client_user)

    page = client.get("/mijn/documenten/").content.decode()

    assert "1 document: uitslagen van tests" in page
    assert f"certificaat {Certificate.objects.get().number}" in page
    assert "notitie" not in page


def test_reviewer_sees_what_outlived_a_dossier_and_others_see_nothing(ended, clock, client, coach, directie):
    go_to(clock, whole_of(ended).due_on)
    for case_id in find_due():
        finish(case_id, clock)
        clock.move(days=1)
    assert fresh(ended).destroyed_at is not None

    client.force_login(directie)
    page = page_of(client, ended)
    assert "Alleen wat hieronder staat, is er nog" in page
    assert "1 document: facturen" in page
    client.force_login(coach)
    assert client.get(f"/dossiers/{ended.number}/bewaren/").status_code == 404
    placed = cases.hold(fresh(ended), ground="court", review_on=None, by=directie)
    assert list(placed.safes.values_list("id", flat=True)) == [Document.objects.get().safe_id]


def test_overview_shows_a_case_of_parts_among_the_others(ended, clock, client, directie):
    clock.move(days=340)
    find_due()
    client.force_login(directie)

    assert "delen van het dossier" in client.get("/bewaren/").content.decode()


def test_pages_ask_the_database_the_same_for_few_parts_and_for_many(running, coach, client):
    def asked(tab):
        client.get(f"/dossiers/{running.number}/{tab}")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/dossiers/{running.number}/{tab}").status_code == 200
        return len(queries)

    client.force_login(coach)
    tabs = ("documenten/", "gesprekken/", "bewaren/")
    before = [asked(tab) for tab in tabs]
    for _turn in range(3):
        a_document(running, coach, category="testuitslag")
        a_note(running, coach, category="gesprekken")

    assert [asked(tab) for tab in tabs] == before


def test_preview_of_a_version_names_the_parts_that_come_earlier(ended, running):
    text = json.loads(json.dumps(next_document(active_version())))
    rule = next(rule for rule in text["retention_rule"] if rule["id"] == "tests")
    rule["term"] = "P6M"

    dates = earlier_dates(loaded(text))

    assert {(each.dossier, each.category, each.was) for each in dates} == {(ended.number, "testuitslag", years_on(1))}


def test_a_hold_and_a_new_part_can_not_pass_each_other(running, coach, directie):
    def act(number):
        try:
            if number == 3:
                return cases.hold(running, ground="complaint", review_on=None, by=directie)
            return a_document(running, coach, category="brieven", title=f"Brief {number}")
        finally:
            connection.close()
            connections["keys"].close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(act, range(12)))

    safes = set(Part.objects.filter(dossier=running).values_list("safe", flat=True))
    assert len(safes) == 5 + 11
    assert safes <= held(safes)
