"""Destruction lists, where four eyes are wanted: one person proposes, another approves or takes dossiers out."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from retention.models.cases import PurgeCase
from retention.terms import WhyTakenOut
from vault.clock import AkkoordNow
from vault.ids import new_id


class DestructionList(models.Model):
    """One proposal to destroy what is due, and the decision of another person about it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proposed_at = models.DateTimeField(_("voorgesteld op"), db_default=AkkoordNow())
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("voorgesteld door")
    )
    approved_at = models.DateTimeField(_("beslist op"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("beslist door"),
    )

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "proposed_at", "proposed_by", "approved_at", "approved_by"}
        kept = True

    class Meta:
        verbose_name = _("vernietigingslijst")
        verbose_name_plural = _("vernietigingslijsten")
        constraints = [
            models.CheckConstraint(
                name="list_is_approved_by_another",
                condition=Q(approved_at=None, approved_by=None)
                | (Q(approved_at__gte=F("proposed_at"), approved_by__isnull=False) & ~Q(approved_by=F("proposed_by"))),
                violation_error_message=_("Een ander dan wie de lijst voorstelde, beslist erover."),
            ),
        ]

    def __str__(self) -> str:
        return f"lijst {self.id}"


class ListedCase(models.Model):
    """One announced destruction on a list; taken out it stays visible, and may come back on a later list."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    list = models.ForeignKey(DestructionList, models.PROTECT, related_name="lines", verbose_name=_("lijst"))
    case = models.ForeignKey(PurgeCase, models.PROTECT, related_name="listed", verbose_name=_("vernietiging"))
    taken_out_at = models.DateTimeField(_("eraf gehaald op"), null=True, blank=True)
    taken_out_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("eraf gehaald door"),
    )
    why = models.CharField(_("waarom"), max_length=20, choices=WhyTakenOut.choices, blank=True)

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "list", "case", "taken_out_at", "taken_out_by", "why"}
        kept = True

    class Meta:
        verbose_name = _("regel van een vernietigingslijst")
        verbose_name_plural = _("regels van vernietigingslijsten")
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(taken_out_at=None),
                name="case_on_one_list",
                violation_error_message=_("Dit dossier staat al op een lijst."),
            ),
            models.CheckConstraint(
                name="listed_case_taken_out_with_a_reason",
                condition=Q(taken_out_at=None, taken_out_by=None, why="")
                | Q(taken_out_at__isnull=False, taken_out_by__isnull=False, why__in=WhyTakenOut.values),
                violation_error_message=_("Wie een dossier van de lijst haalt, zegt waarom."),
            ),
        ]

    def __str__(self) -> str:
        return f"regel {self.id}"
