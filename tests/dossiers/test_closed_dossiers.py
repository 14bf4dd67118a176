"""Nothing is added or changed after the end, however it comes."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from audit.models import Event
from dossiers import services
from dossiers.facts import (
    TrajectClosed,
)
from dossiers.models import Consult, Document, Note
from tests.factories.dossiers import (
    a_closed_dossier_of,
    a_consult,
    a_document,
    a_dossier_of,
    a_keeper,
    a_note,
)
from tests.factories.vault import a_hold
from vault.clock import today
from vault.models import SealedFile
from vault.services import fence

pytestmark = pytest.mark.django_db


def changed(note, by, **facts):
    facts = {
        "category": note.category,
        "text": "Anders.",
        "happened_on": today(),
        "kind": "note",
        "confidential": False,
        "seen_changed_at": note.changed_at,
        **facts,
    }
    return services.change_note(note=note, by=by, **facts)


def test_nothing_is_added_after_the_traject_closed(coach):
    dossier = a_closed_dossier_of(coach)

    for write in (a_note, a_document, a_consult):
        with pytest.raises(TrajectClosed):
            write(dossier, coach)
    assert not SealedFile.objects.exists()


def test_nothing_is_changed_after_the_traject_closed(dossier, coach):
    note, consult = a_note(dossier, coach), a_consult(dossier, coach)
    services.close_traject(dossier=dossier, outcome="other", ended_on=today(), by=coach)

    with pytest.raises(TrajectClosed):
        changed(note, coach)
    with pytest.raises(TrajectClosed):
        services.share_summary(consult=consult, by=coach)
    with pytest.raises(TrajectClosed):
        services.cancel_consult(consult=consult, by=coach)


@pytest.mark.parametrize("table", [Note, Document, Consult])
def test_database_refuses_a_change_after_the_traject_closed(dossier, coach, table):
    a_note(dossier, coach)
    a_document(dossier, coach)
    a_consult(dossier, coach)
    services.close_traject(dossier=dossier, outcome="other", ended_on=today(), by=coach)

    with pytest.raises(IntegrityError), transaction.atomic():
        table.objects.update(form_token=None)


def test_database_refuses_a_note_that_comes_after_the_end(dossier, coach):
    note = a_note(dossier, coach)
    services.close_traject(dossier=dossier, outcome="other", ended_on=today(), by=coach)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO dossiers_note (id, safe_id, dossier_id, kind, category, tag, text, happened_on, confidential,"
            " author_id) SELECT gen_random_uuid(), safe_id, dossier_id, kind, category, tag, text, happened_on,"
            " confidential, author_id FROM dossiers_note WHERE id = %s",
            [note.pk],
        )


@pytest.mark.django_db(transaction=True)
def test_note_and_closing_cannot_pass_each_other():
    coach = a_keeper()
    dossier = a_dossier_of(coach)

    def act(number):
        try:
            if number == 5:
                services.close_traject(dossier=dossier, outcome="other", ended_on=today(), by=coach)
            else:
                a_note(dossier, coach, f"Notitie {number}.")
        except TrajectClosed:
            return None
        finally:
            connection.close()
            transaction.get_connection("keys").close()
        return number

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(act, range(12)))

    closed_at = type(dossier.traject).objects.get().closed_at
    written = Event.objects.filter(event="note.written")
    assert Note.objects.count() == written.count()
    assert closed_at is not None


@pytest.mark.parametrize("table", [Note, Document, Consult])
def test_database_deletes_nothing_of_a_held_dossier(dossier, coach, table):
    a_note(dossier, coach)
    a_document(dossier, coach)
    a_consult(dossier, coach)
    a_hold(dossier.safe)

    with pytest.raises(IntegrityError), transaction.atomic():
        table.objects.all().delete()


def test_fenced_dossier_takes_nothing_in(dossier, coach):
    fence([dossier.safe_id])

    with pytest.raises(IntegrityError), transaction.atomic():
        a_note(dossier, coach)
