"""What was decided: one row per question that was asked for real, allowed or not, never changed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reglement.models.versions import ReglementVersion
from vault.clock import AkkoordNow
from vault.ids import new_id


class Decision(models.Model):
    """An answer of the reglement: to which question, under which texts, on which articles, with which duties.

    Holds ids and words of closed lists only, so that it can outlive the dossier it was about.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decided_at = models.DateTimeField(_("besloten op"), db_default=AkkoordNow())
    act = models.CharField(_("handeling"), max_length=30)
    effect = models.CharField(_("uitkomst"), max_length=10)
    version = models.ForeignKey(ReglementVersion, models.PROTECT, related_name="+", verbose_name=_("reglement"))
    law_floor_sha256 = models.CharField(_("hash van de wettelijke ondergrens"), max_length=64)
    inputs_sha256 = models.CharField(_("hash van de feiten"), max_length=64)
    facts = models.JSONField(_("feiten"))
    articles = models.JSONField(_("artikelen"), default=list)
    reasons = models.JSONField(_("redenen"), default=list)
    conditions = models.JSONField(_("voorwaarden"), default=list)
    duties = models.JSONField(_("plichten"), default=list)
    limits = models.JSONField(_("grenzen"), default=list)
    dossier_id = models.UUIDField(_("dossier"), null=True, blank=True)
    subject_id = models.UUIDField(_("over wie of wat"), null=True, blank=True)
    recipient_id = models.UUIDField(_("ontvanger"), null=True, blank=True)
    recipient_class = models.CharField(_("soort ontvanger"), max_length=40, blank=True, default="")
    actor_id = models.UUIDField(_("wie vroeg"), null=True, blank=True)
    actor_role = models.CharField(_("in welke rol"), max_length=40, blank=True, default="")
    channel = models.CharField(_("langs welke weg"), max_length=30, blank=True, default="")
    purpose = models.CharField(_("doel"), max_length=40, blank=True, default="")
    categories = models.JSONField(_("soorten gegevens"), default=list)
    content_sha256 = models.CharField(_("hash van de inhoud"), max_length=64, blank=True, default="")
    expires_at = models.DateTimeField(_("geldig tot"), null=True, blank=True)
    due_on = models.DateField(_("uiterlijk op"), null=True, blank=True)

    class Privacy:
        personal: dict[str, object] = {}
        plain = {
            "id",
            "decided_at",
            "act",
            "effect",
            "version",
            "law_floor_sha256",
            "inputs_sha256",
            "facts",
            "articles",
            "reasons",
            "conditions",
            "duties",
            "limits",
            "dossier_id",
            "subject_id",
            "recipient_id",
            "recipient_class",
            "actor_id",
            "actor_role",
            "channel",
            "purpose",
            "categories",
            "content_sha256",
            "expires_at",
            "due_on",
        }
        kept = True

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        constraints = [
            models.CheckConstraint(
                name="decision_effect_is_known",
                condition=Q(effect__in=["allow", "deny", "keep", "destroy", "hold"]),
                violation_error_message=_("Onbekende uitkomst van een besluit."),
            ),
            models.CheckConstraint(
                name="decision_cites_an_article",
                condition=~Q(articles=[]),
                violation_error_message=_("Een besluit noemt altijd een artikel."),
            ),
        ]
        indexes = [models.Index(fields=["dossier_id", "-decided_at"], name="decision_of_dossier")]

    def __str__(self) -> str:
        return f"besluit {self.id}"

    @property
    def is_allowed(self) -> bool:
        """Say whether the act was permitted."""
        return self.effect == "allow"
