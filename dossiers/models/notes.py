"""What the coach writes down."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dossiers.models.items import STORABLE_TAGS, outside_needs_a_reason
from dossiers.models.trajecten import Dossier
from dossiers.terms import ItemTag, NoteKind
from vault.clock import AkkoordNow
from vault.fields import SealedModel, SealedTextField, sealed_check


class Note(SealedModel):
    """What the coach writes down about a talk, a call or a letter, in a category of the reglement."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="notes", verbose_name=_("dossier"))
    kind = models.CharField(_("soort"), max_length=20, choices=NoteKind.choices, default=NoteKind.NOTE)
    category = models.CharField(_("soort gegevens"), max_length=60)
    tag = models.CharField(_("gevoeligheid"), max_length=20, choices=ItemTag.choices)
    text = SealedTextField(_("tekst"), label="dossiers.note.text")
    necessity = SealedTextField(_("waarom dit nodig is"), label="dossiers.note.necessity", null=True, blank=True)
    happened_on = models.DateField(_("datum"))
    confidential = models.BooleanField(_("vertrouwelijk"), default=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("schrijver"))
    form_token = models.UUIDField(_("kenmerk van het formulier"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("geschreven op"), db_default=AkkoordNow())
    changed_at = models.DateTimeField(_("gewijzigd op"), null=True, blank=True)

    class Privacy:
        item = True
        personal = {"text": "", "necessity": None}
        plain = {
            "id",
            "safe",
            "dossier",
            "kind",
            "category",
            "tag",
            "happened_on",
            "confidential",
            "author",
            "form_token",
            "created_at",
            "changed_at",
        }

    class Meta:
        verbose_name = _("notitie")
        verbose_name_plural = _("notities")
        constraints = [
            sealed_check("text"),
            sealed_check("necessity"),
            outside_needs_a_reason("note"),
            models.UniqueConstraint(
                fields=["dossier", "form_token"],
                name="note_once_per_form",
                violation_error_message=_("Deze notitie is al bewaard."),
            ),
            models.CheckConstraint(
                name="note_words_are_known",
                condition=Q(kind__in=NoteKind.values) & Q(tag__in=STORABLE_TAGS),
                violation_error_message=_("Een notitie van deze soort mag niet in een dossier."),
            ),
        ]
        indexes = [models.Index(fields=["dossier", "-happened_on"], name="note_of_dossier")]

    def __str__(self) -> str:
        return f"notitie {self.id}"
