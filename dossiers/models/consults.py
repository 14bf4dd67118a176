"""The talks between coach and client."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dossiers.models.trajecten import Dossier
from dossiers.terms import CONSULT_MINUTES_MAX, CONSULT_MINUTES_MIN, Answer
from vault.clock import AkkoordNow
from vault.fields import SealedModel, SealedTextField, sealed_check


class Consult(SealedModel):
    """A talk between coach and client, with a summary that the client confirms or disputes."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="consults", verbose_name=_("dossier"))
    number = models.PositiveSmallIntegerField(_("nummer"))
    starts_at = models.DateTimeField(_("begint op"))
    minutes = models.PositiveSmallIntegerField(_("duur in minuten"))
    summary = SealedTextField(_("samenvatting"), label="dossiers.consult.summary", null=True, blank=True)
    summary_shared_at = models.DateTimeField(_("samenvatting gedeeld op"), null=True, blank=True)
    answer = models.CharField(
        _("antwoord van de cliënt"), max_length=20, choices=Answer.choices, blank=True, default=""
    )
    answered_at = models.DateTimeField(_("beantwoord op"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    remark = SealedTextField(_("opmerking van de cliënt"), label="dossiers.consult.remark", null=True, blank=True)
    coach = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("coach"))
    form_token = models.UUIDField(_("kenmerk van het formulier"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("vastgelegd op"), db_default=AkkoordNow())
    changed_at = models.DateTimeField(_("gewijzigd op"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("afgezegd op"), null=True, blank=True)

    class Privacy:
        personal = {"summary": None, "remark": None}
        plain = {
            "id",
            "safe",
            "dossier",
            "number",
            "starts_at",
            "minutes",
            "summary_shared_at",
            "answer",
            "answered_at",
            "answered_by",
            "coach",
            "form_token",
            "created_at",
            "changed_at",
            "cancelled_at",
        }

    class Meta:
        verbose_name = _("gesprek")
        verbose_name_plural = _("gesprekken")
        constraints = [
            sealed_check("summary"),
            sealed_check("remark"),
            models.UniqueConstraint(
                fields=["dossier", "number"],
                name="consult_number_once",
                violation_error_message=_("Dit nummer van een gesprek is al gebruikt."),
            ),
            models.UniqueConstraint(
                fields=["dossier", "form_token"],
                name="consult_once_per_form",
                violation_error_message=_("Dit gesprek is al bewaard."),
            ),
            models.CheckConstraint(
                name="consult_lasts_a_while",
                condition=Q(minutes__gte=CONSULT_MINUTES_MIN) & Q(minutes__lte=CONSULT_MINUTES_MAX),
                violation_error_message=_("Een gesprek duurt tussen 5 minuten en 8 uur."),
            ),
            models.CheckConstraint(
                name="consult_answer_wholly_or_not",
                condition=Q(answer="", answered_at=None, answered_by=None)
                | Q(answer__in=Answer.values, answered_at__isnull=False, answered_by__isnull=False),
                violation_error_message=_("Een antwoord vermeldt wat, wanneer én door wie."),
            ),
            models.CheckConstraint(
                name="consult_answer_after_sharing",
                condition=Q(answered_at=None)
                | Q(summary_shared_at__isnull=False, summary_shared_at__lte=F("answered_at")),
                violation_error_message=_("De cliënt beantwoordt alleen een samenvatting die met hem is gedeeld."),
            ),
        ]
        indexes = [models.Index(fields=["dossier", "-starts_at"], name="consult_of_dossier")]

    def __str__(self) -> str:
        return f"consult {self.id}"
