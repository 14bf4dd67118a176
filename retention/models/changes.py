"""What people decided about a term after the reglement had set it: shorter, longer, deviating, or a pause."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dossiers.terms import Carrier
from retention.terms import ChangeKind, ChoiceProof
from vault.clock import AkkoordNow
from vault.fields import SealedModel, SealedQuerySet, SealedTextField, sealed_check


class TermChangeQuerySet(SealedQuerySet):
    """Words about changes."""

    def counted(self) -> "TermChangeQuerySet":
        """Return the changes by which dates run: not a pause, and seconded where two people are wanted."""
        return self.exclude(kind=ChangeKind.PAUSE).filter(Q(needs_second=False) | Q(seconded_at__isnull=False))


class TermChange(SealedModel):
    """One decision about the term of one carrier: by the client where the reglement lets him, or by the bureau."""

    dossier = models.ForeignKey(
        "dossiers.Dossier", models.PROTECT, related_name="term_changes", verbose_name=_("dossier")
    )
    number = models.PositiveSmallIntegerField(_("volgnummer"))
    kind = models.CharField(_("wat"), max_length=10, choices=ChangeKind.choices)
    carrier = models.CharField(_("drager"), max_length=20, choices=Carrier.choices)
    until = models.DateField(_("nieuwe datum"), null=True, blank=True)
    review_on = models.DateField(_("opnieuw bekijken op"), null=True, blank=True)
    reason = SealedTextField(_("reden"), label="retention.term_change.reason", null=True)
    proof = models.CharField(_("bewijs"), max_length=16, choices=ChoiceProof.choices, blank=True)
    evidence = SealedTextField(_("waar het bewijs ligt"), label="retention.term_change.evidence", null=True)
    article_key = models.CharField(_("artikel"), max_length=40)
    article_label = models.CharField(_("artikel zoals gedrukt"), max_length=40)
    role = models.CharField(_("in welke rol"), max_length=24)
    recorded_at = models.DateTimeField(_("vastgelegd op"), db_default=AkkoordNow())
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door")
    )
    needs_second = models.BooleanField(_("vraagt een tweede persoon"), default=False)
    seconded_at = models.DateTimeField(_("bevestigd op"), null=True, blank=True)
    seconded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bevestigd door"),
    )

    objects = TermChangeQuerySet.as_manager()  # type: ignore[misc]

    class Privacy:
        personal = {"reason": None, "evidence": None}
        plain = {
            "id",
            "safe",
            "dossier",
            "number",
            "kind",
            "carrier",
            "until",
            "review_on",
            "proof",
            "article_key",
            "article_label",
            "role",
            "recorded_at",
            "recorded_by",
            "needs_second",
            "seconded_at",
            "seconded_by",
        }

    class Meta:
        verbose_name = _("wijziging van een termijn")
        verbose_name_plural = _("wijzigingen van termijnen")
        constraints = [
            sealed_check("reason"),
            sealed_check("evidence"),
            models.UniqueConstraint(
                fields=["dossier", "number"],
                name="term_change_number_once",
                violation_error_message=_("Er is op hetzelfde moment iets anders vastgelegd."),
            ),
            models.CheckConstraint(
                name="term_change_known_words",
                condition=Q(
                    kind__in=ChangeKind.values, carrier__in=Carrier.values, proof__in=["", *ChoiceProof.values]
                ),
                violation_error_message=_("Kies uit de lijst."),
            ),
            models.CheckConstraint(
                name="term_change_has_its_dates",
                condition=Q(kind=ChangeKind.SHORTEN, until__isnull=False, review_on=None)
                | Q(
                    kind__in=ChangeKind.longer(),
                    until__isnull=False,
                    review_on__isnull=False,
                    review_on__lte=F("until"),
                )
                | Q(kind=ChangeKind.PAUSE, until=None, review_on__isnull=False),
                violation_error_message=_("Langer bewaren kan tot een datum, en wordt op tijd opnieuw bekeken."),
            ),
            models.CheckConstraint(
                name="term_change_by_the_bureau_says_why",
                condition=(Q(kind=ChangeKind.DEVIATE, proof="") & Q(reason__isnull=False))
                | (~Q(kind=ChangeKind.DEVIATE) & ~Q(proof="")),
                violation_error_message=_("Een afwijking heeft een reden; een wens van de cliënt heeft een bewijs."),
            ),
            models.CheckConstraint(
                name="term_change_on_behalf_has_evidence",
                condition=Q(proof__in=["", ChoiceProof.PORTAL], evidence=None)
                | (~Q(proof__in=["", ChoiceProof.PORTAL]) & Q(evidence__isnull=False)),
                violation_error_message=_("Wie iets voor de cliënt vastlegt, schrijft op waar het bewijs ligt."),
            ),
            models.CheckConstraint(
                name="term_change_second_is_another",
                condition=Q(seconded_at=None, seconded_by=None)
                | (
                    Q(needs_second=True, seconded_at__isnull=False, seconded_by__isnull=False)
                    & ~Q(seconded_by=F("recorded_by"))
                ),
                violation_error_message=_("De tweede persoon is iemand anders."),
            ),
        ]

    def __str__(self) -> str:
        return f"wijziging {self.id}"


def changes_counted(dossier_ids: Iterable[UUID]) -> dict[UUID, list[TermChange]]:
    """Return the changes by which the dates of each of these dossiers run, the oldest first; in one query."""
    found: dict[UUID, list[TermChange]] = {}
    counted = TermChange.objects.counted().filter(dossier__in=list(dossier_ids)).defer("reason", "evidence")
    for change in counted.order_by("dossier_id", "number"):
        found.setdefault(change.dossier_id, []).append(change)
    return found
