"""Who got, read or signed which text."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reglement.models.versions import ReglementVersion
from vault.clock import AkkoordNow
from vault.ids import new_id


class Acknowledgement(models.Model):
    """Proof that one person got, read or signed one exact text; written once, never changed."""

    class Kind(models.TextChoices):
        """Which text."""

        REGLEMENT = "reglement", _("reglement")
        CONFIDENTIALITY = "confidentiality", _("verklaring over geheimhouding")
        START_NOTICE = "start_notice", _("startbericht")

    class Evidence(models.TextChoices):
        """How sure it is that the person knows the text."""

        SENT = "sent", _("verstuurd")
        HANDED_OVER = "handed_over", _("overhandigd")
        READ = "read", _("gelezen")
        SIGNED = "signed", _("ondertekend")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("wie"))
    version = models.ForeignKey(
        ReglementVersion, models.PROTECT, null=True, related_name="+", verbose_name=_("versie van het reglement")
    )
    kind = models.CharField(_("welke tekst"), max_length=20, choices=Kind)
    evidence = models.CharField(_("bewijs"), max_length=20, choices=Evidence)
    text_sha256 = models.CharField(_("controlegetal van de tekst"), max_length=64)
    acknowledged_at = models.DateTimeField(_("moment"), db_default=AkkoordNow(), editable=False)

    class Privacy:
        kept = True
        personal: dict[str, object] = {}
        plain = {"id", "user", "version", "kind", "evidence", "text_sha256", "acknowledged_at"}

    class Meta:
        verbose_name = _("bevestiging")
        verbose_name_plural = _("bevestigingen")
        ordering = ["-acknowledged_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "version", "kind", "evidence", "text_sha256"],
                name="reglement_acknowledged_once",
                nulls_distinct=False,
                violation_error_message=_("Deze bevestiging is er al."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["reglement", "confidentiality", "start_notice"]),
                name="reglement_acknowledgement_kind",
                violation_error_message=_("Deze soort tekst bestaat niet."),
            ),
            models.CheckConstraint(
                condition=Q(evidence__in=["sent", "handed_over", "read", "signed"]),
                name="reglement_acknowledgement_evidence",
                violation_error_message=_("Dit soort bewijs bestaat niet."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="reglement") | Q(version__isnull=False),
                name="reglement_acknowledgement_of_version",
                violation_error_message=_("Wie een reglement bevestigt, bevestigt een versie."),
            ),
            models.CheckConstraint(
                condition=Q(text_sha256__regex=r"^[0-9a-f]{64}$"),
                name="reglement_acknowledgement_sha256",
                violation_error_message=_("Het controlegetal klopt niet."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.evidence} {self.pk}"
