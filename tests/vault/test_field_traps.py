"""Each way round a sealed column that was ever found, and how it ends."""

import copy
import pickle

import pytest
from django.core import serializers
from django.db import DataError, IntegrityError, connection, models, transaction
from django.db.models import F, Value
from django.db.models.functions import Cast
from django.template import Context, Template

from tests.factories.vault import unlock
from tests.vault.specimens import Specimen
from vault.facts import (
    MovedFromItsSafe,
    NotPickled,
    NotSearchable,
    PlaintextRefused,
    SealBroken,
    SealedOutsideVault,
    UpsertRefused,
)
from vault.ids import new_id
from vault.resealing import reseal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("specimen_tables")]


# Plaintext past the field


@pytest.mark.parametrize(
    "plaintext",
    [
        Value("zomaar"),
        Value(""),
        Value("lang genoeg om op een verzegeling te lijken"),
        Cast(Value("zomaar"), models.BinaryField()),
        Cast(F("word"), models.BinaryField()),
    ],
)
def test_an_expression_can_not_write_plaintext(specimen, plaintext):
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        Specimen.objects.update(text=plaintext)


def test_update_with_text_is_refused_before_the_database(specimen):
    with pytest.raises(PlaintextRefused):
        Specimen.objects.update(text="zomaar")


def test_raw_sql_can_not_write_plaintext(specimen):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE specimens_specimen SET text = %s WHERE id = %s", [b"zomaar" * 20, specimen.id])


def test_an_expression_can_not_be_assigned(specimen):
    with pytest.raises(PlaintextRefused):
        specimen.text = Value("zomaar")


# Ciphertext in another place


def test_ciphertext_of_another_column_does_not_open(specimen):
    Specimen.objects.filter(id=specimen.id).update(remark=F("text"))

    loaded = Specimen.objects.get(id=specimen.id)
    with unlock(specimen.safe), pytest.raises(SealBroken):
        str(loaded.remark)


def test_ciphertext_of_another_row_does_not_open(specimen):
    other = Specimen.objects.create(safe=specimen.safe, text="ander")
    _copy_text(from_row=specimen, to_row=other)

    loaded = Specimen.objects.get(id=other.id)
    with unlock(specimen.safe), pytest.raises(SealBroken):
        str(loaded.text)


def test_a_row_moved_to_another_safe_by_sql_does_not_open(specimen, other_safe):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE specimens_specimen SET safe_id = %s WHERE id = %s", [other_safe.id, specimen.id])

    loaded = Specimen.objects.get(id=specimen.id)
    with unlock(specimen.safe, other_safe), pytest.raises(SealBroken):
        str(loaded.text)


@pytest.mark.parametrize("position", [1, 12, 13, -1])
def test_one_changed_bit_does_not_open(specimen, position):
    sealed = bytearray(_stored_text(specimen))
    sealed[position] ^= 1
    with connection.cursor() as cursor:
        cursor.execute("UPDATE specimens_specimen SET text = %s WHERE id = %s", [bytes(sealed), specimen.id])

    loaded = Specimen.objects.get(id=specimen.id)
    with unlock(specimen.safe), pytest.raises(SealBroken):
        str(loaded.text)


def test_one_bad_row_does_not_take_its_list_along(specimen):
    other = Specimen.objects.create(safe=specimen.safe, text="ander")
    _copy_text(from_row=specimen, to_row=other)

    assert {row.word for row in Specimen.objects.all()} >= {"plain", ""}


# Moving a row


@pytest.mark.parametrize("change", ["safe", "id"])
def test_a_row_can_not_change_its_safe_or_id(specimen, other_safe, change):
    loaded = Specimen.objects.get(id=specimen.id)
    setattr(loaded, change, {"safe": other_safe, "id": new_id()}[change])

    with pytest.raises(MovedFromItsSafe):
        loaded.save()
    with pytest.raises(MovedFromItsSafe):
        loaded.save(update_fields=["safe"])


def test_a_row_can_not_leave_its_stored_content_behind(specimen, other_safe):
    loaded = Specimen.objects.get(id=specimen.id)
    loaded.text, loaded.safe = "nieuw", other_safe

    with pytest.raises(MovedFromItsSafe):
        loaded.save(update_fields=["safe"])


def test_a_row_with_content_not_loaded_can_not_move(specimen, other_safe):
    loaded = Specimen.objects.only("word").get(id=specimen.id)
    loaded.safe = other_safe

    with pytest.raises(MovedFromItsSafe):
        loaded.save()


def test_a_row_with_its_safe_not_loaded_can_still_be_read_and_saved(specimen):
    loaded = Specimen.objects.only("text").get(id=specimen.id)

    with unlock(specimen.safe):
        assert loaded.text == "Jan slaapt slecht"
    loaded.save()


@pytest.mark.parametrize("column", ["safe", "safe_id", "id", "pk"])
def test_an_update_can_not_move_rows(specimen, other_safe, column):
    with pytest.raises(MovedFromItsSafe):
        Specimen.objects.update(**{column: other_safe.id})


