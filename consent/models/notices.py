"""The start notice: the text that tells a client what will be reported, kept exactly as it was sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consent.terms import NoticeEvidence
from vault.clock import AkkoordNow
from vault.fields import SealedModel, SealedTextField, sealed_check


class StartNotice(SealedModel):
    """One notice of one traject: sent before anything is reported, then read and acknowledged (A4P 4, A4P 5, WC 6)."""

    traject = models.ForeignKey(
        "dossiers.Traject", models.PROTECT, related_name="start_notices", verbose_name=_("traject")
    )
    agreement = models.OneToOneField(
        "consent.ReportingAgreement", models.PROTECT, related_name="start_notice", verbose_name=_("rapportageafspraak")
    )
    text = SealedTextField(_("tekst"), label="consent.start_notice.text")
    text_sha256 = models.CharField(_("sha-256 van de tekst"), max_length=64)
    pdf = models.ForeignKey(
        "vault.SealedFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("pdf")
    )
    created_at = models.DateTimeField(_("gemaakt op"), db_default=AkkoordNow())
    sent_at = models.DateTimeField(_("verstuurd op"), null=True, blank=True)
    sent_evidence = models.CharField(_("bewijs"), max_length=12, choices=NoticeEvidence.choices, blank=True)
    read_at = models.DateTimeField(_("gelezen op"), null=True, blank=True)
    acknowledged_at = models.DateTimeField(_("bevestigd op"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bevestigd door"),
    )

    class Privacy:
        personal = {"text": ""}
        plain = {
            "id",
            "safe",
            "traject",
            "agreement",
            "text_sha256",
            "pdf",
            "created_at",
            "sent_at",
            "sent_evidence",
            "read_at",
            "acknowledged_at",
            "acknowledged_by",
        }

    class Meta:
        verbose_name = _("startbericht")
        verbose_name_plural = _("startberichten")
        constraints = [
            sealed_check("text"),
            models.CheckConstraint(
                name="consent_notice_sent_with_evidence",
                condition=Q(sent_at=None, sent_evidence="")
                | Q(sent_at__isnull=False, sent_evidence__in=NoticeEvidence.values),
                violation_error_message=_("Een verstuurd startbericht vermeldt hoe het de cliënt bereikte."),
            ),
            models.CheckConstraint(
                name="consent_notice_acknowledged_at_and_by",
                condition=Q(acknowledged_at=None, acknowledged_by=None)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False, sent_at__isnull=False),
                violation_error_message=_("Een bevestiging vermeldt wanneer en door wie, en volgt op het versturen."),
            ),
            models.CheckConstraint(
                name="consent_notice_sha256_shape",
                condition=Q(text_sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("Het controlegetal van de tekst klopt niet."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
