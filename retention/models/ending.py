"""Dates of destruction, the cases that carry them out, and the certificates that prove them."""

from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Max, Q
from django.utils.translation import gettext_lazy as _

from retention.facts import StepNotTaken
from retention.terms import COMPLETED_IN, EVERYTHING, Bound, Choice, Ground, Step
from vault.clock import AkkoordNow
from vault.ids import new_id

MOMENTS = [f"{step}_at" for step in Step.values]


class DossierTermQuerySet(models.QuerySet["DossierTerm"]):
    """Words about dates."""

    def last_dates(self) -> models.QuerySet[Any]:
        """Return per dossier the day on which its last digital part must be gone; paper has its own list."""
        known = self.exclude(due_on=None).filter(carrier="digital", dossier__destroyed_at=None)
        return known.values("dossier_id").annotate(last_on=Max("due_on")).order_by("last_on")

    def closing_within(self, day: date) -> "DossierTermQuerySet":
        """Return of each dossier the term that ends last, where its destruction begins on or before `day`.

        A dossier of which a case is open is left out.
        """
        ends = self.last_dates().annotate(within_on=Max("due_on", filter=Q(bound=Bound.COMPLETE_WITHIN)))
        is_due = Q(last_on__lte=day) | Q(last_on=F("within_on"), last_on__lte=day + COMPLETED_IN)
        due = ends.filter(is_due).values("dossier_id")
        opened = PurgeCase.objects.values("dossier_id")
        late = self.filter(carrier="digital", dossier__in=due).exclude(dossier__in=opened).exclude(due_on=None)
        rows = late.select_related("version", "dossier__traject__lead_coach", "dossier__traject__client__user")
        return rows.order_by("dossier_id", "-due_on", "id").distinct("dossier_id")


class PurgeCaseQuerySet(models.QuerySet["PurgeCase"]):
    """Words about cases."""

    def unfinished(self) -> "PurgeCaseQuerySet":
        """Return the cases without a certificate, the oldest date first, so that nothing starves."""
        return self.filter(certified_at=None).order_by("due_at", "id")


