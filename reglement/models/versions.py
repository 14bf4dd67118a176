"""The regulation of the organisation, its versions, and the articles of each."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vault.clock import AMSTERDAM, AkkoordNow
from vault.ids import new_id


class Reglement(models.Model):
    """One regulation, of which versions follow each other."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField(_("korte naam"), max_length=40, unique=True)
    name = models.CharField(_("naam"), max_length=200)

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "key", "name"}

    class Meta:
        verbose_name = _("reglement")
        verbose_name_plural = _("reglementen")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name


class VersionQuerySet(models.QuerySet["ReglementVersion"]):
    """Words about versions."""

    def active(self) -> "VersionQuerySet":
        """Return the versions that hold now."""
        return self.filter(activated_at__isnull=False, superseded_at=None)


class ReglementVersion(models.Model):
    """One version of the text, with its rules as data; once active nothing of it changes but the end of its time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reglement = models.ForeignKey(
        Reglement, models.PROTECT, related_name="versions", verbose_name=_("reglement"), editable=False
    )
    label = models.CharField(_("versie"), max_length=80, editable=False)
    document = models.JSONField(_("regels"), editable=False)
    sha256 = models.CharField(_("controlegetal"), max_length=64, unique=True, editable=False)
    valid_from = models.DateField(_("geldig vanaf"), null=True, blank=True, editable=False)
    loaded_at = models.DateTimeField(_("ingelezen op"), db_default=AkkoordNow(), editable=False)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ingelezen door"),
        editable=False,
    )
    activated_at = models.DateTimeField(_("geldig gemaakt op"), null=True, blank=True, editable=False)
    activated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("geldig gemaakt door"),
        editable=False,
    )
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("samen met"),
        editable=False,
    )
    by_delay = models.BooleanField(_("na een dag wachten"), default=False, editable=False)
    impact_sha256 = models.CharField(_("controlegetal van de gevolgen"), max_length=64, blank=True, editable=False)
    # Who works here and has not acknowledged this version by then, gets into no dossier any more.
    acknowledge_by = models.DateTimeField(_("te bevestigen voor"), null=True, blank=True, editable=False)
    acknowledge_with = models.CharField(_("te bevestigen door"), max_length=20, blank=True, editable=False)
    acknowledge_article = models.CharField(_("artikel over bevestigen"), max_length=60, blank=True, editable=False)
    superseded_at = models.DateTimeField(_("vervangen op"), null=True, blank=True, editable=False)

    objects = VersionQuerySet.as_manager()

    class Privacy:
        personal: dict[str, object] = {}
        plain = {
            "id",
            "reglement",
            "label",
            "document",
            "sha256",
            "valid_from",
            "loaded_at",
            "loaded_by",
            "activated_at",
            "activated_by",
            "second_by",
            "by_delay",
            "impact_sha256",
            "acknowledge_by",
            "acknowledge_with",
            "acknowledge_article",
            "superseded_at",
        }

    class Meta:
        verbose_name = _("versie van het reglement")
        verbose_name_plural = _("versies van het reglement")
        ordering = ["-loaded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["reglement"],
                condition=Q(activated_at__isnull=False, superseded_at=None),
                name="reglement_one_active_version",
                violation_error_message=_("Van een reglement geldt één versie tegelijk."),
            ),
            models.CheckConstraint(
                condition=Q(activated_at=None, activated_by=None, second_by=None, impact_sha256="", by_delay=False)
                | (
                    Q(~Q(impact_sha256=""), activated_at__isnull=False, activated_by__isnull=False)
                    & (Q(second_by__isnull=False, by_delay=False) | Q(second_by=None, by_delay=True))
                ),
                name="reglement_activation_is_whole",
                violation_error_message=_("Geldig maken vraagt twee mensen en een overzicht van de gevolgen."),
            ),
            models.UniqueConstraint(
                fields=["reglement", "label"],
                condition=Q(activated_at__isnull=False),
                name="reglement_label_holds_once",
                violation_error_message=_("Er gold al een versie met deze naam."),
            ),
            models.CheckConstraint(
                condition=Q(acknowledge_by=None, acknowledge_with="", acknowledge_article="")
                | Q(activated_at__isnull=False, acknowledge_by__isnull=False, acknowledge_with__in=["read", "signed"]),
                name="reglement_acknowledging_is_whole",
                violation_error_message=_("Bevestigen heeft een datum en een manier."),
            ),
            models.CheckConstraint(
                condition=Q(second_by=None) | ~Q(second_by=F("activated_by")),
                name="reglement_activated_by_two",
                violation_error_message=_("Geldig maken doen twee verschillende mensen."),
            ),
            models.CheckConstraint(
                condition=Q(superseded_at=None) | Q(activated_at__isnull=False, superseded_at__gte=F("activated_at")),
                name="reglement_superseded_after_active",
                violation_error_message=_("Alleen een versie die gold, kan worden vervangen."),
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="reglement_version_sha256",
                violation_error_message=_("Het controlegetal klopt niet."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reglement_id} {self.label}"

    @property
    def is_active(self) -> bool:
        """Say whether this version holds now."""
        return self.activated_at is not None and self.superseded_at is None

    @property
    def acknowledge_until(self) -> date | None:
        """Return the last day on which staff can acknowledge and keep their access; None when there is no such day."""
        if self.acknowledge_by is None or self.acknowledge_by == self.activated_at:
            return None
        return (self.acknowledge_by - timedelta(days=1)).astimezone(AMSTERDAM).date()

    @property
    def is_draft(self) -> bool:
        """Say whether this version never held yet."""
        return self.activated_at is None


class Article(models.Model):
    """One article of one version, told in plain words; decisions cite it by version and key."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(
        ReglementVersion, models.CASCADE, related_name="articles", verbose_name=_("versie"), editable=False
    )
    key = models.CharField(_("sleutel"), max_length=40, editable=False)
    label = models.CharField(_("nummer"), max_length=60, editable=False)
    heading = models.CharField(_("kop"), max_length=200, blank=True, editable=False)
    text = models.TextField(_("tekst"), editable=False)
    position = models.PositiveIntegerField(_("volgorde"), editable=False)

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "version", "key", "label", "heading", "text", "position"}

    class Meta:
        verbose_name = _("artikel")
        verbose_name_plural = _("artikelen")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "key"],
                name="reglement_article_key_once",
                violation_error_message=_("Een sleutel hoort bij één artikel."),
            ),
            models.UniqueConstraint(
                fields=["version", "position"],
                name="reglement_article_position_once",
                violation_error_message=_("Op elke plaats staat één artikel."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.label}"
