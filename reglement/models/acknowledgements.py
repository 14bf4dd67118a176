"""Who was sent, was handed, read or signed which text."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reglement.models.versions import ReglementVersion
from vault.clock import AkkoordNow
from vault.ids import new_id


class AcknowledgementKind(models.TextChoices):
    """What the text was."""

    REGLEMENT = "reglement", _("reglement")
    CONFIDENTIALITY = "confidentiality", _("zwijgplicht")
    START_NOTICE = "start_notice", _("startbericht")


class Evidence(models.TextChoices):
    """What is known about it, from weak to strong."""

    SENT = "sent", _("verstuurd")
    HANDED_OVER = "handed_over", _("overhandigd")
    READ = "read", _("gelezen")
    SIGNED = "signed", _("getekend")


class Acknowledgement(models.Model):
    """Proof that a person got a text, bound to its hash; a new text needs a new row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("wie"))
    kind = models.CharField(_("welke tekst"), max_length=20, choices=AcknowledgementKind.choices)
    evidence = models.CharField(_("bewijs"), max_length=20, choices=Evidence.choices)
    version = models.ForeignKey(
        ReglementVersion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("reglement")
    )
    text_sha256 = models.CharField(_("hash van de tekst"), max_length=64)
    acknowledged_at = models.DateTimeField(_("op"), db_default=AkkoordNow())

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "user", "kind", "evidence", "version", "text_sha256", "acknowledged_at"}
        kept = True

    class Meta:
        verbose_name = _("bevestiging")
        verbose_name_plural = _("bevestigingen")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "evidence", "text_sha256"],
                name="acknowledgement_once",
                violation_error_message=_("Dit was al vastgelegd."),
            ),
            models.CheckConstraint(
                name="acknowledgement_words_are_known",
                condition=Q(kind__in=AcknowledgementKind.values, evidence__in=Evidence.values),
                violation_error_message=_("Onbekende tekst of onbekend bewijs."),
            ),
            models.CheckConstraint(
                name="acknowledgement_names_a_hash",
                condition=Q(text_sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("Een bevestiging hoort bij één precieze tekst."),
            ),
        ]

    def __str__(self) -> str:
        return f"bevestiging {self.id}"
