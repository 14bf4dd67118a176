"""Who got data that were destroyed because their client asked it, and that he was told (AVG 19)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from retention.terms import NotTold
from vault.clock import AkkoordNow
from vault.ids import new_id


class RecipientNotice(models.Model):
    """One recipient of what went out of a dossier that its client had destroyed: told, or why that is not possible.

    It outlives the dossier and says of nobody what it was about; the number of the dossier is what he knows it by.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(
        "retention.PurgeCase", models.PROTECT, related_name="recipients", verbose_name=_("vernietiging")
    )
    contact = models.ForeignKey(
        "dossiers.OpdrachtgeverContact",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ontvanger"),
    )
    recipient_class = models.CharField(_("soort ontvanger"), max_length=40)
    disclosed_on = models.DateField(_("laatst verstrekt op"))
    found_at = models.DateTimeField(_("gevonden op"), db_default=AkkoordNow())
    told_at = models.DateTimeField(_("verteld op"), null=True, blank=True)
    not_told = models.CharField(_("niet verteld omdat"), max_length=20, choices=NotTold.choices, blank=True)
    decided_at = models.DateTimeField(_("besloten op"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("door")
    )

    class Privacy:
        personal: dict[str, object] = {}
        plain = {
            "id",
            "case",
            "contact",
            "recipient_class",
            "disclosed_on",
            "found_at",
            "told_at",
            "not_told",
            "decided_at",
            "by",
        }
        kept = True

    class Meta:
        verbose_name = _("bericht aan een ontvanger")
        verbose_name_plural = _("berichten aan ontvangers")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "contact", "recipient_class"],
                nulls_distinct=False,
                name="recipient_notice_once",
                violation_error_message=_("Deze ontvanger staat er al bij."),
            ),
            models.CheckConstraint(
                name="recipient_notice_told_or_why_not",
                condition=Q(not_told="", decided_at=None)
                | Q(not_told__in=NotTold.values, decided_at__isnull=False, by__isnull=False, told_at=None),
                violation_error_message=_("Wie niets hoort, daarvan staat er waarom, wie dat besliste en wanneer."),
            ),
        ]
        indexes = [
            models.Index(fields=["found_at"], condition=Q(told_at=None, not_told=""), name="recipient_notice_waits")
        ]

    def __str__(self) -> str:
        return f"bericht {self.id}"
