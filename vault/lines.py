"""What a database remembers of the ledger: the number and the hash of every line, kept by each of the two."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class LineOfTheLedger(models.Model):
    """One line that was written; the newest is the head that the ledger must come to."""

    seq = models.BigIntegerField(_("regelnummer"), primary_key=True, editable=False)
    sha256 = models.CharField(_("sha-256"), max_length=64, editable=False)
    at = models.DateTimeField(_("geschreven op"), db_default=Now(), editable=False)

    class Privacy:
        kept = True
        personal: dict[str, object] = {}
        plain = {"seq", "sha256", "at"}

    class Meta:
        abstract = True
        verbose_name = _("onthouden regel")
        verbose_name_plural = _("onthouden regels")
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_number",
                condition=Q(seq__gt=0),
                violation_error_message=_("De regels van het logboek tellen vanaf 1."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_sha256_is_hex",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("Het controlegetal van een regel is 64 tekens lang."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
