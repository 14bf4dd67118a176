"""Stored decisions: what was asked, what the reglement said, which articles and conditions made it so."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reglement.models.versions import ReglementVersion
from vault.clock import AkkoordNow
from vault.ids import new_id


class Decision(models.Model):
    """One answer of the gate, never changed; it outlives the dossier it was about, so it holds ids and words only."""

    class Effect(models.TextChoices):
        """What the reglement said."""

        ALLOW = "allow", _("mag")
        DENY = "deny", _("mag niet")
        KEEP = "keep", _("bewaren")
        DESTROY = "destroy", _("vernietigen")
        HOLD = "hold", _("vasthouden")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decided_at = models.DateTimeField(_("moment"), db_default=AkkoordNow(), editable=False)
    act = models.CharField(_("handeling"), max_length=20)
    effect = models.CharField(_("uitkomst"), max_length=10, choices=Effect)
    version = models.ForeignKey(
        ReglementVersion, models.PROTECT, related_name="decisions", verbose_name=_("versie van het reglement")
    )
    law_floor_sha256 = models.CharField(_("controlegetal van de wettekst"), max_length=64)
    inputs_sha256 = models.CharField(_("controlegetal van de feiten"), max_length=64)
    facts = models.JSONField(_("feiten"))
    articles = models.JSONField(_("artikelen"), default=list)
    reasons = models.JSONField(_("redenen"), default=list)
    conditions = models.JSONField(_("voorwaarden"), default=list)
    unmet = models.JSONField(_("wat ontbreekt"), default=list)
    duties = models.JSONField(_("plichten"), default=list)
    limits = models.JSONField(_("grenzen"), default=list)
    dossier_id = models.UUIDField(_("dossier"), null=True)
    subject_id = models.UUIDField(_("cliënt"), null=True)
    recipient_id = models.UUIDField(_("ontvanger"), null=True)
    recipient_class = models.CharField(_("soort ontvanger"), max_length=30, blank=True)
    actor_id = models.UUIDField(_("wie"), null=True)
    actor_role = models.CharField(_("in welke rol"), max_length=40, blank=True)
    channel = models.CharField(_("weg"), max_length=20, blank=True)
    purpose = models.CharField(_("doel"), max_length=40, blank=True)
    categories = models.JSONField(_("categorieën"), default=list)
    content_sha256 = models.CharField(_("controlegetal van de inhoud"), max_length=64, blank=True)
    expires_at = models.DateTimeField(_("te gebruiken tot"), null=True)
    due_on = models.DateField(_("uiterlijk op"), null=True)

    class Privacy:
        kept = True
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
            "unmet",
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

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        ordering = ["-decided_at"]
        indexes = [
            models.Index(fields=["dossier_id", "-decided_at"], name="reglement_decision_dossier"),
            models.Index(fields=["-decided_at"], name="reglement_decision_at"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(effect__in=["allow", "deny", "keep", "destroy", "hold"]),
                name="reglement_decision_effect",
                violation_error_message=_("Een besluit heeft een van vijf uitkomsten."),
            ),
            models.CheckConstraint(
                condition=~Q(articles=[]),
                name="reglement_decision_cites",
                violation_error_message=_("Een besluit noemt het artikel dat besliste."),
            ),
            models.CheckConstraint(
                condition=~Q(effect="allow") | Q(unmet=[]),
                name="reglement_allow_misses_nothing",
                violation_error_message=_("Wat mag, mist geen voorwaarde."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.effect} {self.pk}"

    @property
    def is_allowed(self) -> bool:
        """Say whether the reglement said yes."""
        return self.effect == self.Effect.ALLOW
