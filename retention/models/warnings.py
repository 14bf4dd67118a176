"""That coach and client were told in time that a dossier comes to its end."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from retention.models.cases import PurgeCase
from vault.clock import AkkoordNow
from vault.ids import new_id


class Warned(models.Model):
    """One warning: about which case, for which day, how long before; it proves that there was time to object."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(PurgeCase, models.PROTECT, related_name="warnings", verbose_name=_("vernietiging"))
    begins_on = models.DateField(_("begin van de vernietiging"))
    ahead = models.CharField(_("hoe lang vooraf"), max_length=20)
    article_label = models.CharField(_("artikel zoals gedrukt"), max_length=40, blank=True)
    warned_at = models.DateTimeField(_("gewaarschuwd op"), db_default=AkkoordNow())

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "case", "begins_on", "ahead", "article_label", "warned_at"}
        kept = True

    class Meta:
        verbose_name = _("waarschuwing voor een vernietiging")
        verbose_name_plural = _("waarschuwingen voor vernietigingen")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "begins_on", "ahead"],
                name="warned_once_for_a_day",
                violation_error_message=_("Voor deze dag is al gewaarschuwd."),
            ),
        ]

    def __str__(self) -> str:
        return f"waarschuwing {self.id}"
