"""Texts that are being written: in any state, never in force; what holds is always a version."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from reglement.models.versions import ReglementVersion
from vault.clock import AkkoordNow
from vault.ids import new_id


class DraftQuerySet(models.QuerySet["Draft"]):
    """Words about drafts."""

    def open(self) -> "DraftQuerySet":
        """Return the drafts that can still be changed."""
        return self.filter(discarded_at=None).exclude(version__activated_at__isnull=False)


class Draft(models.Model):
    """A text that the beheerder writes, whole or not yet; put forward it becomes a version; a change undoes that."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    label = models.CharField(_("versie"), max_length=80, blank=True, editable=False)
    document = models.JSONField(_("regels"), editable=False)
    sha256 = models.CharField(_("controlegetal"), max_length=64, editable=False)
    based_on = models.ForeignKey(
        ReglementVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("begonnen met"),
        editable=False,
    )
    started_at = models.DateTimeField(_("begonnen op"), db_default=AkkoordNow(), editable=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("begonnen door"), editable=False
    )
    changed_at = models.DateTimeField(_("gewijzigd op"), db_default=AkkoordNow(), editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("gewijzigd door"), editable=False
    )
    version = models.ForeignKey(
        ReglementVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="drafts",
        verbose_name=_("voorgelegd als"),
        editable=False,
    )
    # The hash of the draft as it was put forward: a draft that changes is not what was put forward any more.
    version_of = models.CharField(_("controlegetal van wat is voorgelegd"), max_length=64, blank=True, editable=False)
    discarded_at = models.DateTimeField(_("weggelegd op"), null=True, blank=True, editable=False)
    discarded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("weggelegd door"),
        editable=False,
    )

    objects = DraftQuerySet.as_manager()

    class Privacy:
        kept = True
        personal: dict[str, object] = {}
        plain = {
            "id",
            "label",
            "document",
            "sha256",
            "based_on",
            "started_at",
            "started_by",
            "changed_at",
            "changed_by",
            "version",
            "version_of",
            "discarded_at",
            "discarded_by",
        }

    class Meta:
        verbose_name = _("ontwerp van het reglement")
        verbose_name_plural = _("ontwerpen van het reglement")
        ordering = ["-changed_at"]
        constraints = [
            models.CheckConstraint(
                name="reglement_draft_sha256",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("Het controlegetal klopt niet."),
            ),
            models.CheckConstraint(
                name="reglement_draft_is_what_was_put_forward",
                condition=Q(version=None, version_of="") | Q(version__isnull=False, version_of=F("sha256")),
                violation_error_message=_("Wat is voorgelegd, is dit ontwerp niet meer."),
            ),
            models.CheckConstraint(
                name="reglement_draft_discarded_by",
                condition=Q(discarded_at=None, discarded_by=None)
                | Q(discarded_at__isnull=False, discarded_by__isnull=False, version=None),
                violation_error_message=_(
                    "Een weggelegd ontwerp vermeldt wanneer én door wie, en is niet voorgelegd."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"ontwerp {self.pk}"

    @property
    def is_discarded(self) -> bool:
        """Say whether somebody put this draft away."""
        return self.discarded_at is not None
