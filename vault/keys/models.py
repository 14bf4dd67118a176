"""The wrapped key of each safe; no row here says whose safe it is."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vault.fields.shapes import SealedShape
from vault.lines import LineOfTheLedger


class SafeKey(models.Model):
    """The key of one safe, wrapped by a master key; without this row nothing in the safe can be read again."""

    safe_id = models.UUIDField(_("kluis"), primary_key=True, editable=False)
    wrapped = models.BinaryField(_("ingepakte sleutel"))
    master_key_id = models.CharField(_("hoofdsleutel"), max_length=40)
    # The clock of this database, not akkoord_now(): a key's age decides whether it is an orphan.
    created_at = models.DateTimeField(_("gemaakt op"), db_default=Now())

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"safe_id", "wrapped", "master_key_id", "created_at"}

    class Meta:
        verbose_name = _("kluissleutel")
        verbose_name_plural = _("kluissleutels")
        constraints = [
            models.CheckConstraint(
                name="keys_safekey_is_wrapped",
                condition=Q(SealedShape("wrapped", length=61, exact=True)),
                violation_error_message=_("Een sleutel staat hier alleen ingepakt."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.safe_id)


class RememberedLine(LineOfTheLedger):
    """The same memory of the ledger, in the database that is restored apart from the other."""
