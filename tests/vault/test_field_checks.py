"""A model that seals wrongly is refused at start."""

import pytest
from django.db import models
from django.test.utils import isolate_apps

from tests.vault.specimens import Specimen
from vault.fields import SealedModel, SealedTextField, sealed_check
from vault.ring_fields import RingCharField


@isolate_apps("vault")
def test_a_sealed_column_needs_a_sealed_model_and_its_check():
    class Loose(models.Model):  # noqa: DJ008 - never shown
        text = SealedTextField(label="loose.text")

        class Meta:
            app_label = "vault"

    assert _ids(Loose) == {"vault.E001", "vault.E003"}


@isolate_apps("vault")
def test_a_sealed_column_can_not_be_unique_or_indexed():
    class Indexed(SealedModel):
        text = SealedTextField(label="indexed.text", db_index=True)
        other = SealedTextField(label="indexed.other", unique=True)

        class Meta:
            app_label = "vault"
            constraints = [sealed_check("text"), sealed_check("other")]

    assert _ids(Indexed) == {"vault.E002"}


@isolate_apps("vault")
def test_a_manager_that_forgets_the_sealed_queryset_is_refused():
    class Managed(SealedModel):
        text = SealedTextField(label="managed.text")
        objects = models.Manager()

        class Meta:
            app_label = "vault"
            constraints = [sealed_check("text")]

    assert _ids(Managed) == {"vault.E001"}


@isolate_apps("vault")
def test_a_label_seals_one_column():
    class Twins(SealedModel):
        text = SealedTextField(label="twins.text")
        other = SealedTextField(label="twins.text")

        class Meta:
            app_label = "vault"
            constraints = [sealed_check("text"), sealed_check("other")]

    assert _ids(Twins) == {"vault.E004"}


@isolate_apps("vault")
def test_a_ring_column_needs_its_check():
    class Loose(models.Model):  # noqa: DJ008 - never shown
        name = RingCharField(max_length=5, context="loose.name", unique=True)

        class Meta:
            app_label = "vault"

    assert {"vault.E005", "vault.E006"} <= _ids(Loose)


@pytest.mark.parametrize("name", ["text", "data", "born_on"])
def test_a_column_survives_the_way_through_a_migration(name):
    field = Specimen._meta.get_field(name)
    _name, path, args, kwargs = field.deconstruct()

    assert path == f"vault.fields.columns.{type(field).__name__}"
    assert type(field)(*args, **kwargs).label == field.label


def _ids(model):
    return {error.id for error in model.check(databases=["default"]) if error.id.startswith("vault.")}
