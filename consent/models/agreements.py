"""The reporting agreement of a traject: to whom, which data, how, why and how often (A4P 4, WC 6)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consent.terms import Frequency, ReportForm, ReportKind, ReportPurpose
from vault.clock import AkkoordNow
from vault.ids import new_id


class ReportingAgreement(models.Model):
    """What was agreed about reporting before the start; a change is a new number, so old notices keep their text."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    safe = models.ForeignKey("vault.Safe", models.PROTECT, related_name="+", verbose_name=_("kluis"))
    traject = models.ForeignKey(
        "dossiers.Traject", models.PROTECT, related_name="reporting_agreements", verbose_name=_("traject")
    )
    number = models.PositiveSmallIntegerField(_("nummer"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door")
    )
    created_at = models.DateTimeField(_("vastgelegd op"), db_default=AkkoordNow())
    superseded_at = models.DateTimeField(_("vervangen op"), null=True, blank=True)
    form_token = models.UUIDField(_("kenmerk van het formulier"), null=True, blank=True, unique=True, editable=False)

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "safe", "traject", "number", "created_by", "created_at", "superseded_at", "form_token"}

    class Meta:
        verbose_name = _("rapportageafspraak")
        verbose_name_plural = _("rapportageafspraken")
        constraints = [
            models.UniqueConstraint(
                name="consent_agreement_number_unique",
                fields=["traject", "number"],
                violation_error_message=_("Deze afspraak is al vastgelegd."),
            ),
            models.UniqueConstraint(
                name="consent_agreement_one_current",
                fields=["traject"],
                condition=Q(superseded_at=None),
                violation_error_message=_("Een traject heeft één geldende rapportageafspraak."),
            ),
            models.CheckConstraint(
                name="consent_agreement_superseded_after_created",
                condition=Q(superseded_at=None) | Q(superseded_at__gte=F("created_at")),
                violation_error_message=_("Een afspraak vervalt niet voordat zij is gemaakt."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ReportingLine(models.Model):
    """One line of a reporting agreement: this contact gets this kind of report, about these data, for this purpose."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    safe = models.ForeignKey("vault.Safe", models.PROTECT, related_name="+", verbose_name=_("kluis"))
    agreement = models.ForeignKey(
        ReportingAgreement, models.PROTECT, related_name="lines", verbose_name=_("rapportageafspraak")
    )
    contact = models.ForeignKey(
        "dossiers.OpdrachtgeverContact", models.PROTECT, related_name="+", verbose_name=_("aan wie")
    )
    report_kind = models.CharField(_("soort bericht"), max_length=20, choices=ReportKind.choices)
    form = models.CharField(_("hoe"), max_length=10, choices=ReportForm.choices)
    categories = models.JSONField(_("welke gegevens"))
    purpose = models.CharField(_("waarvoor"), max_length=20, choices=ReportPurpose.choices)
    frequency = models.CharField(_("hoe vaak"), max_length=20, choices=Frequency.choices)

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "safe", "agreement", "contact", "report_kind", "form", "categories", "purpose", "frequency"}

    class Meta:
        verbose_name = _("regel van een rapportageafspraak")
        verbose_name_plural = _("regels van een rapportageafspraak")
        constraints = [
            models.UniqueConstraint(
                name="consent_line_once",
                fields=["agreement", "contact", "report_kind", "form", "purpose"],
                violation_error_message=_("Deze regel staat al in de afspraak."),
            ),
            models.CheckConstraint(
                name="consent_line_known_words",
                condition=Q(
                    report_kind__in=ReportKind.values,
                    form__in=ReportForm.values,
                    purpose__in=ReportPurpose.values,
                    frequency__in=Frequency.values,
                ),
                violation_error_message=_("Kies bij elke regel een waarde uit de lijst."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
