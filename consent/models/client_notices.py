"""What a client is told while his traject runs, before something new is kept or used: the text exactly as it went."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consent.terms import NoticeAbout, NoticeEvidence
from vault.clock import AkkoordNow
from vault.fields import SealedModel, SealedTextField, sealed_check


class ClientNotice(SealedModel):
    """One thing that the client was told of: a kind of data or a purpose that he could not expect (AVG 13(3), 14)."""

    dossier = models.ForeignKey(
        "dossiers.Dossier", models.PROTECT, related_name="client_notices", verbose_name=_("dossier")
    )
    event = models.CharField(_("waarover"), max_length=20, choices=NoticeAbout.choices)
    category = models.CharField(_("soort gegevens"), max_length=60, blank=True)
    purpose = models.CharField(_("doel"), max_length=40, blank=True)
    text = SealedTextField(_("tekst"), label="consent.client_notice.text")
    text_sha256 = models.CharField(_("sha-256 van de tekst"), max_length=64)
    sent_at = models.DateTimeField(_("verstuurd op"), db_default=AkkoordNow())
    sent_evidence = models.CharField(_("bewijs"), max_length=12, choices=NoticeEvidence.choices)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("verteld door")
    )
    read_at = models.DateTimeField(_("gelezen op"), null=True, blank=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("gelezen door"),
    )

    class Privacy:
        personal = {"text": ""}
        plain = {
            "id",
            "safe",
            "dossier",
            "event",
            "category",
            "purpose",
            "text_sha256",
            "sent_at",
            "sent_evidence",
            "sent_by",
            "read_at",
            "read_by",
        }

    class Meta:
        verbose_name = _("bericht aan de cliënt")
        verbose_name_plural = _("berichten aan de cliënt")
        constraints = [
            sealed_check("text"),
            models.UniqueConstraint(
                fields=["dossier", "event", "category", "purpose"],
                name="consent_client_notice_once",
                violation_error_message=_("Dit is de cliënt al verteld."),
            ),
            models.CheckConstraint(
                name="consent_client_notice_one_subject",
                condition=(Q(category="") & ~Q(purpose="")) | (~Q(category="") & Q(purpose="")),
                violation_error_message=_("Een bericht gaat over één soort gegevens of over één doel."),
            ),
            models.CheckConstraint(
                name="consent_client_notice_known_words",
                condition=Q(event__in=NoticeAbout.values, sent_evidence__in=NoticeEvidence.values),
                violation_error_message=_("Een bericht vermeldt waarover het gaat en hoe het de cliënt bereikte."),
            ),
            models.CheckConstraint(
                name="consent_client_notice_read_at_and_by",
                condition=Q(read_at=None, read_by=None) | Q(read_at__isnull=False, read_by__isnull=False),
                violation_error_message=_("Een gelezen bericht vermeldt wanneer en door wie."),
            ),
            models.CheckConstraint(
                name="consent_client_notice_sha256_shape",
                condition=Q(text_sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("Het controlegetal van de tekst klopt niet."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
