"""A report and its exact versions."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consent.models import ContentVersion
from consent.terms import ReportKind, ReportPurpose
from reporting.facts import ContentGone
from vault.clock import AkkoordNow
from vault.fields import SealedJSONField, SealedModel, SealedTextField, sealed_check


class Report(SealedModel):
    """A report to one contact of the opdrachtgever; what it says stands in its versions.

    With its versions and their PDFs it is a part of its dossier by itself, so it ends when its kinds of data do.
    """

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="+", verbose_name=_("dossier"))
    kind = models.CharField(_("soort rapport"), max_length=20, choices=ReportKind)
    title = SealedTextField(_("titel"), label="reporting.report.title")
    purpose = models.CharField(_("doel"), max_length=20, choices=ReportPurpose)
    contact = models.ForeignKey(
        "dossiers.OpdrachtgeverContact", models.PROTECT, related_name="+", verbose_name=_("ontvanger")
    )
    created_at = models.DateTimeField(_("gemaakt op"), db_default=AkkoordNow(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("gemaakt door")
    )

    class Privacy:
        item = True
        personal = {"title": ""}
        plain = {"id", "safe", "dossier", "kind", "purpose", "contact", "created_at", "created_by"}

    class Meta:
        verbose_name = _("rapport")
        verbose_name_plural = _("rapporten")
        constraints = [
            sealed_check("title"),
            models.CheckConstraint(
                name="reporting_report_words_known",
                condition=Q(kind__in=ReportKind.values, purpose__in=ReportPurpose.values),
                violation_error_message=_("Kies een soort rapport en een doel uit de lijst."),
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"


class ReportVersion(SealedModel):
    """One exact text with its exact PDF; the client approves the SHA-256 of these bytes, so nothing here changes."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="versions", verbose_name=_("rapport"))
    number = models.PositiveIntegerField(_("versie"))
    body = SealedJSONField(_("tekst"), label="reporting.reportversion.body")
    # What the gate knows stays with the dossier; a report that outlives its dossier lets go of it.
    content_version = models.OneToOneField(
        "consent.ContentVersion",
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("inhoud voor de poort"),
    )
    pdf = models.ForeignKey("vault.SealedFile", models.PROTECT, related_name="+", verbose_name=_("pdf"))
    created_at = models.DateTimeField(_("gemaakt op"), db_default=AkkoordNow(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("gemaakt door")
    )
    submitted_at = models.DateTimeField(_("voorgelegd op"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("voorgelegd door"),
    )

    class Privacy:
        personal = {"body": ""}
        plain = {
            "id",
            "safe",
            "report",
            "number",
            "content_version",
            "pdf",
            "created_at",
            "created_by",
            "submitted_at",
            "submitted_by",
        }

    class Meta:
        verbose_name = _("versie van een rapport")
        verbose_name_plural = _("versies van rapporten")
        constraints = [
            sealed_check("body"),
            models.UniqueConstraint(
                name="reporting_version_number_once",
                fields=["report", "number"],
                violation_error_message=_("Deze versie van het rapport bestaat al."),
            ),
            models.CheckConstraint(
                name="reporting_version_number_from_one",
                condition=Q(number__gte=1),
                violation_error_message=_("Versies worden geteld vanaf 1."),
            ),
            models.CheckConstraint(
                name="reporting_version_submitted_at_and_by_together",
                condition=Q(submitted_at=None, submitted_by=None)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                violation_error_message=_("Een voorgelegde versie vermeldt wanneer én door wie."),
            ),
            models.CheckConstraint(
                name="reporting_version_submitted_after_made",
                condition=Q(submitted_at=None) | Q(submitted_at__gte=F("created_at")),
                violation_error_message=_("Een versie kan pas worden voorgelegd als zij gemaakt is."),
            ),
        ]

    def __str__(self) -> str:
        return f"report version {self.pk}"

    @property
    def content(self) -> ContentVersion:
        """Return what the gate knows of this version; raises ContentGone once the dossier went before the report."""
        if self.content_version is None:
            raise ContentGone
        return self.content_version
