"""What a grant does not reach: the categories in which the gate refused a right to this person."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dossiers.models.access import AccessGrant
from dossiers.terms import CategoryRight, Provenance
from vault.clock import AkkoordNow
from vault.ids import new_id


class GrantLimit(models.Model):
    """A category in which a grant does not give one right, with the decision that refused it.

    A limit with a source keeps out only what comes from there; the category stays open for the rest.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.ForeignKey(AccessGrant, models.CASCADE, related_name="limits", verbose_name=_("toegang"))
    right = models.CharField(_("recht"), max_length=10, choices=CategoryRight.choices)
    category = models.CharField(_("soort gegevens"), max_length=60)
    source = models.CharField(_("gekregen van"), max_length=20, choices=Provenance.choices, blank=True)
    decision = models.ForeignKey(
        "reglement.Decision", models.PROTECT, related_name="+", verbose_name=_("besluit van de poort")
    )
    created_at = models.DateTimeField(_("vastgelegd op"), db_default=AkkoordNow())

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "grant", "right", "category", "source", "decision", "created_at"}

    class Meta:
        verbose_name = _("grens van een toegang")
        verbose_name_plural = _("grenzen van toegangen")
        constraints = [
            models.UniqueConstraint(
                fields=["grant", "right", "category", "source"],
                name="grant_limit_once",
                violation_error_message=_("Deze grens staat al bij deze toegang."),
            ),
            models.CheckConstraint(
                name="grant_limit_words_are_known",
                condition=Q(right__in=CategoryRight.values) & ~Q(category=""),
                violation_error_message=_("Een grens noemt een bekend recht en een soort gegevens."),
            ),
            models.CheckConstraint(
                name="grant_limit_of_a_source_is_about_writing",
                condition=Q(source="") | Q(source__in=Provenance.values, right=CategoryRight.WRITE),
                violation_error_message=_("Alleen bij schrijven telt van wie het komt."),
            ),
        ]

    def __str__(self) -> str:
        return f"grens {self.id}"
