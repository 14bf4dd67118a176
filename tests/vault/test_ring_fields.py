"""Ring columns: encrypted without a safe, by keys of our own that can be renewed."""

import os
import pickle

import pytest
from django import forms
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Value

from tests.vault.specimens import Ringed
from vault import ring
from vault.facts import NotSearchable, SealBroken

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("specimen_tables")]


def test_values_come_back_and_lie_encrypted():
    made = Ringed.objects.create(name="Fatima", other="tekst", email="f@bureau.example", data={"a": [1, None]})

    loaded = Ringed.objects.get(id=made.id)
    assert (loaded.name, loaded.other, loaded.email, loaded.data) == (
        "Fatima",
        "tekst",
        "f@bureau.example",
        {"a": [1, None]},
    )
    assert b"Fatima" not in _stored(made)


def test_values_of_a_query_come_back_too():
    Ringed.objects.create(name="Fatima")

    assert list(Ringed.objects.values_list("name", flat=True)) == ["Fatima"]


def test_no_value_is_unpickled():
    class Bomb:
        def __reduce__(self):
            return os.abort, ()

    stored = ring.encrypt(pickle.dumps(Bomb()), context="specimens.ringed.name")
    made = Ringed.objects.create(name="x")
    _store(made, stored)

    with pytest.raises(ValueError, match=r"utf-8|Expecting"):
        Ringed.objects.get(id=made.id)


def test_another_secret_key_changes_nothing(settings):
    made = Ringed.objects.create(name="Fatima")

    settings.SECRET_KEY = "another"

    assert Ringed.objects.get(id=made.id).name == "Fatima"


def test_a_new_key_writes_and_the_old_one_still_reads(settings):
    old = Ringed.objects.create(name="oud")
    settings.AKKOORD_FIELD_KEYS = {"2": os.urandom(32), **settings.AKKOORD_FIELD_KEYS}
    new = Ringed.objects.create(name="nieuw")

    assert {row.name for row in Ringed.objects.all()} == {"oud", "nieuw"}
    Ringed.objects.get(id=old.id).save()
    settings.AKKOORD_FIELD_KEYS = {"2": settings.AKKOORD_FIELD_KEYS["2"]}
    assert {row.name for row in Ringed.objects.filter(id__in=[old.id, new.id])} == {"oud", "nieuw"}


def test_without_the_key_nothing_opens(settings):
    made = Ringed.objects.create(name="oud")
    settings.AKKOORD_FIELD_KEYS = {"9": os.urandom(32)}

    with pytest.raises(SealBroken):
        Ringed.objects.get(id=made.id)


def test_a_value_of_another_column_does_not_open():
    made = Ringed.objects.create(name="naam", other="tekst")
    Ringed.objects.update(other=F("name"))

    with pytest.raises(SealBroken):
        Ringed.objects.get(id=made.id)


def test_plaintext_past_the_field_is_refused():
    Ringed.objects.create(name="naam")

    with pytest.raises(IntegrityError), transaction.atomic():
        Ringed.objects.update(
            name=Value("plat en lang genoeg om op versleutelde tekst te lijken, tachtig tekens lang")
        )


def test_update_and_bulk_update_encrypt():
    made = Ringed.objects.create(name="naam")
    Ringed.objects.filter(id=made.id).update(name="ander")
    made.other = "meer"
    Ringed.objects.bulk_update([made], ["other"])

    loaded = Ringed.objects.get(id=made.id)
    assert (loaded.name, loaded.other) == ("ander", "meer")


def test_only_nothing_can_be_searched():
    made = Ringed.objects.create(name="naam")

    assert list(Ringed.objects.filter(other=None)) == [made]
    assert not Ringed.objects.filter(name__isnull=True).exists()
    for lookup in ("name", "name__contains", "email__iexact", "data__a"):
        with pytest.raises(NotSearchable):
            list(Ringed.objects.filter(**{lookup: "x"}))


def test_a_clone_and_a_migration_keep_every_option():
    field = Ringed._meta.get_field("name")
    clone = field.clone()

    assert (clone.context, clone.max_length, clone.blank) == ("specimens.ringed.name", 20, True)
    assert field.deconstruct()[1] == "vault.ring_fields.RingCharField"


class RingedForm(forms.ModelForm):
    """A form as Django makes it."""

    class Meta:
        model = Ringed
        fields = ["name", "email", "data"]


def test_a_form_validates_as_its_plain_field_would():
    good = RingedForm({"name": "naam", "email": "a@b.example", "data": "{}"})
    bad = RingedForm({"name": "x" * 21, "email": "geen adres"})

    assert good.is_valid(), good.errors
    assert good.save().email == "a@b.example"
    assert set(bad.errors) == {"name", "email"}


def test_text_for_others_comes_back_and_keeps_to_its_use():
    sealed = ring.encrypt_text("JBSWY3DP", context="mfa.totp")

    assert ring.decrypt_text(sealed, context="mfa.totp") == "JBSWY3DP"
    for broken in (sealed[:-2], "geen hex", ""):
        with pytest.raises(SealBroken):
            ring.decrypt_text(broken, context="mfa.totp")
    with pytest.raises(SealBroken):
        ring.decrypt_text(sealed, context="mfa.recovery")


def _stored(row):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM specimens_ringed WHERE id = %s", [row.id])
        return bytes(cursor.fetchone()[0])


def _store(row, sealed):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE specimens_ringed SET name = %s WHERE id = %s", [sealed, row.id])
