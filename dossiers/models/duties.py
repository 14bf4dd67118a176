"""What the bureau still owes somebody because of a decision."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dossiers.models.trajecten import Dossier
from dossiers.terms import DutyKind
from vault.clock import AkkoordNow
from vault.ids import new_id


class Duty(models.Model):
    """A task that the reglement or the law puts on the coach: what, about what, before when, done by whom."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="duties", verbose_name=_("dossier"))
    kind = models.CharField(_("plicht"), max_length=30, choices=DutyKind.choices)
    article_key = models.CharField(_("artikel"), max_length=60, blank=True, default="")
    article_label = models.CharField(_("artikel zoals gedrukt"), max_length=120, blank=True, default="")
    channel = models.CharField(_("hoe"), max_length=30, blank=True, default="")
    due_at = models.DateTimeField(_("uiterlijk"), null=True, blank=True)
    subject_type = models.CharField(_("gaat over"), max_length=60, blank=True, default="")
    subject_id = models.UUIDField(_("kenmerk"), null=True, blank=True)
    decision = models.ForeignKey(
        "reglement.Decision",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("besluit van de poort"),
    )
    created_at = models.DateTimeField(_("ontstaan op"), db_default=AkkoordNow())
    done_at = models.DateTimeField(_("gedaan op"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("gedaan door"),
    )

    class Privacy:
        personal: dict[str, object] = {}
        plain = {
            "id",
            "dossier",
            "kind",
            "article_key",
            "article_label",
            "channel",
            "due_at",
            "subject_type",
            "subject_id",
            "decision",
            "created_at",
            "done_at",
            "done_by",
        }

    class Meta:
        verbose_name = _("plicht")
        verbose_name_plural = _("plichten")
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "kind", "subject_id", "decision"],
                name="duty_once_per_decision",
                violation_error_message=_("Deze plicht staat er al."),
            ),
            models.CheckConstraint(
                name="duty_kind_is_known",
                condition=Q(kind__in=DutyKind.values),
                violation_error_message=_("Onbekende plicht."),
            ),
            models.CheckConstraint(
                name="duty_done_at_and_by_together",
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                violation_error_message=_("Een vervulde plicht vermeldt wanneer én door wie."),
            ),
        ]
        indexes = [models.Index(fields=["dossier", "due_at"], condition=Q(done_at=None), name="duty_open")]

    def __str__(self) -> str:
        return f"plicht {self.id}"

    @property
    def is_done(self) -> bool:
        """Say whether somebody has fulfilled this duty."""
        return self.done_at is not None
