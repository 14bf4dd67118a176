"""The way of a version to its recipient."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reporting import terms
from reporting.models.reports import ReportVersion
from vault.clock import AkkoordNow
from vault.ids import new_id


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Deliveries in the words of their course."""

    def open(self) -> "DeliveryQuerySet":
        """Keep those that are neither delivered nor refused."""
        return self.filter(delivered_at=None, refused_at=None)

    def unclaimed(self) -> "DeliveryQuerySet":
        """Keep those that no living worker holds: never claimed, or the lease ran out."""
        return self.filter(Q(claimed_until=None) | Q(claimed_until__lt=AkkoordNow()))


class Delivery(models.Model):
    """The work of getting one permitted version to one contact: begun once, ended once, in delivery or refusal."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    safe = models.ForeignKey("vault.Safe", models.PROTECT, related_name="+", verbose_name=_("kluis"))
    report_version = models.ForeignKey(
        ReportVersion, models.CASCADE, related_name="deliveries", verbose_name=_("versie van het rapport")
    )
    contact = models.ForeignKey(
        "dossiers.OpdrachtgeverContact", models.PROTECT, related_name="+", verbose_name=_("ontvanger")
    )
    decision = models.ForeignKey("reglement.Decision", models.PROTECT, related_name="+", verbose_name=_("besluit"))
    disclosure = models.OneToOneField(
        "consent.Disclosure", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("verstrekking")
    )
    requested_at = models.DateTimeField(_("gevraagd op"), db_default=AkkoordNow(), editable=False)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("gevraagd door")
    )
    claimed_until = models.DateTimeField(_("in behandeling tot"), null=True, blank=True)
    claimed_by = models.CharField(_("in behandeling bij"), max_length=80, blank=True)
    attempts = models.PositiveIntegerField(_("pogingen"), default=0)
    delivered_at = models.DateTimeField(_("verstuurd op"), null=True, blank=True)
    refused_at = models.DateTimeField(_("geweigerd op"), null=True, blank=True)
    refused_reason = models.CharField(_("reden van weigering"), max_length=24, blank=True, choices=terms.RefusedReason)

    objects = DeliveryQuerySet.as_manager()

    class Privacy:
        personal: dict[str, Any] = {}
        plain = {
            "id",
            "safe",
            "report_version",
            "contact",
            "decision",
            "disclosure",
            "requested_at",
            "requested_by",
            "claimed_until",
            "claimed_by",
            "attempts",
            "delivered_at",
            "refused_at",
            "refused_reason",
        }

    class Meta:
        verbose_name = _("verzending")
        verbose_name_plural = _("verzendingen")
        indexes = [
            models.Index(
                name="reporting_delivery_open",
                fields=["requested_at"],
                condition=Q(delivered_at=None, refused_at=None),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="reporting_delivery_once",
                fields=["report_version", "contact"],
                condition=Q(refused_at=None),
                violation_error_message=_("Deze versie is al verstuurd of onderweg naar deze ontvanger."),
            ),
            models.CheckConstraint(
                name="reporting_delivery_delivered_means_disclosed",
                condition=Q(delivered_at=None, disclosure=None)
                | Q(delivered_at__isnull=False, disclosure__isnull=False),
                violation_error_message=_("Wat verstuurd is, staat ook bij de verstrekkingen."),
            ),
            models.CheckConstraint(
                name="reporting_delivery_ends_once",
                condition=Q(delivered_at=None) | Q(refused_at=None),
                violation_error_message=_("Een verzending is gelukt of geweigerd, niet allebei."),
            ),
            models.CheckConstraint(
                name="reporting_delivery_refused_with_reason",
                condition=Q(refused_at=None, refused_reason="")
                | Q(refused_at__isnull=False, refused_reason__in=terms.RefusedReason.values),
                violation_error_message=_("Een geweigerde verzending vermeldt waarom."),
            ),
            models.CheckConstraint(
                name="reporting_delivery_claimed_until_and_by_together",
                condition=Q(claimed_until=None, claimed_by="") | (Q(claimed_until__isnull=False) & ~Q(claimed_by="")),
                violation_error_message=_("Wie een verzending behandelt, doet dat tot een bepaald moment."),
            ),
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk}"

    @property
    def is_open(self) -> bool:
        """Say whether this delivery has yet to end."""
        return self.delivered_at is None and self.refused_at is None
