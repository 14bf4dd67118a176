"""Who may look into which dossier, until when and why: the record, and guardian's permission that hangs on it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from dossiers.models.trajecten import Dossier
from dossiers.terms import GrantGround
from vault.clock import AkkoordNow
from vault.ids import new_id


class AccessGrantQuerySet(models.QuerySet["AccessGrant"]):
    """Words for grants by their dates; the clock is the one of the database."""

    def live(self) -> "AccessGrantQuerySet":
        """Keep the grants that hold at this moment."""
        return self.filter(live_grant())


def live_grant(prefix: str = "") -> Q:
    """Return the condition under which a grant holds now, for a query that reaches it through `prefix`."""
    return (
        Q(**{f"{prefix}ended_at": None})
        & Q(**{f"{prefix}valid_from__lte": AkkoordNow()})
        & (Q(**{f"{prefix}valid_until": None}) | Q(**{f"{prefix}valid_until__gt": AkkoordNow()}))
    )


class AccessGrant(models.Model):
    """A right to a dossier with its ground and its decision; a grant that ends takes its permissions along."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="grants", verbose_name=_("dossier"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="dossier_grants", verbose_name=_("wie")
    )
    can_read = models.BooleanField(_("mag lezen"), default=True)
    can_write = models.BooleanField(_("mag schrijven"), default=False)
    can_export = models.BooleanField(_("mag een kopie maken"), default=False)
    health = models.BooleanField(_("mag gezondheidsgegevens zien"), default=False)
    ground = models.CharField(_("grond"), max_length=20, choices=GrantGround.choices)
    decision = models.ForeignKey(
        "reglement.Decision", models.PROTECT, related_name="+", verbose_name=_("besluit van de poort")
    )
    consent_id = models.UUIDField(_("toestemming"), null=True, blank=True)
    valid_from = models.DateTimeField(_("vanaf"), db_default=AkkoordNow())
    valid_until = models.DateTimeField(_("tot"), null=True, blank=True)
    created_at = models.DateTimeField(_("gegeven op"), db_default=AkkoordNow())
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("gegeven door")
    )
    ended_at = models.DateTimeField(_("beëindigd op"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("beëindigd door"),
    )

    objects = AccessGrantQuerySet.as_manager()

    class Privacy:
        personal: dict[str, object] = {}
        plain = {
            "id",
            "dossier",
            "user",
            "can_read",
            "can_write",
            "can_export",
            "health",
            "ground",
            "decision",
            "consent_id",
            "valid_from",
            "valid_until",
            "created_at",
            "created_by",
            "ended_at",
            "ended_by",
        }

    class Meta:
        verbose_name = _("toegang")
        verbose_name_plural = _("toegangen")
        constraints = [
            models.CheckConstraint(
                name="grant_reads_before_all_else",
                condition=Q(can_read=True),
                violation_error_message=_("Wie toegang krijgt, mag ten minste lezen."),
            ),
            models.CheckConstraint(
                name="grant_ground_is_known",
                condition=Q(ground__in=GrantGround.values),
                violation_error_message=_("Onbekende grond van toegang."),
            ),
            models.CheckConstraint(
                name="grant_ends_after_start",
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                violation_error_message=_("Toegang eindigt niet voor zij begint."),
            ),
            models.CheckConstraint(
                name="grant_ended_at_and_by_together",
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                violation_error_message=_("Beëindigde toegang vermeldt wanneer én door wie."),
            ),
        ]
        indexes = [
            models.Index(fields=["user", "dossier"], condition=Q(ended_at=None), name="grant_of_user"),
            models.Index(fields=["dossier"], condition=Q(ended_at=None), name="grant_of_dossier"),
        ]

    def __str__(self) -> str:
        return f"toegang {self.id}"

    @property
    def is_ended(self) -> bool:
        """Say whether somebody ended this grant; one that only ran out of time was not ended."""
        return self.ended_at is not None


class DossierUserObjectPermission(UserObjectPermissionBase):
    """Guardian's permission on a dossier; without a grant behind it the row cannot exist."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    content_object = models.ForeignKey(Dossier, models.CASCADE)
    grant = models.ForeignKey(AccessGrant, models.CASCADE, related_name="permissions", verbose_name=_("toegang"))

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "user", "permission", "content_object", "grant"}

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = _("objectrecht")
        verbose_name_plural = _("objectrechten")
        unique_together = [["user", "permission", "content_object", "grant"]]

    def __str__(self) -> str:
        return f"objectrecht {self.id}"
