"""That a note left a safe: what it was there still opens with the key of that safe, until that key is gone."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vault.clock import AkkoordNow
from vault.ids import new_id


class Departure(models.Model):
    """One time that a note left a safe for that of another part; a trigger writes it, whoever moves the note.

    It lies where the note lies, also when that moves on, and goes with it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # No foreign key: notes are many, and a destruction counts them where nothing points at them.
    item_id = models.UUIDField(_("de notitie"), editable=False, db_index=True)
    safe = models.ForeignKey("vault.Safe", models.PROTECT, related_name="+", verbose_name=_("kluis waar het nu ligt"))
    # No foreign key: this row would go with the safe that was left, or stay behind with it.
    left_safe_id = models.UUIDField(_("kluis die het verliet"), editable=False)
    left_at = models.DateTimeField(_("vertrokken op"), db_default=AkkoordNow(), editable=False)
    # A key that was seen in the safe after the note had left: with it the last goes that opens what the note was.
    under_key = models.UUIDField(_("sleutel die weg moet"), null=True, editable=False)
    gone_at = models.DateTimeField(_("sleutel weg op"), null=True, editable=False)

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "item_id", "safe", "left_safe_id", "left_at", "under_key", "gone_at"}

    class Meta:
        verbose_name = _("vertrek van een notitie")
        verbose_name_plural = _("vertrek van notities")
        constraints = [
            models.CheckConstraint(
                name="departure_names_the_key_that_went",
                condition=Q(gone_at=None) | Q(under_key__isnull=False),
                violation_error_message=_("Wat weg is, daarvan staat er welke sleutel het was."),
            ),
        ]

    def __str__(self) -> str:
        return f"vertrek {self.id}"
