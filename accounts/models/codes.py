"""Fresh codes that show that the person himself is there at this moment."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.terms import STEP_UP_ATTEMPTS
from vault.clock import AkkoordNow
from vault.ids import new_id


class StepUpCode(models.Model):
    """A code mailed to a person for one purpose about one subject, used once; only its keyed hash is stored."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("persoon"))
    purpose = models.CharField(_("doel"), max_length=60)
    subject_id = models.UUIDField(_("onderwerp"))
    code_hash = models.CharField(_("controlegetal"), max_length=64)
    created_at = models.DateTimeField(_("gemaakt op"), db_default=AkkoordNow())
    expires_at = models.DateTimeField(_("geldig tot"))
    used_at = models.DateTimeField(_("gebruikt op"), null=True, blank=True)
    replaced_at = models.DateTimeField(_("vervangen op"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("pogingen"), default=0)

    class Privacy:
        kept = True
        personal: dict[str, object] = {}
        plain = {
            "id",
            "user",
            "purpose",
            "subject_id",
            "code_hash",
            "created_at",
            "expires_at",
            "used_at",
            "replaced_at",
            "attempts",
        }

    class Meta:
        verbose_name = _("verse code")
        verbose_name_plural = _("verse codes")
        constraints = [
            models.CheckConstraint(
                name="step_up_code_hash_is_sha256",
                condition=Q(code_hash__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("Van een code wordt alleen het controlegetal bewaard."),
            ),
            models.CheckConstraint(
                name="step_up_expires_after_it_began",
                condition=Q(expires_at__gt=F("created_at")),
                violation_error_message=_("Een code verloopt pas nadat zij is gemaakt."),
            ),
            models.CheckConstraint(
                name="step_up_used_in_time",
                condition=Q(used_at=None) | Q(used_at__gte=F("created_at"), used_at__lt=F("expires_at")),
                violation_error_message=_("Een code wordt gebruikt zolang zij geldig is."),
            ),
            models.CheckConstraint(
                name="step_up_used_or_replaced",
                condition=Q(used_at=None) | Q(replaced_at=None),
                violation_error_message=_("Een code is gebruikt of vervangen, niet allebei."),
            ),
            models.CheckConstraint(
                name="step_up_attempts_limited",
                condition=Q(attempts__lte=STEP_UP_ATTEMPTS),
                violation_error_message=_("Een code kan maar een paar keer worden geprobeerd."),
            ),
            models.CheckConstraint(
                name="step_up_purpose_is_a_word",
                condition=Q(purpose__regex=r"^[a-z][a-z_.]*$"),
                violation_error_message=_("Een code dient één doel."),
            ),
            models.UniqueConstraint(
                name="step_up_one_live_per_subject",
                fields=["user", "purpose", "subject_id"],
                condition=Q(used_at=None, replaced_at=None),
                violation_error_message=_("Voor dit onderwerp is al een code gemaakt."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
