"""Invitations: the only way in."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vault.clock import AkkoordNow
from vault.ids import new_id


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Words about invitations."""

    def open(self) -> "InvitationQuerySet":
        """Keep the invitations whose link still works."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=AkkoordNow(), user__is_active=True)


class Invitation(models.Model):
    """A link that was mailed to a person once; the token itself is stored nowhere, only its SHA-256."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="invitations", verbose_name=_("persoon")
    )
    token_hash = models.CharField(_("controlegetal"), max_length=64, unique=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("uitgenodigd door"),
    )
    created_at = models.DateTimeField(_("uitgenodigd op"), db_default=AkkoordNow(), editable=False)
    expires_at = models.DateTimeField(_("geldig tot"), editable=False)
    accepted_at = models.DateTimeField(_("aangenomen op"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Privacy:
        kept = True
        personal: dict[str, object] = {}
        plain = {"id", "user", "token_hash", "created_by", "created_at", "expires_at", "accepted_at", "revoked_at"}

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        constraints = [
            models.CheckConstraint(
                name="invitation_token_hash_is_sha256",
                condition=Q(token_hash__regex=r"^[0-9a-f]{64}$"),  # noqa: S106 (a pattern)
                violation_error_message=_("Van een uitnodiging wordt alleen het controlegetal bewaard."),
            ),
            models.CheckConstraint(
                name="invitation_expires_after_it_began",
                condition=Q(expires_at__gt=F("created_at")),
                violation_error_message=_("Een uitnodiging verloopt pas nadat zij is gemaakt."),
            ),
            models.CheckConstraint(
                name="invitation_accepted_in_time",
                condition=Q(accepted_at=None) | Q(accepted_at__gte=F("created_at"), accepted_at__lt=F("expires_at")),
                violation_error_message=_("Een uitnodiging wordt aangenomen zolang zij geldig is."),
            ),
            models.CheckConstraint(
                name="invitation_accepted_or_revoked",
                condition=Q(accepted_at=None) | Q(revoked_at=None),
                violation_error_message=_("Een uitnodiging is aangenomen of ingetrokken, niet allebei."),
            ),
            models.UniqueConstraint(
                name="invitation_one_open_per_user",
                fields=["user"],
                condition=Q(accepted_at=None, revoked_at=None),
                violation_error_message=_("Deze persoon heeft al een uitnodiging."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
