"""Notes, documents and consults: what may be kept, by whom, until when."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, connection, transaction

from audit.models import Event
from dossiers import services
from dossiers.catalogue import Category, categories_of, category_of
from dossiers.facts import (
    CategoryUnknown,
    ConsultCancelled,
    ConsultChangedElsewhere,
    FileRefused,
    HealthRightMissing,
    NecessityMissing,
    NoteChangedElsewhere,
    RightMissing,
    SummaryAlreadyAnswered,
    SummaryAlreadyShared,
    SummaryMissing,
    SummaryNotShared,
    TextMissing,
    TrajectClosed,
)
from dossiers.models import Consult, Document, Note
from dossiers.terms import OutsideCategory
from tests.factories.accounts import UserFactory
from tests.factories.dossiers import (
    PDF,
    a_closed_dossier_of,
    a_consult,
    a_document,
    a_dossier,
    a_dossier_of,
    a_grant,
    a_keeper,
    a_note,
    a_version,
)
from tests.factories.vault import a_hold, unlock
from vault.clock import akkoord_now, today
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


# Notes


def test_note_is_kept_sealed_under_the_key_of_its_dossier(dossier, coach):
    note = a_note(dossier, coach, "Zij slaapt slecht.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM dossiers_note")
        (stored,) = cursor.fetchone()

    with unlock(dossier.safe_id):
        assert Note.objects.get(pk=note.pk).text == "Zij slaapt slecht."
    assert b"slaapt" not in bytes(stored)


def test_writing_is_in_the_log_without_what_was_written(dossier, coach):
    note = a_note(dossier, coach)

    event = Event.objects.get(event="note.written")
    assert (event.object_id, event.dossier_id, event.actor_id) == (note.pk, dossier.pk, coach.pk)


def test_second_click_on_save_writes_one_note(dossier, coach):
    token = "018f0000-0000-7000-8000-000000000001"
    first, second = (a_note(dossier, coach, form_token=token) for _ in range(2))

    assert first.pk == second.pk
    assert Note.objects.count() == 1


def test_empty_note_is_refused(dossier, coach):
    with pytest.raises(TextMissing):
        a_note(dossier, coach, "  \n ")


def test_outsider_writes_nothing(dossier, outsider_coach):
    with pytest.raises(RightMissing):
        a_note(dossier, outsider_coach)


def test_reader_writes_nothing(dossier, outsider_coach):
    a_grant(dossier, outsider_coach, can_write=False)

    with pytest.raises(RightMissing):
        a_note(dossier, outsider_coach)


def test_only_who_wrote_a_note_changes_it(dossier, coach, substitute):
    note = a_note(dossier, coach)
    a_grant(dossier, substitute)

    with pytest.raises(RightMissing):
        changed(note, substitute)


def test_change_that_came_between_is_not_overwritten(dossier, coach):
    note = a_note(dossier, coach)
    changed(note, coach, text="Eerste tabblad.")

    with pytest.raises(NoteChangedElsewhere):
        changed(note, coach, text="Tweede tabblad.")


def test_note_follows_the_change_that_was_seen(dossier, coach):
    note = changed(a_note(dossier, coach), coach, text="Eerste.")
    changed(note, coach, text="Tweede.")

    with unlock(dossier.safe_id):
        assert Note.objects.get(pk=note.pk).text == "Tweede."


# Categories


def test_choice_of_categories_is_that_of_the_reglement_of_the_traject(coach):
    listed = {category.key for category in categories_of(a_dossier(coach).traject, health=True)}

    assert {"gespreksnotities", "correspondentie"} <= listed


def test_category_that_no_reglement_knows_is_refused(dossier, coach):
    with pytest.raises(CategoryUnknown):
        a_note(dossier, coach, category="roddels")


def test_health_is_written_only_by_who_has_the_right_to_it(dossier, coach):
    with pytest.raises(HealthRightMissing):
        a_note(dossier, coach, category=OutsideCategory.MEDICAL, necessity="voor de belastbaarheid")

    a_grant(dossier, coach, health=True)

    assert a_note(dossier, coach, category=OutsideCategory.MEDICAL, necessity="daarom").tag == "medical"


def test_health_is_offered_only_to_who_has_the_right_to_it(dossier):
    assert not any(category.is_health for category in categories_of(dossier.traject, health=False))
    assert any(category.is_health for category in categories_of(dossier.traject, health=True))


def test_minimum_list_asks_why_something_else_is_needed(dossier, coach):
    with pytest.raises(NecessityMissing):
        a_note(dossier, coach, category=OutsideCategory.ORDINARY)

    assert a_note(dossier, coach, category=OutsideCategory.ORDINARY, necessity="Omdat.").category == "outside_ordinary"


@pytest.mark.parametrize("profile", ["wc", "a4p"])
def test_no_reglement_offers_passwords_belief_or_identity_numbers(coach, profile):
    traject = a_dossier(coach, reglement_version=a_version(profile)).traject
    offered = categories_of(traject, health=True)

    assert offered
    assert not {"credential", "belief", "identity_number"} & {category.tag for category in offered}
    assert category_of(traject, offered[0].key) == offered[0]
    assert isinstance(offered[0], Category)


@pytest.mark.parametrize("table", [Note, Document])
def test_database_refuses_a_password_however_it_comes(dossier, coach, table):
    a_note(dossier, coach)
    a_document(dossier, coach)

    with pytest.raises(IntegrityError), transaction.atomic():
        table.objects.update(tag="credential")


@pytest.mark.parametrize("table", [Note, Document])
def test_database_refuses_something_else_without_a_reason(dossier, coach, table):
    a_note(dossier, coach)
    a_document(dossier, coach)

    with pytest.raises(IntegrityError), transaction.atomic():
        table.objects.update(category=OutsideCategory.ORDINARY)


# After the end


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


# Documents


def test_document_is_sealed_and_comes_back_whole(dossier, coach):
    document = a_document(dossier, coach, PDF, file_name="../../brief.pdf", title="")

    with unlock(dossier.safe_id):
        found = Document.objects.get(pk=document.pk)
        assert (found.title, found.original_name) == ("brief.pdf", "brief.pdf")
    assert found.file.size_bytes == len(PDF)
    assert found.file.media_type == "application/pdf"


def test_second_click_on_upload_is_one_document_and_one_file(dossier, coach):
    token = "018f0000-0000-7000-8000-000000000002"
    first, second = (a_document(dossier, coach, form_token=token) for _ in range(2))

    assert first.pk == second.pk
    assert SealedFile.objects.count() == 1


def test_refused_upload_leaves_neither_row_nor_file(dossier, coach):
    with pytest.raises(FileRefused):
        a_document(dossier, coach, b"MZ program", file_name="brief.pdf")
    with pytest.raises(CategoryUnknown):
        a_document(dossier, coach, category="roddels")

    assert not Document.objects.exists()
    assert not SealedFile.objects.exists()


def test_upload_larger_than_the_house_takes_is_refused(dossier, coach, settings):
    settings.AKKOORD_MAX_UPLOAD = 10

    with pytest.raises(FileRefused):
        services.add_document(
            dossier=dossier,
            stream=BytesIO(PDF),
            file_name="brief.pdf",
            size_bytes=len(PDF),
            category="correspondentie",
            provenance="client",
            by=coach,
        )


# Consults


def test_consults_are_counted_per_dossier(dossier, coach):
    assert [a_consult(dossier, coach).number for _ in range(2)] == [1, 2]
    assert a_consult(a_dossier_of(coach), coach).number == 1


def test_shared_summary_stays_as_it_is(dossier, coach):
    consult = services.share_summary(consult=a_consult(dossier, coach), by=coach)

    with pytest.raises(SummaryAlreadyShared):
        services.share_summary(consult=consult, by=coach)
    with pytest.raises(SummaryAlreadyShared):
        services.change_consult(
            consult=consult, starts_at=akkoord_now(), minutes=30, summary="", by=coach, seen_changed_at=None
        )


def test_consult_without_summary_has_nothing_to_share(dossier, coach):
    with pytest.raises(SummaryMissing):
        services.share_summary(consult=a_consult(dossier, coach, summary=""), by=coach)


def test_change_of_a_consult_that_came_between_is_not_overwritten(dossier, coach):
    consult = a_consult(dossier, coach)
    facts = {"consult": consult, "starts_at": akkoord_now(), "minutes": 30, "by": coach, "seen_changed_at": None}
    services.change_consult(summary="Eerste.", **facts)

    with pytest.raises(ConsultChangedElsewhere):
        services.change_consult(summary="Tweede.", **facts)


def test_cancelled_consult_is_over(dossier, coach):
    consult = services.cancel_consult(consult=a_consult(dossier, coach), by=coach)

    with pytest.raises(ConsultCancelled):
        services.share_summary(consult=consult, by=coach)


def test_client_says_whether_the_summary_is_right_and_says_it_once(dossier, coach, client_user):
    consult = services.share_summary(consult=a_consult(dossier, coach), by=coach)
    services.answer_summary(consult=consult, answer="disputed", remark="Ik zei iets anders.", by=client_user)

    with pytest.raises(SummaryAlreadyAnswered):
        services.answer_summary(consult=consult, answer="confirmed", by=client_user)
    with unlock(dossier.safe_id):
        assert Consult.objects.get(pk=consult.pk).remark == "Ik zei iets anders."
    assert Event.objects.filter(event="consult.disputed", actor_id=client_user.pk).exists()


def test_summary_that_was_not_shared_has_no_answer(dossier, coach, client_user):
    with pytest.raises(SummaryNotShared):
        services.answer_summary(consult=a_consult(dossier, coach), answer="confirmed", by=client_user)


def test_nobody_answers_for_the_client_but_who_represents_him(dossier, coach, other_client_user, representative_user):
    consult = services.share_summary(consult=a_consult(dossier, coach), by=coach)
    for somebody in (coach, other_client_user, representative_user):
        with pytest.raises(RightMissing):
            services.answer_summary(consult=consult, answer="confirmed", by=somebody)

    services.add_representative(client=dossier.traject.client, user=representative_user, capacity="mentor", by=coach)

    assert services.answer_summary(consult=consult, answer="confirmed", by=representative_user).answer == "confirmed"


@pytest.mark.parametrize(
    "change",
    [{"minutes": 1}, {"minutes": 900}, {"answer": "confirmed"}, {"answered_at": akkoord_now}, {"number": 1}],
)
def test_database_refuses_a_consult_that_makes_no_sense(dossier, coach, change):
    a_consult(dossier, coach)
    second = a_consult(dossier, coach)
    values = {name: value() if callable(value) else value for name, value in change.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Consult.objects.filter(pk=second.pk).update(**values)


def test_database_refuses_an_answer_before_the_sharing(dossier, coach, client_user):
    a_consult(dossier, coach)

    with pytest.raises(IntegrityError), transaction.atomic():
        Consult.objects.update(answer="confirmed", answered_at=akkoord_now(), answered_by=client_user)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consult.objects.update(
            answer="confirmed",
            answered_at=akkoord_now(),
            answered_by=client_user,
            summary_shared_at=akkoord_now() + timedelta(hours=1),
        )


# Holds and the end


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


def test_inactive_representative_is_nobody(dossier, coach):
    gone = UserFactory(representative=True)
    services.add_representative(client=dossier.traject.client, user=gone, capacity="parent", by=coach)
    consult = services.share_summary(consult=a_consult(dossier, coach), by=coach)
    gone.is_active = False
    gone.save()

    with pytest.raises(RightMissing):
        services.answer_summary(consult=consult, answer="confirmed", by=gone)
