"""Two models that exist in tests only: one with every sealed column, one with every ring column."""

from django.apps import AppConfig
from django.db import models

from vault.fields import SealedDateField, SealedJSONField, SealedModel, SealedTextField, sealed_check
from vault.ids import new_id
from vault.ring_fields import RingCharField, RingEmailField, RingJSONField, RingTextField, ring_check


class Specimens(AppConfig):
    """The room of the two, for a test that looks for all models."""

    name = "tests.vault"
    label = "specimens"


class Specimen(SealedModel):
    """A row with content."""

    text = SealedTextField(label="specimens.specimen.text", blank=True)
    remark = SealedTextField(label="specimens.specimen.remark", null=True, blank=True)
    data = SealedJSONField(label="specimens.specimen.data", null=True, blank=True)
    born_on = SealedDateField(label="specimens.specimen.born_on", null=True, blank=True)
    word = models.CharField(max_length=20, blank=True)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")

    class Meta:
        app_label = "specimens"
        constraints = [sealed_check("text"), sealed_check("remark"), sealed_check("data"), sealed_check("born_on")]

    def __str__(self) -> str:
        return str(self.id)


class Ringed(models.Model):
    """A row of nobody's dossier."""

    id = models.UUIDField(primary_key=True, default=new_id)
    name = RingCharField(max_length=20, context="specimens.ringed.name", blank=True)
    other = RingTextField(context="specimens.ringed.other", null=True, blank=True)
    email = RingEmailField(context="specimens.ringed.email", null=True, blank=True)
    data = RingJSONField(context="specimens.ringed.data", null=True, blank=True)

    class Meta:
        app_label = "specimens"
        constraints = [ring_check("name"), ring_check("other"), ring_check("email"), ring_check("data")]

    def __str__(self) -> str:
        return str(self.id)
