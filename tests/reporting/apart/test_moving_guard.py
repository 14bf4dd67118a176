"""The database lets a report leave the safe of its dossier whole, for the part that it is, and by no other way."""

import pytest
from django.db import DatabaseError, connection, transaction

from consent.models import ConsentRemark
from consent.services.approvals import refuse
from dossiers.models.parts import DataKind
from dossiers.services.parts import part_of_report
from reporting.models import Report, ReportVersion
from reporting.services.submitting import submit_to_client
from tests.factories.reporting import a_next_version, a_report
from tests.factories.vault import a_hold, unlock
from tests.reporting.apart.ending import APART, REST
from tests.reporting.apart.older import BODY, TEXT, TITLE, laid_as_before
from vault import storage
from vault.ids import new_id
from vault.models import SealedFile
from vault.moving import Leaving
from vault.services import fence, give_fresh_key

pytestmark = pytest.mark.django_db(transaction=True)
CALL = (
    "SELECT reporting_keep_apart(%(report)s, %(title_was)s, %(title)s, %(versions)s::uuid[], %(bodies_were)s,"
    " %(bodies)s, %(pdfs)s::uuid[], %(names_were)s::text[], %(names)s::text[], %(remarks)s::uuid[],"
    " %(texts_were)s, %(texts)s)"
)


@pytest.fixture
def report(dossier, contact, coach, client_user):
    """A report of two versions with the client's words about it, lying with its dossier as before."""
    version = a_report(dossier, contact, coach, categories=[APART, REST])
    refuse(submit_to_client(version=version, by=coach), user=client_user, remark="Dit klopt niet.")
    a_next_version(version, coach, "Zij kan veel.", categories=[APART, REST])
    return laid_as_before(version.report_id)


@pytest.fixture
def part(report, dossier):
    """The part that it is to be."""
    kinds = {one["key"]: one["tag"] for content in contents(report) for one in content}
    return part_of_report(dossier, report_id=report.pk, data_kinds=[DataKind(*kind) for kind in kinds.items()])


@pytest.fixture
def move(report, part, dossier):
    """All that the move of this report asks of the database."""
    give_fresh_key(dossier.safe_id)
    leaving, to = Leaving(dossier.safe_id), part.safe_id
    versions = ReportVersion.objects.filter(report=report).values_list("pk", flat=True)
    title = leaving.values_for(to, TITLE, [report.pk])
    bodies = leaving.values_for(to, BODY, versions)
    texts = leaving.values_for(to, TEXT, ConsentRemark.objects.values_list("pk", flat=True))
    pdfs = list(SealedFile.objects.filter(safe=dossier.safe))
    names = [leaving.file_for(to, pdf) for pdf in pdfs]
    return {
        "report": report.pk,
        "title_was": title.was[0],
        "title": title.fresh[0],
        "versions": bodies.ids,
        "bodies_were": bodies.was,
        "bodies": bodies.fresh,
        "pdfs": [pdf.pk for pdf in pdfs],
        "names_were": [pdf.storage_name for pdf in pdfs],
        "names": names,
        "remarks": texts.ids,
        "texts_were": texts.was,
        "texts": texts.fresh,
    }


def contents(report):
    rows = ReportVersion.objects.filter(report=report)
    return rows.values_list("content_version__categories", flat=True)


def refused(because, move):
    with pytest.raises(DatabaseError, match=because), transaction.atomic():
        execute(CALL, move)


def execute(statement, params=None):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def test_report_moves_whole_and_reads_the_same(report, part, move):
    execute(CALL, move)

    homes = set(ReportVersion.objects.values_list("safe", "report__safe", "pdf__safe"))
    assert homes == {(part.safe_id,) * 3}
    with unlock(part.safe_id):
        assert Report.objects.get().title == "Voortgang van het traject"
        assert ConsentRemark.objects.get().text == "Dit klopt niet."


def test_report_moves_once(move):
    execute(CALL, move)

    refused("only a report in the safe of its dossier moves", move)


def test_report_without_a_part_stays(report, move):
    refused("only a report in the safe of its dossier moves", {**move, "report": new_id()})


@pytest.mark.parametrize(
    "left",
    [
        ("versions", "bodies_were", "bodies"),
        ("pdfs", "names_were", "names"),
        ("remarks", "texts_were", "texts"),
    ],
    ids=lambda left: left[0],
)
def test_nothing_of_a_report_stays_behind(left, move):
    refused("a report moves whole", {**move, **{name: move[name][1:] for name in left}})


@pytest.mark.parametrize(
    "words",
    [
        {"title_was": lambda move: move["title"]},
        {"title": lambda move: move["title"] + b"\x00"},
        {"bodies": lambda move: [body + b"\x00" for body in move["bodies"]]},
        {"texts": lambda move: [text[:-1] for text in move["texts"]]},
        {"bodies_were": lambda move: move["bodies"]},
        {"names_were": lambda move: move["names"]},
        {"names": lambda move: [storage.new_name(new_id()) for _name in move["names"]]},
    ],
    ids=lambda words: next(iter(words)),
)
def test_only_what_was_read_is_exchanged_and_for_what_is_as_long_and_lies_in_the_part(words, move):
    refused("a report moves whole", {**move, **{name: made(move) for name, made in words.items()}})


def test_part_names_what_all_versions_hold(report, dossier, move):
    # Past the guard that keeps what a report held named.
    with transaction.atomic():
        execute("SET LOCAL ROLE NONE; SET LOCAL session_replication_role = replica")
        execute("UPDATE dossiers_part SET categories = %s", ['[{"key": "anders", "tag": "ordinary"}]'])

    refused("names what its versions hold", move)


def test_held_report_stays(dossier, move):
    a_hold(dossier.safe)

    refused("a hold lies on this safe", move)


@pytest.mark.parametrize("which", ["whole", "part"])
def test_nothing_leaves_or_enters_a_fenced_safe(which, dossier, part, move):
    fence([dossier.safe_id if which == "whole" else part.safe_id])

    refused("the safe is fenced", move)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reporting_report SET safe_id = %(part)s",
        "UPDATE reporting_report SET safe_id = %(part)s, title = %(title)s",
        "UPDATE reporting_reportversion SET safe_id = %(part)s",
        "UPDATE reporting_reportversion SET safe_id = %(part)s, body = %(body)s",
        "UPDATE consent_consentremark SET safe_id = %(part)s",
        "WITH said AS (SELECT set_config('akkoord.resealing', 'on', true))"
        " UPDATE reporting_reportversion SET safe_id = %(part)s FROM said",
        "UPDATE dossiers_part SET safe_id = %(whole)s WHERE kind = 'report'",
    ],
)
def test_no_other_way_leads_out(statement, dossier, part, move):
    words = {"part": part.safe_id, "whole": dossier.safe_id, "title": move["title"], "body": move["bodies"][0]}

    with pytest.raises(DatabaseError), transaction.atomic():
        execute(statement, words)


def test_nobody_else_may_call_it(move):
    with transaction.atomic():
        execute("SET LOCAL ROLE pg_monitor")
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            execute(CALL, move)
