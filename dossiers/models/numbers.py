"""The counters behind dossier and client numbers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dossiers.terms import Series
from vault.ids import new_id


class NumberSeries(models.Model):
    """The last number given out in a year; only goes up, so that a number never names two people."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    prefix = models.CharField(_("reeks"), max_length=1, choices=Series.choices)
    year = models.PositiveSmallIntegerField(_("jaar"))
    last = models.PositiveIntegerField(_("laatste nummer"), default=0)

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "prefix", "year", "last"}

    class Meta:
        verbose_name = _("nummerreeks")
        verbose_name_plural = _("nummerreeksen")
        constraints = [
            models.UniqueConstraint(
                fields=["prefix", "year"],
                name="series_once_a_year",
                violation_error_message=_("Deze reeks bestaat al voor dit jaar."),
            ),
            models.CheckConstraint(
                name="series_prefix_is_known",
                condition=Q(prefix__in=Series.values),
                violation_error_message=_("Onbekende nummerreeks."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}"
