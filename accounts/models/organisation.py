"""The bureau and its branches."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vault.clock import AkkoordNow
from vault.ids import new_id


class Organisation(models.Model):
    """The bureau whose installation this is; there is one row, because an installation serves one organisation."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    only = models.BooleanField(default=True, unique=True, editable=False)
    name = models.CharField(_("naam"), max_length=200)
    timezone = models.CharField(_("tijdzone"), max_length=60, default="Europe/Amsterdam")

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "only", "name", "timezone"}

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        constraints = [
            models.CheckConstraint(
                name="organisation_is_one_row",
                condition=Q(only=True),
                violation_error_message=_("Er is maar één organisatie per installatie."),
            ),
            models.CheckConstraint(
                name="organisation_has_a_name",
                condition=~Q(name=""),
                violation_error_message=_("Een organisatie heeft een naam."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Branch(models.Model):
    """A branch of the bureau: trajecten and roles may belong to one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("naam"), max_length=100, unique=True)
    created_at = models.DateTimeField(_("toegevoegd op"), db_default=AkkoordNow(), editable=False)
    ended_at = models.DateTimeField(_("gesloten op"), null=True, blank=True)

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "name", "created_at", "ended_at"}

    class Meta:
        verbose_name = _("vestiging")
        verbose_name_plural = _("vestigingen")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="branch_has_a_name",
                condition=~Q(name=""),
                violation_error_message=_("Een vestiging heeft een naam."),
            ),
            models.CheckConstraint(
                name="branch_ends_after_it_began",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("created_at")),
                violation_error_message=_("Een vestiging sluit pas nadat zij is toegevoegd."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
