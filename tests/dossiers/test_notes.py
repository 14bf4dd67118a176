"""Notes: what may be kept, by whom, in which category."""

import pytest
from django.db import IntegrityError, connection, transaction

from audit.models import Event
from dossiers import services
from dossiers.catalogue import Category, categories_of, category_of
from dossiers.facts import (
    CategoryUnknown,
    HealthRightMissing,
    NecessityMissing,
    NoteChangedElsewhere,
    RightMissing,
    TextMissing,
)
from dossiers.models import Document, Note
from dossiers.terms import OutsideCategory
from tests.factories.dossiers import (
    a_document,
    a_dossier,
    a_grant,
    a_note,
    a_version,
)
from tests.factories.vault import unlock
from vault.clock import today

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


def test_note_is_kept_sealed_under_the_key_of_its_dossier(dossier, coach):
    note = a_note(dossier, coach, "Zij slaapt slecht.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM dossiers_note")
        (stored,) = cursor.fetchone()

    with unlock(note.safe_id):
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

    with unlock(note.safe_id):
        assert Note.objects.get(pk=note.pk).text == "Tweede."


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