def test_bulk_update_can_not_move_rows(specimen, other_safe):
    specimen.safe = other_safe

    with pytest.raises(MovedFromItsSafe):
        Specimen.objects.bulk_update([specimen], ["safe"])
    with pytest.raises(MovedFromItsSafe):
        Specimen.objects.bulk_update([specimen], ["text"])


def test_reseal_moves_a_row_with_its_content(specimen, other_safe):
    loaded = Specimen.objects.get(id=specimen.id)
    with unlock(specimen.safe):
        reseal(loaded, safe=other_safe)

    with unlock(other_safe):
        assert Specimen.objects.get(id=specimen.id).text == "Jan slaapt slecht"


def test_reseal_needs_the_old_safe_open(specimen, other_safe):
    with pytest.raises(SealedOutsideVault):
        reseal(Specimen.objects.get(id=specimen.id), safe=other_safe)


def test_ciphertext_from_values_can_not_start_a_new_row(specimen):
    sealed = Specimen.objects.values_list("text", flat=True).get(id=specimen.id)

    with pytest.raises(MovedFromItsSafe):
        Specimen.objects.create(safe=specimen.safe, text=sealed)
    with pytest.raises(MovedFromItsSafe):
        Specimen.objects.bulk_create([Specimen(safe=specimen.safe, text=sealed)])


def test_a_save_that_failed_can_be_tried_again(specimen):
    twin = Specimen(id=specimen.id, safe=specimen.safe, text="dubbel")
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)

    twin.save(force_update=True)

    with unlock(specimen.safe):
        assert Specimen.objects.get(id=specimen.id).text == "dubbel"


# Bulk


def test_bulk_update_seals_what_was_assigned(specimen):
    other = Specimen.objects.create(safe=specimen.safe, text="ander")
    specimen.text, other.remark = "een", "twee"

    Specimen.objects.bulk_update([specimen, other], ["text", "remark", "word"])

    with unlock(specimen.safe):
        one, two = Specimen.objects.get(id=specimen.id), Specimen.objects.get(id=other.id)
        assert (one.text, one.remark, two.text, two.remark) == ("een", None, "ander", "twee")


def test_an_upsert_is_refused(safe):
    with pytest.raises(UpsertRefused):
        Specimen.objects.bulk_create(
            [Specimen(safe=safe, text="x")], update_conflicts=True, update_fields=["text"], unique_fields=["id"]
        )


# Looking without opening


@pytest.mark.parametrize("show", [str, "{}".format, len, bool, hash, list, lambda value: value == "x"])
def test_a_value_of_a_query_acts_as_nothing(specimen, show):
    (row,) = Specimen.objects.filter(id=specimen.id).values("text", "word")

    with pytest.raises(SealedOutsideVault):
        show(row["text"])
    assert repr(row["text"]) == "<sealed>"


@pytest.mark.parametrize(
    "source",
    [
        "{{ row.text }}",
        "{% if row.text %}ja{% endif %}",
        "{{ row.text|default:'leeg' }}",
        "{% for letter in row.text %}{{ letter }}{% endfor %}",
        "{% with text=row.text %}{{ text }}{% endwith %}",
    ],
)
def test_a_template_does_not_pass_over_sealed_content(specimen, source):
    with pytest.raises(SealedOutsideVault):
        Template(source).render(Context({"row": specimen}))


def test_the_refusal_is_none_of_the_errors_that_python_itself_swallows(specimen):
    assert not issubclass(SealedOutsideVault, AttributeError | TypeError | KeyError | LookupError | ValueError)
    with pytest.raises(SealedOutsideVault):
        getattr(specimen, "text", "leeg")


@pytest.mark.parametrize(
    "lookup", ["text", "text__contains", "text__exact", "text__in", "text__gt", "text__length", "remark__iexact"]
)
def test_content_can_not_be_searched(specimen, lookup):
    with pytest.raises(NotSearchable):
        list(Specimen.objects.filter(**{lookup: ["x"] if lookup.endswith("in") else "x"}))


def test_rows_do_not_leave_by_pickle_or_deepcopy(specimen):
    for row in (specimen, Specimen(safe=specimen.safe, text="vers"), Specimen.objects.get(id=specimen.id)):
        with pytest.raises(NotPickled):
            pickle.dumps(row)
        with pytest.raises(NotPickled):
            copy.deepcopy(row.__dict__["text"])


def test_dumpdata_writes_nothing_while_locked(specimen):
    with pytest.raises(SealedOutsideVault):
        serializers.serialize("json", [specimen])


def test_plaintext_does_not_show_in_a_traceback(safe):
    fresh = Specimen(safe=safe, text="Jan slaapt slecht")

    assert "Jan" not in repr(fresh.__dict__)


def _stored_text(row):
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM specimens_specimen WHERE id = %s", [row.id])
        return bytes(cursor.fetchone()[0])


def _copy_text(*, from_row, to_row):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE specimens_specimen SET text = %s WHERE id = %s", [_stored_text(from_row), to_row.id])
