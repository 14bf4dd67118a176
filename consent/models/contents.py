"""Content versions: the exact things that may leave, from which the gate reads hash and categories."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consent.terms import ContentFormat, ReportForm, ReportKind, ReportPurpose
from vault.clock import AkkoordNow
from vault.ids import new_id


class ContentVersion(models.Model):
    """One immutable version of a report or document; a changed letter is a new version with its own hash."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    safe = models.ForeignKey("vault.Safe", models.PROTECT, related_name="+", verbose_name=_("kluis"))
    dossier = models.ForeignKey(
        "dossiers.Dossier", models.PROTECT, related_name="content_versions", verbose_name=_("dossier")
    )
    kind = models.CharField(_("soort"), max_length=20)
    object_id = models.UUIDField(_("id van het stuk"))
    number = models.PositiveSmallIntegerField(_("versie"))
    content_sha256 = models.CharField(_("sha-256"), max_length=64)
    report_kind = models.CharField(_("soort bericht"), max_length=20, choices=ReportKind.choices, blank=True)
    form = models.CharField(_("vorm"), max_length=10, choices=ReportForm.choices, default=ReportForm.WRITTEN)
    report_purpose = models.CharField(_("waarvoor"), max_length=20, choices=ReportPurpose.choices, blank=True)
    format = models.CharField(_("bestandsvorm"), max_length=10, choices=ContentFormat.choices)
    categories = models.JSONField(_("gegevens"))
    holds_health = models.BooleanField(_("bevat gezondheidsgegevens"))
    from_treating_doctor = models.BooleanField(_("komt van een behandelend arts"), default=False)
    confidential = models.BooleanField(_("vertrouwelijk"), default=False)
    oldest_on = models.DateField(_("oudste gegevens van"), null=True, blank=True)
    created_at = models.DateTimeField(_("gemaakt op"), db_default=AkkoordNow())
    superseded_at = models.DateTimeField(_("vervangen op"), null=True, blank=True)

    class Privacy:
        personal: dict[str, object] = {}
        plain = {
            "id",
            "safe",
            "dossier",
            "kind",
            "object_id",
            "number",
            "content_sha256",
            "report_kind",
            "form",
            "report_purpose",
            "format",
            "categories",
            "holds_health",
            "from_treating_doctor",
            "confidential",
            "oldest_on",
            "created_at",
            "superseded_at",
        }

    class Meta:
        verbose_name = _("versie van een stuk")
        verbose_name_plural = _("versies van stukken")
        constraints = [
            models.UniqueConstraint(
                name="consent_content_number_unique",
                fields=["kind", "object_id", "number"],
                violation_error_message=_("Deze versie bestaat al."),
            ),
            models.UniqueConstraint(
                name="consent_content_one_current",
                fields=["kind", "object_id"],
                condition=Q(superseded_at=None),
                violation_error_message=_("Een stuk heeft één geldende versie."),
            ),
            models.CheckConstraint(
                name="consent_content_sha256_shape",
                condition=Q(content_sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("Het controlegetal van dit stuk klopt niet."),
            ),
            models.CheckConstraint(
                name="consent_content_known_words",
                condition=Q(
                    form__in=ReportForm.values,
                    format__in=ContentFormat.values,
                    report_kind__in=["", *ReportKind.values],
                    report_purpose__in=["", *ReportPurpose.values],
                ),
                violation_error_message=_("Kies een soort bericht en een vorm uit de lijst."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_current(self) -> bool:
        return self.superseded_at is None

    @property
    def category_keys(self) -> list[str]:
        """Return the catalogue keys of this version, in their stored order."""
        return [item["key"] for item in self.categories]
