"""The files of a dossier."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dossiers.models.items import STORABLE_TAGS, outside_needs_a_reason
from dossiers.models.trajecten import Dossier
from dossiers.terms import ItemTag, Provenance
from vault.clock import AkkoordNow
from vault.fields import SealedModel, SealedTextField, sealed_check


class Document(SealedModel):
    """A file in the dossier; its title, its name and its bytes are sealed, its place on disk is random."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="documents", verbose_name=_("dossier"))
    title = SealedTextField(_("titel"), label="dossiers.document.title")
    original_name = SealedTextField(_("bestandsnaam"), label="dossiers.document.original_name")
    category = models.CharField(_("soort gegevens"), max_length=60)
    tag = models.CharField(_("gevoeligheid"), max_length=20, choices=ItemTag.choices)
    necessity = SealedTextField(_("waarom dit nodig is"), label="dossiers.document.necessity", null=True, blank=True)
    provenance = models.CharField(_("gekregen van"), max_length=20, choices=Provenance.choices)
    confidential = models.BooleanField(_("vertrouwelijk"), default=False)
    file = models.OneToOneField(
        "vault.SealedFile", models.PROTECT, related_name="+", verbose_name=_("verzegeld bestand")
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("toegevoegd door")
    )
    form_token = models.UUIDField(_("kenmerk van het formulier"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("toegevoegd op"), db_default=AkkoordNow())

    class Privacy:
        item = True
        personal = {"title": "", "original_name": "", "necessity": None}
        plain = {
            "id",
            "safe",
            "dossier",
            "category",
            "tag",
            "provenance",
            "confidential",
            "file",
            "added_by",
            "form_token",
            "created_at",
        }

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documenten")
        constraints = [
            sealed_check("title"),
            sealed_check("original_name"),
            sealed_check("necessity"),
            outside_needs_a_reason("document"),
            models.UniqueConstraint(
                fields=["dossier", "form_token"],
                name="document_once_per_form",
                violation_error_message=_("Dit document is al bewaard."),
            ),
            models.CheckConstraint(
                name="document_words_are_known",
                condition=Q(provenance__in=Provenance.values) & Q(tag__in=STORABLE_TAGS),
                violation_error_message=_("Een document van deze soort mag niet in een dossier."),
            ),
        ]
        indexes = [models.Index(fields=["dossier", "-created_at"], name="document_of_dossier")]

    def __str__(self) -> str:
        return f"document {self.id}"
