"""A reglement, its versions and their articles."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vault.clock import AkkoordNow
from vault.ids import new_id


class Reglement(models.Model):
    """The privacy regulation of the organisation, through all its versions."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField(_("korte naam"), max_length=40, unique=True)
    name = models.CharField(_("naam"), max_length=200)

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "key", "name"}

    class Meta:
        verbose_name = _("reglement")
        verbose_name_plural = _("reglementen")

    def __str__(self) -> str:
        return self.key


class ReglementVersionQuerySet(models.QuerySet["ReglementVersion"]):
    """Words about versions."""

    def active(self) -> "ReglementVersionQuerySet":
        """Return the version that new trajecten fall under, of each reglement one at the most."""
        return self.filter(activated_at__isnull=False, superseded_at=None)


class ReglementVersion(models.Model):
    """One text with its rules; what is active is never changed, a change is a new version."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reglement = models.ForeignKey(Reglement, models.PROTECT, related_name="versions", verbose_name=_("reglement"))
    label = models.CharField(_("versie"), max_length=80)
    document = models.JSONField(_("regels"))
    sha256 = models.CharField(_("hash"), max_length=64, unique=True)
    valid_from = models.DateField(_("geldig vanaf"), null=True, blank=True)
    loaded_at = models.DateTimeField(_("geladen op"), db_default=AkkoordNow())
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("geladen door"),
    )
    impact_sha256 = models.CharField(_("hash van de voorvertoning"), max_length=64, blank=True, default="")
    activated_at = models.DateTimeField(_("actief sinds"), null=True, blank=True)
    activated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("actief gemaakt door"),
    )
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tweede persoon"),
    )
    superseded_at = models.DateTimeField(_("vervangen op"), null=True, blank=True)

    objects = ReglementVersionQuerySet.as_manager()

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
            "impact_sha256",
            "activated_at",
            "activated_by",
            "second_by",
            "superseded_at",
        }
        kept = True

    class Meta:
        verbose_name = _("versie van het reglement")
        verbose_name_plural = _("versies van het reglement")
        constraints = [
            models.UniqueConstraint(
                fields=["reglement", "label"],
                name="version_label_once",
                violation_error_message=_("Er is al een versie met deze naam."),
            ),
            models.UniqueConstraint(
                fields=["reglement"],
                condition=Q(activated_at__isnull=False, superseded_at=None),
                name="version_one_active",
                violation_error_message=_("Er kan maar één versie actief zijn."),
            ),
            models.CheckConstraint(
                name="version_activated_wholly_or_not",
                condition=Q(activated_at=None, activated_by=None, second_by=None, impact_sha256="")
                | (
                    Q(activated_at__isnull=False, activated_by__isnull=False, second_by__isnull=False)
                    & ~Q(impact_sha256="")
                ),
                violation_error_message=_("Een actieve versie vermeldt wanneer, en door welke twee mensen."),
            ),
            models.CheckConstraint(
                name="version_activated_by_two_people",
                condition=Q(second_by=None) | ~Q(second_by=F("activated_by")),
                violation_error_message=_("Twee verschillende mensen maken een versie actief."),
            ),
            models.CheckConstraint(
                name="version_superseded_after_active",
                condition=Q(superseded_at=None) | Q(activated_at__isnull=False, superseded_at__gte=F("activated_at")),
                violation_error_message=_("Alleen een actieve versie kan worden vervangen."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_active(self) -> bool:
        """Say whether new trajecten fall under this version."""
        return self.activated_at is not None and self.superseded_at is None


class Article(models.Model):
    """One article of a version: what is printed beside a decision, and its text in our own words."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(ReglementVersion, models.CASCADE, related_name="articles", verbose_name=_("versie"))
    key = models.CharField(_("sleutel"), max_length=60)
    label = models.CharField(_("zoals gedrukt"), max_length=60)
    heading = models.CharField(_("kop"), max_length=200, blank=True)
    text = models.TextField(_("tekst"))
    position = models.PositiveSmallIntegerField(_("volgorde"))

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "version", "key", "label", "heading", "text", "position"}
        kept = True

    class Meta:
        verbose_name = _("artikel")
        verbose_name_plural = _("artikelen")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "key"],
                name="article_key_once",
                violation_error_message=_("Deze sleutel is al van een ander artikel."),
            ),
        ]

    def __str__(self) -> str:
        return f"artikel {self.label}"
