"""What a law asks without names: a file in which nobody can be recognised takes the place of the one with names."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from audit.models import Event
from dossiers.models import Document, Dossier, Note, Part
from retention.facts import NotToBeDeidentified
from retention.models import Certificate, DeidentifiedCopy, DossierTerm, PurgeCase
from retention.services.advancing import advance
from retention.services.cases import find_due
from retention.services.clearing import clear_elsewhere
from retention.services.dating import recompute
from retention.services.deidentifying import put_deidentified, put_deidentified_text, to_deidentify
from retention.terms import Step
from tests.days import years_after
from tests.factories.consent import sign_confidentiality
from tests.factories.dossiers import PDF, a_client, a_document, a_dossier_of, a_note
from tests.factories.reglement import small_version
from tests.retention.parts import CANARY, closed, fresh
from tests.retention.test_outlived import opened, whole_gone
from vault import storage
from vault.clock import today
from vault.services import create_safe, verify_shredded

pytestmark = pytest.mark.django_db(transaction=True)
NAMELESS = """
[[catalogue_item]]
article = "2"
key = "subsidie"
label = "bewijs van subsidie"
tag = "ordinary"

[[retention_rule]]
id = "without-names"
article = "4"
match = { category_key = ["subsidie"] }
trigger = "traject_end"
term = "P7Y"
bound = "exactly"
hold = { statute = "Subsidiewet 9", term = "P7Y", form = "deidentified", store = "separate" }
"""
CLEAN = b"%PDF-1.4\n% zonder namen\n%%EOF\n"


@pytest.fixture
def left(coach, client_user, clock) -> Dossier:
    """A destroyed dossier of which a proof is left that the law asks without names, and a letter with its own law."""
    dossier = a_dossier_of(coach, client=a_client("Ilse", user=client_user), reglement_version=small_version(NAMELESS))
    sign_confidentiality(coach)
    a_document(dossier, coach, PDF, category="subsidie", title=f"Bewijs {CANARY}")
    by_law = {"statute": "Wtz 7", "statute_until": years_after(today(), 9)}
    a_document(dossier, coach, PDF, category="brieven", title=f"Brief {CANARY}", **by_law)
    a_document(dossier, coach, PDF, category="subsidie", title=f"Bewijs met naam {CANARY}", **by_law)
    return whole_gone(closed(fresh(dossier), coach), clock)


@pytest.fixture
def reader(administratie):
    """Somebody of the administration who signed for secrecy."""
    sign_confidentiality(administratie)
    return administratie


@pytest.fixture
def replaced(left, reader) -> DeidentifiedCopy:
    """The same, with a copy in the place of the proof, and the proof destroyed."""
    made = put(left, reader)
    [case_id] = find_due()
    assert advance(case_id, worker="proef") == Step.CERTIFIED
    return made


def proof() -> Document:
    [asked_without_names] = Part.objects.filter(category="subsidie", statute="").values_list("item_id", flat=True)
    return Document.objects.get(pk=asked_without_names)


def put(dossier, by, **instead):
    facts = {"stream": BytesIO(CLEAN), "file_name": "bewijs.pdf", "size_bytes": len(CLEAN), **instead}
    return put_deidentified(dossier, proof().pk, by=by, **facts)


def test_only_what_no_law_asks_with_names_can_be_replaced(left):
    assert [part.item_id for part in to_deidentify(left)] == [proof().pk]


def test_copy_stays_until_the_day_of_the_law_and_the_file_with_names_is_gone(left, replaced):
    assert [document.category for document in Document.objects.order_by("pk")] == ["brieven", "subsidie"]
    part = Part.objects.exclude(deidentified_on=None).get()
    assert part.is_destroyed
    assert verify_shredded(part.safe_id)
    assert (replaced.statute, replaced.article_label, replaced.category) == ("Subsidiewet 9", "4", "subsidie")
    assert replaced.due_on == years_after(left.traject.ended_on, 7)
    certificate = Certificate.objects.latest("issued_at")
    assert (certificate.payload["kind"], certificate.payload["article"]) == ("parts", "4")


def test_nothing_leads_from_the_copy_to_the_dossier(left, replaced):
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(t)::text FROM retention_deidentifiedcopy t")
        [(stored,)] = cursor.fetchall()

    assert str(left.pk) not in stored
    assert not Event.objects.filter(object_id=replaced.pk, dossier_id__isnull=False).exists()
    assert Event.objects.filter(event="outlived.deidentified", dossier_id=left.pk).exists()


def test_date_that_is_computed_again_lets_the_file_with_names_go_all_the_same(left, reader):
    put(left, reader)

    recompute(fresh(left))

    term = DossierTerm.objects.get(part__item_id=proof().pk)
    assert (term.due_on, term.term, term.article_label) == (today(), "P0D", "4")


def test_copy_goes_at_its_own_end_with_its_bytes(replaced, clock):
    clock.move(days=(replaced.due_on - today()).days)

    assert clear_elsewhere()["remains"] == 1

    assert not DeidentifiedCopy.objects.exists()
    assert verify_shredded(replaced.safe_id)
    assert not storage.names_of(replaced.safe_id)


def test_file_is_put_in_place_on_the_page_and_fetched_by_who_carries_out_the_duty(left, client, reader, directie):
    assert "Maak onherkenbaar" in opened(client, reader, left).content.decode()
    address = f"/bewaren/nog-over/{left.number}/{proof().pk}/onherkenbaar/"
    file = SimpleUploadedFile("bewijs.pdf", CLEAN, content_type="application/pdf")

    assert client.post(address, {"nobody": "on"}).status_code == 422
    assert client.post(address, {"file": file, "nobody": "on"}).status_code == 302
    assert client.get(address).status_code == 404

    copy = DeidentifiedCopy.objects.get()
    assert "bewijs van subsidie" in client.get("/bewaren/onherkenbaar/").content.decode()
    assert b"".join(client.post(f"/bewaren/onherkenbaar/{copy.pk}/").streaming_content) == CLEAN
    assert Event.objects.filter(event="deidentified.read", object_id=copy.pk, actor_id=reader.pk).exists()
    client.force_login(directie)
    assert client.post(f"/bewaren/onherkenbaar/{copy.pk}/").status_code == 403


def test_text_takes_the_place_of_the_notes_and_they_are_gone_at_once(coach, client_user, client, reader, clock):
    dossier = a_dossier_of(coach, client=a_client("Ilse", user=client_user), reglement_version=small_version(NAMELESS))
    sign_confidentiality(coach)
    for number in range(2):
        a_note(dossier, coach, f"Gesprek {number} met {CANARY}", category="subsidie")
    a_note(dossier, coach, f"Over {CANARY}", category="gesprekken")
    left = whole_gone(closed(fresh(dossier), coach), clock)
    part = Part.objects.get(destroyed_at=None)
    address = f"/bewaren/nog-over/{left.number}/notities/{part.pk}/onherkenbaar/"
    assert address in opened(client, reader, left).content.decode()

    assert client.post(address, {"text": "Er is begeleid."}).status_code == 422
    assert client.post(address, {"text": "Er is begeleid.", "nobody": "on"}).status_code == 302
    assert client.get(address).status_code == 404
    [case_id] = find_due()
    assert advance(case_id, worker="proef") == Step.CERTIFIED

    assert not Note.objects.exists()
    assert verify_shredded(part.safe_id)
    copy = DeidentifiedCopy.objects.get()
    assert (copy.category, copy.statute) == ("subsidie", "Subsidiewet 9")
    assert copy.due_on == years_after(left.traject.ended_on, 7)
    assert b"".join(client.post(f"/bewaren/onherkenbaar/{copy.pk}/").streaming_content) == b"Er is begeleid."


def test_file_is_not_replaced_by_a_text(left, reader):
    with pytest.raises(NotToBeDeidentified):
        put_deidentified_text(left, Part.objects.get(item_id=proof().pk).pk, text="Niemand", by=reader)


def test_file_that_is_none_changes_nothing(left, reader):
    with pytest.raises(Exception, match="bestand"):
        put(left, reader, stream=BytesIO(b"MZ"), file_name="virus.exe", size_bytes=2)

    assert not DeidentifiedCopy.objects.exists()
    assert not Part.objects.exclude(deidentified_on=None).exists()


def test_second_copy_of_one_file_is_refused(left, reader):
    put(left, reader)

    with pytest.raises(NotToBeDeidentified):
        put(left, reader)
    assert PurgeCase.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM retention_deidentifiedcopy",
        "UPDATE retention_deidentifiedcopy SET due_on = due_on + 1000",
        "UPDATE retention_deidentifiedcopy SET to_ledger = '{}'",
        "UPDATE dossiers_part SET deidentified_on = NULL WHERE deidentified_on IS NOT NULL",
        "UPDATE dossiers_part SET deidentified_on = now() WHERE deidentified_on IS NOT NULL",
    ],
)
def test_database_keeps_the_copy_and_that_it_took_the_place(left, reader, clock, change):
    put(left, reader)
    clock.move(days=1)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.replace("now()", "akkoord_now()::date + 1"))


def test_part_of_a_dossier_that_is_there_is_never_replaced(coach, client_user):
    dossier = a_dossier_of(coach, client=a_client("Ilse", user=client_user), reglement_version=small_version(NAMELESS))
    a_document(dossier, coach, PDF, category="subsidie")

    with pytest.raises(NotToBeDeidentified):
        put(dossier, coach)
    with pytest.raises(DatabaseError), transaction.atomic():
        Part.objects.update(deidentified_on=today())


def test_copy_lies_in_the_safe_of_its_file(replaced):
    other = create_safe(kind="residual")

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO retention_deidentifiedcopy (id, category, statute, article_label, kept_on, due_on, safe_id,"
            " file_id, version_id, made_by_id) SELECT gen_random_uuid(), category, statute, article_label, kept_on,"
            " due_on, %s, file_id, version_id, made_by_id FROM retention_deidentifiedcopy",
            [other.pk],
        )
