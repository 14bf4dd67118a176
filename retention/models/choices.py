"""What a client chose about his dossier at the end of his traject, and the proof of it."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from retention.terms import Choice, ChoiceProof
from vault.clock import AkkoordNow
from vault.fields import SealedModel, SealedTextField, sealed_check


class ClosingChoice(SealedModel):
    """One choice of the client: keep, take along or destroy; a later one counts instead of an earlier."""

    dossier = models.ForeignKey(
        "dossiers.Dossier", models.PROTECT, related_name="closing_choices", verbose_name=_("dossier")
    )
    number = models.PositiveSmallIntegerField(_("volgnummer"))
    choice = models.CharField(_("keuze"), max_length=12, choices=Choice.choices)
    proof = models.CharField(_("bewijs"), max_length=16, choices=ChoiceProof.choices)
    evidence = SealedTextField(_("waar het bewijs ligt"), label="retention.closing_choice.evidence", null=True)
    capacity = models.CharField(_("hoedanigheid"), max_length=20)
    chosen_at = models.DateTimeField(_("gekozen op"), db_default=AkkoordNow())
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door")
    )
    handed_over_on = models.DateField(_("overhandigd op"), null=True, blank=True)
    handed_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("overhandigd door"),
    )

    class Privacy:
        personal = {"evidence": None}
        plain = {
            "id",
            "safe",
            "dossier",
            "number",
            "choice",
            "proof",
            "capacity",
            "chosen_at",
            "recorded_by",
            "handed_over_on",
            "handed_over_by",
        }

    class Meta:
        verbose_name = _("keuze aan het einde")
        verbose_name_plural = _("keuzes aan het einde")
        constraints = [
            sealed_check("evidence"),
            models.UniqueConstraint(
                fields=["dossier", "number"],
                name="closing_choice_number_once",
                violation_error_message=_("Er is op hetzelfde moment een andere keuze vastgelegd."),
            ),
            models.CheckConstraint(
                name="closing_choice_known_words",
                condition=Q(choice__in=Choice.values, proof__in=ChoiceProof.values),
                violation_error_message=_("Kies een keuze en een bewijs uit de lijst."),
            ),
            models.CheckConstraint(
                name="closing_choice_on_behalf_has_evidence",
                condition=Q(proof=ChoiceProof.PORTAL, evidence=None)
                | (~Q(proof=ChoiceProof.PORTAL) & Q(evidence__isnull=False)),
                violation_error_message=_("Wie een keuze voor de cliënt vastlegt, schrijft op waar het bewijs ligt."),
            ),
            models.CheckConstraint(
                name="closing_choice_handed_over_once_taken_along",
                condition=Q(handed_over_on=None, handed_over_by=None)
                | Q(choice=Choice.TAKE_ALONG, handed_over_on__isnull=False, handed_over_by__isnull=False),
                violation_error_message=_("Overhandigen hoort bij meenemen, en vermeldt wanneer en door wie."),
            ),
        ]

    @property
    def counts_as(self) -> str | None:
        """Return the choice by which terms run; what is taken along counts once the client has it."""
        return None if self.choice == Choice.TAKE_ALONG and self.handed_over_on is None else self.choice

    def __str__(self) -> str:
        return f"keuze {self.id}"


def latest_choices(dossier_ids: Iterable[UUID]) -> dict[UUID, ClosingChoice]:
    """Return the choice that counts of each of these dossiers where there is one."""
    made = ClosingChoice.objects.filter(dossier__in=list(dossier_ids)).order_by("dossier_id", "-number")
    return {chosen.dossier_id: chosen for chosen in made.distinct("dossier_id")}
