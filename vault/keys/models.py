"""The wrapped keys of the safes, and the renewals that gave them fresh ones; no row here says whose safe it is."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vault.fields.shapes import SealedShape
from vault.ids import new_id
from vault.lines import LineOfTheLedger


class Renewal(models.Model):
    """One renewal of the keys of all safes, from its beginning until the last former key is gone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    begun_at = models.DateTimeField(_("begonnen op"), db_default=Now(), editable=False)
    ended_at = models.DateTimeField(_("klaar op"), null=True, editable=False)

    class Privacy:
        kept = True
        personal: dict[str, object] = {}
        plain = {"id", "begun_at", "ended_at"}

    class Meta:
        verbose_name = _("sleutelvernieuwing")
        verbose_name_plural = _("sleutelvernieuwingen")
        constraints = [
            models.UniqueConstraint(
                fields=["ended_at"],
                nulls_distinct=False,
                name="keys_renewal_one_at_a_time",
                violation_error_message=_("Er loopt al een vernieuwing van de sleutels."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class SafeKey(models.Model):
    """A key of a safe, wrapped by a master key; without these rows nothing in the safe can be read again.

    A safe has one current key. During a renewal it has a former one too, which still opens what was sealed under it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    safe_id = models.UUIDField(_("kluis"), editable=False)
    wrapped = models.BinaryField(_("ingepakte sleutel"))
    master_key_id = models.CharField(_("hoofdsleutel"), max_length=40)
    # The clock of this database, not akkoord_now(): a key's age decides whether it is an orphan.
    created_at = models.DateTimeField(_("gemaakt op"), db_default=Now())
    renewal = models.ForeignKey(
        Renewal, models.PROTECT, null=True, verbose_name=_("vernieuwing"), related_name="+", editable=False
    )
    retired_at = models.DateTimeField(_("vervangen op"), null=True, editable=False)
    emptied_at = models.DateTimeField(_("niets meer onder gevonden op"), null=True, editable=False)
    # Set by the database when the former key goes: what was sealed before may lie in older backups under that.
    alone_at = models.DateTimeField(_("vorige sleutel weg sinds"), null=True, editable=False)

    class Privacy:
        personal: dict[str, object] = {}
        plain = {
            "id",
            "safe_id",
            "wrapped",
            "master_key_id",
            "created_at",
            "renewal",
            "retired_at",
            "emptied_at",
            "alone_at",
        }

    class Meta:
        verbose_name = _("kluissleutel")
        verbose_name_plural = _("kluissleutels")
        # The unique ones below are partial: without this one every opening of a safe goes through all keys.
        indexes = [models.Index(fields=["safe_id"], name="keys_safekey_by_safe")]
        constraints = [
            models.UniqueConstraint(
                fields=["safe_id"],
                condition=Q(retired_at=None),
                name="keys_safekey_one_current",
                violation_error_message=_("Een kluis heeft één geldende sleutel."),
            ),
            models.UniqueConstraint(
                fields=["safe_id"],
                condition=Q(retired_at__isnull=False),
                name="keys_safekey_one_former",
                violation_error_message=_("Een kluis heeft hoogstens één vorige sleutel."),
            ),
            models.CheckConstraint(
                name="keys_safekey_emptied_after_retired",
                condition=Q(emptied_at=None) | Q(retired_at__isnull=False, emptied_at__gte=F("retired_at")),
                violation_error_message=_("Een sleutel loopt pas leeg nadat hij is vervangen."),
            ),
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
