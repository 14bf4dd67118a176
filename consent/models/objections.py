"""Objections of a client to a use of his data, and what the bureau decided about them (AVG 21)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consent.terms import OBJECTION_ANSWERED_AFTER_EXTENSION_IN, OBJECTION_ANSWERED_IN, ObjectionOutcome
from reglement.deciding.calendar import add_term
from ui.dates import day_of
from vault.clock import AkkoordNow
from vault.fields import SealedModel, SealedTextField, sealed_check


class Objection(SealedModel):
    """The client objects to one use of his data, or to every use that rests on a legitimate interest.

    It counts from the moment at which he makes it; the bureau may go on only after it weighed the interests anew.
    """

    dossier = models.ForeignKey(
        "dossiers.Dossier", models.PROTECT, related_name="objections", verbose_name=_("dossier")
    )
    purpose = models.CharField(_("waartegen"), max_length=40, blank=True)
    words = SealedTextField(_("waarom"), label="consent.objection.words", null=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("gemaakt door")
    )
    made_at = models.DateTimeField(_("gemaakt op"), db_default=AkkoordNow())
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)
    extension = SealedTextField(_("waarom het antwoord later komt"), label="consent.objection.extension", null=True)
    extended_at = models.DateTimeField(_("uitgesteld op"), null=True, blank=True)
    extended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("uitgesteld door"),
    )
    outcome = models.CharField(_("besluit"), max_length=12, choices=ObjectionOutcome.choices, blank=True)
    reason = SealedTextField(_("reden van het besluit"), label="consent.objection.reason", null=True)
    decided_at = models.DateTimeField(_("besloten op"), null=True, blank=True)
    decided_role = models.CharField(_("rol van wie besliste"), max_length=20, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("besloten door"),
    )

    class Privacy:
        personal = {"words": None, "reason": None, "extension": None}
        plain = {
            "id",
            "safe",
            "dossier",
            "purpose",
            "made_by",
            "made_at",
            "withdrawn_at",
            "extended_at",
            "extended_by",
            "outcome",
            "decided_at",
            "decided_role",
            "decided_by",
        }

    class Meta:
        verbose_name = _("bezwaar")
        verbose_name_plural = _("bezwaren")
        constraints = [
            sealed_check("words"),
            sealed_check("reason"),
            sealed_check("extension"),
            models.UniqueConstraint(
                fields=["dossier", "purpose"],
                condition=Q(withdrawn_at=None),
                name="consent_objection_once",
                violation_error_message=_("Dit bezwaar is al gemaakt."),
            ),
            models.CheckConstraint(
                name="consent_objection_decided_wholly",
                condition=Q(outcome="", reason=None, decided_at=None, decided_by=None, decided_role="")
                | (
                    Q(outcome__in=ObjectionOutcome.values)
                    & Q(reason__isnull=False, decided_at__gte=F("made_at"), decided_by__isnull=False)
                    & ~Q(decided_role="")
                ),
                violation_error_message=_("Een besluit over een bezwaar vermeldt wat, waarom, wanneer en door wie."),
            ),
            models.CheckConstraint(
                name="consent_objection_extended_wholly",
                condition=Q(extension=None, extended_at=None, extended_by=None)
                | Q(extension__isnull=False, extended_at__gte=F("made_at"), extended_by__isnull=False),
                violation_error_message=_("Een later antwoord vermeldt waarom, wanneer en door wie."),
            ),
            # AVG 21(3): against advertising there is nothing to weigh.
            models.CheckConstraint(
                name="consent_objection_to_advertising_is_final",
                condition=~Q(purpose="newsletter", outcome=ObjectionOutcome.COMPELLING),
                violation_error_message=_("Een bezwaar tegen reclame wordt niet gewogen: die stopt."),
            ),
            models.CheckConstraint(
                name="consent_objection_withdrawn_after_made",
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("made_at")),
                violation_error_message=_("Een bezwaar wordt pas ingetrokken nadat het is gemaakt."),
            ),
        ]

    def __str__(self) -> str:
        return f"bezwaar {self.pk}"

    @property
    def answer_by(self) -> date:
        """Return the last day on which the client must have an answer (AVG 12(3))."""
        term = OBJECTION_ANSWERED_AFTER_EXTENSION_IN if self.extended_at else OBJECTION_ANSWERED_IN
        return add_term(day_of(self.made_at), term)
