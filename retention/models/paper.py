"""The paper dossier: where it lies, until when it may be kept, and that it was destroyed: when, by whom and how."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from retention.terms import PaperMethod
from vault.clock import AkkoordNow
from vault.ids import new_id
from vault.ring_fields import RingCharField, ring_check
from vault.terms import HoldGround


class PaperDossier(models.Model):
    """What lies on paper about one dossier; it outlives the digital dossier, because paper has its own term.

    Where it lies is forgotten once it is destroyed; what stays names the number of the dossier and nobody.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dossier = models.OneToOneField("dossiers.Dossier", models.PROTECT, related_name="paper", verbose_name=_("dossier"))
    whereabouts = RingCharField(
        _("waar het ligt"), max_length=200, blank=True, default="", context="retention.paper_dossier.whereabouts"
    )
    recorded_at = models.DateTimeField(_("vastgelegd op"), db_default=AkkoordNow())
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door")
    )
    due_on = models.DateField(_("te vernietigen op"), null=True, blank=True)
    article_label = models.CharField(_("artikel zoals gedrukt"), max_length=40, blank=True)
    destroyed_on = models.DateField(_("vernietigd op"), null=True, blank=True)
    method = models.CharField(_("hoe"), max_length=20, choices=PaperMethod.choices, blank=True)
    confirmed_at = models.DateTimeField(_("vastgelegd dat het weg is op"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("vernietigd door"),
    )
    needs_second = models.BooleanField(_("vraagt een tweede persoon"), default=False)
    seconded_at = models.DateTimeField(_("bevestigd op"), null=True, blank=True)
    seconded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bevestigd door"),
    )

    class Privacy:
        personal = {"whereabouts": ""}
        subjects = ("client",)
        plain = {
            "id",
            "dossier",
            "recorded_at",
            "recorded_by",
            "due_on",
            "article_label",
            "destroyed_on",
            "method",
            "confirmed_at",
            "confirmed_by",
            "needs_second",
            "seconded_at",
            "seconded_by",
        }
        kept = True

    class Meta:
        verbose_name = _("papieren dossier")
        verbose_name_plural = _("papieren dossiers")
        constraints = [
            ring_check("whereabouts"),
            models.CheckConstraint(
                name="paper_destroyed_on_by_and_how_together",
                condition=Q(destroyed_on=None, confirmed_at=None, confirmed_by=None, method="", needs_second=False)
                | Q(
                    destroyed_on__isnull=False,
                    confirmed_at__isnull=False,
                    confirmed_by__isnull=False,
                    method__in=PaperMethod.values,
                ),
                violation_error_message=_("Vernietigd papier vermeldt wanneer, door wie en hoe."),
            ),
            models.CheckConstraint(
                name="paper_second_is_another",
                condition=Q(seconded_at=None, seconded_by=None)
                | (
                    Q(needs_second=True, seconded_at__isnull=False, seconded_by__isnull=False)
                    & ~Q(seconded_by=models.F("confirmed_by"))
                ),
                violation_error_message=_("De tweede persoon is iemand anders."),
            ),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(destroyed_on=None), name="paper_due_on")]

    def __str__(self) -> str:
        return f"papier {self.id}"

    @property
    def is_gone(self) -> bool:
        """Say whether it is destroyed, and confirmed by a second person where two are wanted."""
        return self.destroyed_on is not None and (not self.needs_second or self.seconded_at is not None)


class PaperHold(models.Model):
    """Something that keeps paper from being destroyed, also when what was in this program is gone already."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    paper = models.ForeignKey(PaperDossier, models.PROTECT, related_name="holds", verbose_name=_("papieren dossier"))
    ground = models.CharField(_("grond"), max_length=20, choices=HoldGround.choices)
    review_on = models.DateField(_("opnieuw bekijken op"))
    placed_at = models.DateTimeField(_("geplaatst op"), db_default=AkkoordNow())
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("geplaatst door")
    )
    released_at = models.DateTimeField(_("opgeheven op"), null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("opgeheven door"),
    )

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "paper", "ground", "review_on", "placed_at", "placed_by", "released_at", "released_by"}
        kept = True

    class Meta:
        verbose_name = _("bewaarplicht van papier")
        verbose_name_plural = _("bewaarplichten van papier")
        constraints = [
            models.CheckConstraint(
                name="paper_hold_ground_known",
                condition=Q(ground__in=HoldGround.values),
                violation_error_message=_("Deze grond bestaat niet."),
            ),
            models.CheckConstraint(
                name="paper_hold_released_at_and_by_together",
                condition=Q(released_at=None, released_by=None)
                | Q(released_at__gte=F("placed_at"), released_by__isnull=False),
                violation_error_message=_("Een opgeheven bewaarplicht vermeldt wanneer én door wie."),
            ),
            models.UniqueConstraint(
                fields=["paper", "ground"],
                condition=Q(released_at=None),
                name="paper_held_once_for_one_ground",
                violation_error_message=_("Dit papier wordt al om deze reden vastgehouden."),
            ),
        ]

    def __str__(self) -> str:
        return f"bewaarplicht {self.id}"
