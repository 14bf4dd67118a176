"""What is left of deliveries that were destroyed before they ended."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vault.clock import AkkoordNow


class LostDelivery(models.Model):
    """Word of a delivery that went along with its report before it ended, until who asked for it has been told.

    The database itself leaves it and keeps it that long. Its id is that of the delivery, and it says nothing about the
    report.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="+", verbose_name=_("dossier"))
    decision = models.ForeignKey("reglement.Decision", models.PROTECT, related_name="+", verbose_name=_("besluit"))
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("gevraagd door")
    )
    lost_at = models.DateTimeField(_("verloren op"), db_default=AkkoordNow(), editable=False)
    # What was destroyed once more after a restore may have gone out between the backup and its first destruction.
    was_restored = models.BooleanField(_("teruggezet"), default=False, editable=False)

    class Privacy:
        kept = True
        personal: dict[str, Any] = {}
        plain = {"id", "dossier", "decision", "requested_by", "lost_at", "was_restored"}

    class Meta:
        verbose_name = _("verloren verzending")
        verbose_name_plural = _("verloren verzendingen")

    def __str__(self) -> str:
        return f"lost delivery {self.pk}"