class DossierTerm(models.Model):
    """Why and when a part of a dossier must be gone: one row per rule of the reglement that matches it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dossier = models.ForeignKey("dossiers.Dossier", models.CASCADE, related_name="terms")
    carrier = models.CharField(_("drager"), max_length=20)
    category = models.CharField(_("soort gegevens"), max_length=60, default=EVERYTHING)
    trigger = models.CharField(_("begin van de termijn"), max_length=40)
    trigger_on = models.DateField(_("termijn loopt vanaf"), null=True, blank=True)
    term = models.CharField(_("bewaartermijn"), max_length=20)
    bound = models.CharField(_("strengheid"), max_length=20, choices=Bound.choices)
    due_on = models.DateField(_("te vernietigen op"), null=True, blank=True)
    article_key = models.CharField(_("artikel"), max_length=40)
    article_label = models.CharField(_("artikel zoals gedrukt"), max_length=40)
    version = models.ForeignKey("reglement.ReglementVersion", models.PROTECT, related_name="+")
    chosen = models.CharField(_("keuze van de cliënt"), max_length=12, choices=Choice.choices, blank=True)
    # Another version than the one under which the traject began decides, because its term ends earlier.
    began_article_label = models.CharField(_("artikel bij het begin"), max_length=40, blank=True)
    began_term = models.CharField(_("bewaartermijn bij het begin"), max_length=20, blank=True)
    began_due_on = models.DateField(_("datum volgens het begin"), null=True, blank=True)
    # What somebody decided about this term, and the date that the rule itself gave.
    change = models.ForeignKey("retention.TermChange", models.PROTECT, null=True, blank=True, related_name="+")
    rule_due_on = models.DateField(_("datum volgens de regel"), null=True, blank=True)
    computed_at = models.DateTimeField(_("berekend op"), db_default=AkkoordNow())

    objects = DossierTermQuerySet.as_manager()

    class Privacy:
        personal: dict[str, object] = {}
        plain = {
            "id",
            "dossier",
            "carrier",
            "category",
            "trigger",
            "trigger_on",
            "term",
            "bound",
            "due_on",
            "article_key",
            "article_label",
            "version",
            "chosen",
            "began_article_label",
            "began_term",
            "began_due_on",
            "change",
            "rule_due_on",
            "computed_at",
        }

    class Meta:
        verbose_name = _("bewaartermijn")
        verbose_name_plural = _("bewaartermijnen")
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "carrier", "category"],
                name="term_once_per_part",
                violation_error_message=_("Voor dit deel van het dossier is al een datum bepaald."),
            ),
            models.CheckConstraint(
                name="term_date_needs_its_trigger",
                condition=Q(trigger_on=None, due_on=None) | Q(trigger_on__isnull=False, due_on__isnull=False),
                violation_error_message=_("Er is pas een datum als de termijn is gaan lopen."),
            ),
            models.CheckConstraint(
                name="term_due_not_before_trigger",
                condition=Q(due_on=None) | Q(due_on__gte=F("trigger_on")),
                violation_error_message=_("De datum van vernietiging ligt niet voor het begin van de termijn."),
            ),
            models.CheckConstraint(
                name="term_of_later_version_is_shorter",
                condition=Q(began_article_label="", began_term="", began_due_on=None)
                | (
                    ~Q(began_article_label="")
                    & ~Q(began_term="")
                    & Q(due_on__isnull=False)
                    & (Q(began_due_on=None) | Q(began_due_on__gt=F("due_on")))
                ),
                violation_error_message=_("Een latere versie beslist alleen als haar termijn eerder eindigt."),
            ),
            models.CheckConstraint(
                name="term_change_beside_the_date_of_the_rule",
                condition=Q(change=None, rule_due_on=None)
                | Q(change__isnull=False, rule_due_on__isnull=False, due_on__isnull=False),
                violation_error_message=_("Bij een gewijzigde datum staat ook wat de regel zei."),
            ),
            models.CheckConstraint(
                name="term_chosen_is_known",
                condition=Q(chosen__in=["", *Choice.values]),
                violation_error_message=_("Onbekende keuze van de cliënt."),
            ),
            models.CheckConstraint(
                name="term_bound_is_known",
                condition=Q(bound__in=Bound.values),
                violation_error_message=_("Onbekende strengheid van de termijn."),
            ),
        ]
        indexes = [models.Index(fields=["due_on"], name="term_due_on")]

    def __str__(self) -> str:
        return f"termijn {self.id}"

    @property
    def begins_on(self) -> date | None:
        """Return the day on which destruction begins, earlier where all must be beyond recovery within the term."""
        if self.due_on is None or self.bound != Bound.COMPLETE_WITHIN:
            return self.due_on
        return self.due_on - COMPLETED_IN


class PurgeCase(models.Model):
    """One course of destruction; `dossier_id` outlives the dossier and points at no person once it is gone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dossier_id = models.UUIDField(_("dossier"), unique=True)
    article_key = models.CharField(_("artikel"), max_length=40)
    article_label = models.CharField(_("artikel zoals gedrukt"), max_length=40)
    version = models.ForeignKey("reglement.ReglementVersion", models.PROTECT, related_name="+")
    ground = models.CharField(_("grond"), max_length=12, choices=Ground.choices, default=Ground.TERM)
    due_at = models.DateTimeField(_("te vernietigen vanaf"))
    opened_at = models.DateTimeField(_("geopend op"), db_default=AkkoordNow())
    proposed_at = models.DateTimeField(_("aangekondigd op"), null=True, blank=True)
    approved_at = models.DateTimeField(_("goedgekeurd op"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("door")
    )
    intent_at = models.DateTimeField(_("begonnen op"), null=True, blank=True)
    fenced_at = models.DateTimeField(_("op slot sinds"), null=True, blank=True)
    shredded_at = models.DateTimeField(_("sleutel vernietigd op"), null=True, blank=True)
    erased_at = models.DateTimeField(_("gewist op"), null=True, blank=True)
    verified_at = models.DateTimeField(_("nagekeken op"), null=True, blank=True)
    certified_at = models.DateTimeField(_("certificaat gemaakt op"), null=True, blank=True)
    inventory = models.JSONField(_("wat er was"), default=dict)
    lease_until = models.DateTimeField(_("in behandeling tot"), null=True, blank=True)
    lease_by = models.CharField(_("in behandeling bij"), max_length=64, blank=True)
    attempts = models.PositiveIntegerField(_("pogingen"), default=0)
    failure = models.CharField(_("laatste fout"), max_length=80, blank=True)

    objects = PurgeCaseQuerySet.as_manager()

    class Privacy:
        personal: dict[str, object] = {}
        plain = {
            "id",
            "dossier_id",
            "article_key",
            "article_label",
            "version",
            "ground",
            "due_at",
            "opened_at",
            "approved_by",
            "inventory",
            "lease_until",
            "lease_by",
            "attempts",
            "failure",
            *MOMENTS,
        }
        kept = True

    class Meta:
        verbose_name = _("vernietiging")
        verbose_name_plural = _("vernietigingen")
        constraints = [
            *[
                models.CheckConstraint(
                    name=f"case_{later.removesuffix('_at')}_after_{earlier.removesuffix('_at')}",
                    condition=Q(**{later: None}) | Q(**{f"{earlier}__isnull": False, f"{later}__gte": F(earlier)}),
                    violation_error_message=_("Een stap van de vernietiging kan niet worden overgeslagen."),
                )
                for earlier, later in pairwise(MOMENTS)
            ],
            models.CheckConstraint(
                name="case_never_begins_before_its_date",
                condition=Q(intent_at=None) | Q(intent_at__gte=F("due_at")),
                violation_error_message=_("Er wordt niets vernietigd voordat de termijn om is."),
            ),
            models.CheckConstraint(
                name="case_ground_is_known",
                condition=Q(ground__in=Ground.values),
                violation_error_message=_("Een vernietiging heeft een grond."),
            ),
            models.CheckConstraint(
                name="case_lease_and_holder_together",
                condition=Q(lease_until=None, lease_by="") | (Q(lease_until__isnull=False) & ~Q(lease_by="")),
                violation_error_message=_("Een zaak in behandeling vermeldt tot wanneer en bij wie."),
            ),
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(certified_at=None), name="case_open_by_date")]

    def __str__(self) -> str:
        return f"vernietiging {self.id}"

    @property
    def is_begun(self) -> bool:
        """Say whether there is no way back any more."""
        return self.intent_at is not None

    def moment_of(self, step: Step) -> datetime:
        """Return when this step was taken; raises StepNotTaken when it was not."""
        moment: datetime | None = getattr(self, f"{step.value}_at")
        if moment is None:
            raise StepNotTaken(step.value)
        return moment

    @property
    def step(self) -> Step | None:
        """Return the last step taken, or None for a case that was only opened."""
        taken = [step for step in Step if getattr(self, f"{step.value}_at") is not None]
        return taken[-1] if taken else None


class Certificate(models.Model):
    """Signed proof of one destruction: what kind, how many, when, how, on which article; nobody's name."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.OneToOneField(PurgeCase, models.PROTECT, related_name="certificate")
    number = models.CharField(_("nummer"), max_length=20, unique=True)
    payload = models.JSONField(_("inhoud"))
    signature = models.CharField(_("handtekening"), max_length=128)
    pdf = models.BinaryField(_("pdf"))
    issued_at = models.DateTimeField(_("afgegeven op"), db_default=AkkoordNow())

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "case", "number", "payload", "signature", "pdf", "issued_at"}
        kept = True

    class Meta:
        verbose_name = _("certificaat van vernietiging")
        verbose_name_plural = _("certificaten van vernietiging")

    def __str__(self) -> str:
        return f"certificaat {self.number}"
