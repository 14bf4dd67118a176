"""Who is what to the bureau, where and from when until when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.organisation import Branch
from accounts.terms import Role
from vault.clock import AkkoordNow
from vault.ids import new_id


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    """Words about roles."""

    def live(self) -> "RoleAssignmentQuerySet":
        """Keep the roles that hold at this moment; the end is exclusive."""
        return self.filter(valid_from__lte=AkkoordNow()).filter(Q(valid_until=None) | Q(valid_until__gt=AkkoordNow()))


class RoleAssignment(models.Model):
    """A role of a person for a period; rows are ended, never deleted, so that the past can be told.

    Two rules are kept by a trigger: periods of one role don't overlap, and nobody has a role of the staff side and of
    the portal side at one time, because the two log in in different ways.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="role_assignments", verbose_name=_("persoon")
    )
    role = models.CharField(_("rol"), max_length=30, choices=Role.choices)
    branch = models.ForeignKey(
        Branch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("vestiging")
    )
    valid_from = models.DateTimeField(_("geldt vanaf"), db_default=AkkoordNow())
    valid_until = models.DateTimeField(_("geldt tot"), null=True, blank=True)
    appointed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("benoemd door"),
    )

    objects = RoleAssignmentQuerySet.as_manager()

    class Privacy:
        kept = True
        personal: dict[str, object] = {}
        plain = {"id", "user", "role", "branch", "valid_from", "valid_until", "appointed_by"}

    class Meta:
        verbose_name = _("rol van een persoon")
        verbose_name_plural = _("rollen van personen")
        indexes = [models.Index(fields=["user", "role"], name="role_of_user")]
        constraints = [
            models.CheckConstraint(
                name="role_known",
                condition=Q(role__in=Role.values),
                violation_error_message=_("Deze rol bestaat niet."),
            ),
            models.CheckConstraint(
                name="role_ends_after_it_began",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                violation_error_message=_("Een rol eindigt pas nadat zij is begonnen."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
