"""A sealed column seals by itself and opens only in an unlocked safe."""

import threading
from datetime import date

import pytest
from django import forms
from django.db import connection, connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.vault import a_safe, unlock
from tests.vault.specimens import Specimen
from vault.facts import KeyMissing, SealedOutsideVault
from vault.services.shredding import let_keys_go
from vault.unlocking import open_safes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("specimen_tables")]


def test_saving_needs_no_unlock_and_reading_does(specimen):
    loaded = Specimen.objects.get(id=specimen.id)

    with pytest.raises(SealedOutsideVault):
        str(loaded.text)
    with unlock(specimen.safe):
        assert loaded.text == "Jan slaapt slecht"
    with pytest.raises(SealedOutsideVault):
        str(loaded.text)


def test_a_saved_row_is_closed_at_once(specimen):
    with pytest.raises(SealedOutsideVault):
        str(specimen.text)


def test_what_was_just_assigned_can_be_read_back(safe):
    fresh = Specimen(safe=safe, text="vers")

    assert fresh.text == "vers"


def test_another_open_safe_opens_nothing(specimen, other_safe):
    with unlock(other_safe), pytest.raises(SealedOutsideVault):
        str(specimen.text)


def test_nested_unlocks_add_up_and_come_apart_again(specimen, other_safe):
    other = Specimen.objects.create(safe=other_safe, text="ander")

    with unlock(specimen.safe):
        with unlock(other_safe):
            assert (specimen.text, other.text) == ("Jan slaapt slecht", "ander")
        with pytest.raises(SealedOutsideVault):
            str(other.text)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    text=st.text(alphabet=st.characters(exclude_categories=["Cs"])),
    data=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(alphabet=st.characters(exclude_categories=["Cs"])),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5, alphabet="abc"), inner),
        max_leaves=5,
    ),
    born_on=st.dates() | st.none(),
)
def test_every_value_comes_back_as_it_went_in(safe, text, data, born_on):
    made = Specimen.objects.create(safe=safe, text=text, data=data, born_on=born_on)

    with unlock(safe):
        loaded = Specimen.objects.get(id=made.id)
        assert (loaded.text, loaded.data, loaded.born_on) == (text, data, born_on)


def test_nothing_stays_nothing_without_an_unlock(specimen):
    loaded = Specimen.objects.get(id=specimen.id)

    assert loaded.remark is None
    assert list(Specimen.objects.filter(remark=None)) == [loaded]
    assert not Specimen.objects.filter(text__isnull=True).exists()


def test_the_database_holds_no_letter_of_the_text(specimen):
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM specimens_specimen WHERE id = %s", [specimen.id])
        stored = bytes(cursor.fetchone()[0])

    assert b"slaapt" not in stored
    assert stored[:1] == b"\x01"


def test_a_save_asks_the_keys_once_and_a_bulk_too(safe, django_assert_num_queries):
    with django_assert_num_queries(1, connection=connections["keys"]):
        Specimen.objects.create(safe=safe, text="a", remark="b", data={"c": 1})
    with django_assert_num_queries(1, connection=connections["keys"]):
        Specimen.objects.bulk_create([Specimen(safe=safe, text=str(number), remark=None) for number in range(20)])


def test_in_an_open_safe_a_save_asks_the_keys_nothing(specimen, django_assert_num_queries):
    with unlock(specimen.safe), django_assert_num_queries(0, connection=connections["keys"]):
        specimen.text = "nieuw"
        specimen.save()


def test_an_update_of_plain_columns_asks_the_keys_nothing(specimen, django_assert_num_queries):
    specimen.word = "other"

    with django_assert_num_queries(0, connection=connections["keys"]):
        specimen.save()

    with unlock(specimen.safe):
        assert Specimen.objects.get(word="other").text == "Jan slaapt slecht"


def test_bulk_rows_come_back(safe):
    rows = Specimen.objects.bulk_create(
        [Specimen(safe=safe, text=f"tekst {number}", remark="x" if number % 2 else None) for number in range(10)]
    )

    with unlock(safe):
        found = Specimen.objects.in_bulk([row.id for row in rows])
        assert [found[row.id].text for row in rows] == [f"tekst {number}" for number in range(10)]
        assert [found[row.id].remark for row in rows] == [None, "x"] * 5


def test_a_row_without_a_key_is_not_saved(safe):
    let_keys_go([safe.id])

    with pytest.raises(KeyMissing):
        Specimen.objects.create(safe=safe, text="te laat")


def test_select_related_rows_open_too(specimen):
    child = Specimen.objects.create(safe=specimen.safe, text="kind", parent=specimen)

    loaded = Specimen.objects.select_related("parent").get(id=child.id)

    with unlock(specimen.safe):
        assert (loaded.text, loaded.parent.text) == ("kind", "Jan slaapt slecht")


def test_deferred_content_loads_while_locked_and_opens_when_unlocked(specimen):
    loaded = Specimen.objects.defer("text").get(id=specimen.id)
    only_text = Specimen.objects.only("text").get(id=specimen.id)

    with pytest.raises(SealedOutsideVault):
        str(loaded.text)
    with unlock(specimen.safe):
        assert loaded.text == only_text.text == "Jan slaapt slecht"


def test_refresh_works_while_locked(specimen):
    loaded = Specimen.objects.get(id=specimen.id)
    specimen.text = "nieuw"
    specimen.save()

    loaded.refresh_from_db()

    with unlock(specimen.safe):
        assert loaded.text == "nieuw"


class SpecimenForm(forms.ModelForm):
    """A form as Django makes it."""

    class Meta:
        model = Specimen
        fields = ["text", "born_on", "data", "word"]


def test_a_model_form_shows_and_saves_inside_an_unlock(specimen):
    with unlock(specimen.safe):
        shown = SpecimenForm(instance=specimen)
        assert "Jan slaapt slecht" in str(shown["text"])
        form = SpecimenForm(
            {"text": "beter", "born_on": "2000-02-29", "data": "[1]", "word": "plain"}, instance=specimen
        )
        assert form.is_valid(), form.errors
        assert form.changed_data == ["text", "born_on", "data"]
        form.save()

    with unlock(specimen.safe):
        loaded = Specimen.objects.get(id=specimen.id)
        assert (loaded.text, loaded.born_on, loaded.data) == ("beter", date(2000, 2, 29), [1])


def test_a_model_form_for_a_new_row_needs_no_unlock(safe):
    form = SpecimenForm({"text": "nieuw", "word": "w"}, instance=Specimen(safe=safe))

    assert form.is_valid(), form.errors
    assert form.save().word == "w"


def test_full_clean_works_while_locked(specimen):
    loaded = Specimen.objects.get(id=specimen.id)

    loaded.full_clean()


def test_unlock_in_another_thread_is_not_shared(specimen):
    found = []
    with unlock(specimen.safe):
        thread = threading.Thread(target=lambda: found.append(open_safes()))
        thread.start()
        thread.join()

    assert found == [frozenset()]


def test_two_safes_of_one_row_kind_do_not_mix(specimen):
    other = a_safe()
    twin = Specimen.objects.create(safe=other, text="twee")

    with unlock(specimen.safe, other):
        assert [row.text for row in (specimen, twin)] == ["Jan slaapt slecht", "twee"]
