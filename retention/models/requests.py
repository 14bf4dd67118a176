"""The client's own request to destroy his dossier, and the proof that it was his."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from retention.terms import ChoiceProof
from vault.clock import AkkoordNow
from vault.fields import SealedModel, SealedTextField, sealed_check


class ErasureRequest(SealedModel):
    """One request to destroy a dossier (AVG 17): by the client with a fresh code, or for him with its proof.

    It goes with the dossier; what remains is the ground on the certificate.
    """

    dossier = models.ForeignKey(
        "dossiers.Dossier", models.PROTECT, related_name="erasure_requests", verbose_name=_("dossier")
    )
    proof = models.CharField(_("bewijs"), max_length=16, choices=ChoiceProof.choices)
    evidence = SealedTextField(_("waar het bewijs ligt"), label="retention.erasure_request.evidence", null=True)
    capacity = models.CharField(_("hoedanigheid"), max_length=20)
    step_up = models.OneToOneField(
        "accounts.StepUpCode", models.PROTECT, related_name="+", verbose_name=_("verse code")
    )
    decision = models.ForeignKey(
        "reglement.Decision", models.PROTECT, related_name="+", verbose_name=_("besluit van het reglement")
    )
    requested_at = models.DateTimeField(_("gevraagd op"), db_default=AkkoordNow())
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door")
    )
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ingetrokken door"),
    )

    class Privacy:
        personal = {"evidence": None}
        plain = {
            "id",
            "safe",
            "dossier",
            "proof",
            "capacity",
            "step_up",
            "decision",
            "requested_at",
            "recorded_by",
            "withdrawn_at",
            "withdrawn_by",
        }

    class Meta:
        verbose_name = _("verzoek om vernietiging")
        verbose_name_plural = _("verzoeken om vernietiging")
        constraints = [
            sealed_check("evidence"),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(withdrawn_at=None),
                name="erasure_request_once",
                violation_error_message=_("Er is al gevraagd om dit dossier te vernietigen."),
            ),
            models.CheckConstraint(
                name="erasure_request_proof_is_known",
                condition=Q(proof__in=ChoiceProof.values),
                violation_error_message=_("Kies een bewijs uit de lijst."),
            ),
            models.CheckConstraint(
                name="erasure_request_on_behalf_has_evidence",
                condition=Q(proof=ChoiceProof.PORTAL, evidence=None)
                | (~Q(proof=ChoiceProof.PORTAL) & Q(evidence__isnull=False)),
                violation_error_message=_(
                    "Wie een verzoek voor de cliënt vastlegt, schrijft op waar het bewijs ligt."
                ),
            ),
            models.CheckConstraint(
                name="erasure_request_withdrawn_at_and_by_together",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__gte=F("requested_at"), withdrawn_by__isnull=False),
                violation_error_message=_("Een ingetrokken verzoek vermeldt wanneer en door wie."),
            ),
        ]

    def __str__(self) -> str:
        return f"verzoek {self.id}"
