"""The first key: what somebody of the directie put forward to hold, on what he saw it would do."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from reglement.models.versions import ReglementVersion
from vault.clock import AkkoordNow
from vault.ids import new_id

# Where one person runs the bureau, a day of waiting stands for the second key (parameters 8.2).
DELAY: Final = timedelta(hours=24)

_OPEN = Q(withdrawn_at=None, lapsed_at=None, activated_at=None)


class ProposalQuerySet(models.QuerySet["ActivationProposal"]):
    """Words about proposals."""

    def open(self) -> "ProposalQuerySet":
        """Return the proposals that still wait for the second key."""
        return self.filter(_OPEN)

    def over(self) -> "ProposalQuerySet":
        """Return the open proposals whose day of waiting is over."""
        return self.open().filter(delay_until__lte=AkkoordNow())


class ActivationProposal(models.Model):
    """A version put forward to hold, bound to the hash of its consequences; it ends once and is never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(
        ReglementVersion, models.PROTECT, related_name="proposals", verbose_name=_("versie"), editable=False
    )
    version_sha256 = models.CharField(_("controlegetal van de tekst"), max_length=64, editable=False)
    impact_sha256 = models.CharField(_("controlegetal van de gevolgen"), max_length=64, editable=False)
    important = models.BooleanField(_("belangrijke wijziging"), default=False, editable=False)
    accepted_conflicts = models.JSONField(_("waar de wet voorgaat, gezien"), default=list, editable=False)
    proposed_at = models.DateTimeField(_("voorgesteld op"), db_default=AkkoordNow(), editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("voorgesteld door"), editable=False
    )
    delay_until = models.DateTimeField(_("geldt vanzelf vanaf"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ingetrokken door"),
        editable=False,
    )
    lapsed_at = models.DateTimeField(_("vervallen op"), null=True, blank=True, editable=False)
    activated_at = models.DateTimeField(_("geldig gemaakt op"), null=True, blank=True, editable=False)
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("samen met"),
        editable=False,
    )
    step_up_id = models.UUIDField(_("verse code"), null=True, blank=True, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Privacy:
        kept = True
        personal: dict[str, object] = {}
        plain = {
            "id",
            "version",
            "version_sha256",
            "impact_sha256",
            "important",
            "accepted_conflicts",
            "proposed_at",
            "proposed_by",
            "delay_until",
            "withdrawn_at",
            "withdrawn_by",
            "lapsed_at",
            "activated_at",
            "second_by",
            "step_up_id",
        }

    class Meta:
        verbose_name = _("voorstel")
        verbose_name_plural = _("voorstellen")
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"],
                condition=_OPEN,
                name="reglement_one_open_proposal",
                violation_error_message=_("Voor deze versie ligt er al een voorstel."),
            ),
            models.CheckConstraint(
                name="reglement_proposal_ends_once",
                condition=Q(withdrawn_at=None, lapsed_at=None)
                | Q(withdrawn_at=None, activated_at=None)
                | Q(lapsed_at=None, activated_at=None),
                violation_error_message=_("Een voorstel eindigt op één manier."),
            ),
            models.CheckConstraint(
                name="reglement_proposal_withdrawn_by",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                violation_error_message=_("Een ingetrokken voorstel vermeldt wanneer én door wie."),
            ),
            models.CheckConstraint(
                name="reglement_proposal_by_two",
                condition=Q(second_by=None) | (~Q(second_by=F("proposed_by")) & Q(activated_at__isnull=False)),
                violation_error_message=_("Geldig maken doen twee verschillende mensen."),
            ),
            models.CheckConstraint(
                name="reglement_proposal_has_both_keys",
                condition=Q(activated_at=None)
                | Q(second_by__isnull=False)
                | Q(delay_until__isnull=False, activated_at__gte=F("delay_until")),
                violation_error_message=_("Een tweede persoon, of de tijd, moet het voorstel bevestigen."),
            ),
            models.CheckConstraint(
                name="reglement_proposal_waits_a_day",
                condition=Q(delay_until=None) | Q(delay_until__gte=F("proposed_at") + DELAY),
                violation_error_message=_("Zonder tweede persoon wacht een voorstel ten minste een dag."),
            ),
            models.CheckConstraint(
                name="reglement_proposal_sha256",
                condition=Q(version_sha256__regex=r"^[0-9a-f]{64}$", impact_sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("Het controlegetal klopt niet."),
            ),
        ]

    def __str__(self) -> str:
        return f"voorstel {self.pk}"

    @property
    def is_open(self) -> bool:
        """Say whether the second key can still be turned."""
        return self.withdrawn_at is None and self.lapsed_at is None and self.activated_at is None
