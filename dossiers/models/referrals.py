"""A candidate as an opdrachtgever put him forward, before there is a traject."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dossiers.models.opdrachtgevers import Opdrachtgever, OpdrachtgeverContact
from dossiers.models.trajecten import Traject
from dossiers.terms import ServiceType
from vault.clock import AkkoordNow
from vault.fields import SealedModel, SealedTextField, sealed_check


class Referral(SealedModel):
    """What a contact wrote about a candidate, in a safe of its own because nobody has agreed to anything yet."""

    opdrachtgever = models.ForeignKey(
        Opdrachtgever, models.PROTECT, related_name="referrals", verbose_name=_("opdrachtgever")
    )
    contact = models.ForeignKey(
        OpdrachtgeverContact, models.PROTECT, related_name="referrals", verbose_name=_("contactpersoon")
    )
    candidate_name = SealedTextField(_("naam van de kandidaat"), label="dossiers.referral.candidate_name")
    candidate_email = SealedTextField(
        _("e-mailadres van de kandidaat"), label="dossiers.referral.candidate_email", null=True, blank=True
    )
    question = SealedTextField(_("vraag"), label="dossiers.referral.question", null=True, blank=True)
    service = models.CharField(_("dienst"), max_length=20, choices=ServiceType.choices)
    form_token = models.UUIDField(_("kenmerk van het formulier"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("aangemeld op"), db_default=AkkoordNow())
    accepted_at = models.DateTimeField(_("aangenomen op"), null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    declined_at = models.DateTimeField(_("afgewezen op"), null=True, blank=True)
    declined_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    traject = models.OneToOneField(
        Traject, models.SET_NULL, null=True, blank=True, related_name="referral", verbose_name=_("traject")
    )

    class Privacy:
        personal = {"candidate_name": "", "candidate_email": None, "question": None}
        plain = {
            "id",
            "safe",
            "opdrachtgever",
            "contact",
            "service",
            "form_token",
            "created_at",
            "accepted_at",
            "accepted_by",
            "declined_at",
            "declined_by",
            "traject",
        }

    class Meta:
        verbose_name = _("aanmelding")
        verbose_name_plural = _("aanmeldingen")
        constraints = [
            sealed_check("candidate_name"),
            sealed_check("candidate_email"),
            sealed_check("question"),
            models.UniqueConstraint(
                fields=["contact", "form_token"],
                name="referral_once_per_form",
                violation_error_message=_("Deze aanmelding is al verstuurd."),
            ),
            models.CheckConstraint(
                name="referral_service_is_known",
                condition=Q(service__in=ServiceType.values),
                violation_error_message=_("Onbekende dienst."),
            ),
            models.CheckConstraint(
                name="referral_accepted_at_and_by",
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                violation_error_message=_("Een aangenomen aanmelding vermeldt wanneer én door wie."),
            ),
            models.CheckConstraint(
                name="referral_declined_at_and_by",
                condition=Q(declined_at=None, declined_by=None)
                | Q(declined_at__isnull=False, declined_by__isnull=False),
                violation_error_message=_("Een afgewezen aanmelding vermeldt wanneer én door wie."),
            ),
            models.CheckConstraint(
                name="referral_answered_once",
                condition=Q(accepted_at=None) | Q(declined_at=None),
                violation_error_message=_("Een aanmelding is aangenomen of afgewezen, niet allebei."),
            ),
            models.CheckConstraint(
                name="referral_traject_when_accepted",
                condition=Q(traject=None) | Q(accepted_at__isnull=False),
                violation_error_message=_("Alleen een aangenomen aanmelding wordt een traject."),
            ),
        ]
        indexes = [models.Index(fields=["-created_at"], name="referral_newest")]

    def __str__(self) -> str:
        return f"aanmelding {self.id}"

    @property
    def is_answered(self) -> bool:
        """Say whether the bureau has accepted or declined this referral."""
        return self.accepted_at is not None or self.declined_at is not None
