"""Dates of destruction: one for a dossier as a whole, and one for each part that ends apart."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from retention.models.cases import PurgeCase
from retention.terms import COMPLETED_IN, Bound, Choice
from vault.clock import AkkoordNow
from vault.ids import new_id


class DossierTermQuerySet(models.QuerySet["DossierTerm"]):
    """Words about dates."""

    def of_wholes(self) -> "DossierTermQuerySet":
        """Keep of each dossier that is there the date of the whole in this program; paper has its own list."""
        return self.exclude(due_on=None).filter(carrier="digital", part=None, dossier__destroyed_at=None)

    def of_parts(self) -> "DossierTermQuerySet":
        """Keep the dates of parts that end apart from their dossier and are not being destroyed yet."""
        return self.exclude(due_on=None).filter(part__isnull=False, part__destroyed_at=None, part__ending=None)

    def keeping_whole_by_statute(self, day: date) -> "DossierTermQuerySet":
        """Keep the dates until which a statute keeps a whole on this day, or without an end yet."""
        kept = self.filter(part=None, carrier="digital").exclude(statute="")
        return kept.filter(Q(due_on=None) | Q(due_on__gt=day))

    def closing_within(self, day: date) -> "DossierTermQuerySet":
        """Return of each dossier the date of the whole, where its destruction begins on or before `day`.

        A dossier of which a case is open is left out.
        """
        opened = PurgeCase.objects.of_wholes().values("dossier_id")
        return self.of_wholes().beginning_by(day).exclude(dossier__in=opened).order_by("dossier_id")

    def parts_closing_within(self, day: date) -> "DossierTermQuerySet":
        """Return of each dossier the first date of its parts, where their destruction begins on or before `day`.

        A dossier of which a case of parts waits is left out.
        """
        opened = PurgeCase.objects.waiting_for_parts().values("dossier_id")
        rows = self.of_parts().beginning_by(day).exclude(dossier__in=opened)
        return rows.order_by("dossier_id", "due_on", "id").distinct("dossier_id")

    def beginning_by(self, day: date) -> "DossierTermQuerySet":
        """Keep the dates by which destruction begins on or before `day`."""
        is_due = Q(due_on__lte=day) | Q(bound=Bound.COMPLETE_WITHIN, due_on__lte=day + COMPLETED_IN)
        people = ("version", "dossier__traject__lead_coach", "dossier__traject__client__user")
        return self.filter(is_due).select_related(*people)


class DossierTerm(models.Model):
    """Why and when a dossier must be gone: a row per carrier for the whole, and one for each part that ends apart."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dossier = models.ForeignKey("dossiers.Dossier", models.CASCADE, related_name="terms")
    carrier = models.CharField(_("drager"), max_length=20)
    part = models.ForeignKey(
        "dossiers.Part", models.CASCADE, null=True, blank=True, related_name="terms", verbose_name=_("deel")
    )
    trigger = models.CharField(_("begin van de termijn"), max_length=40)
    trigger_on = models.DateField(_("termijn loopt vanaf"), null=True, blank=True)
    term = models.CharField(_("bewaartermijn"), max_length=20)
    bound = models.CharField(_("strengheid"), max_length=20, choices=Bound.choices)
    due_on = models.DateField(_("te vernietigen op"), null=True, blank=True)
    article_key = models.CharField(_("artikel"), max_length=40)
    article_label = models.CharField(_("artikel zoals gedrukt"), max_length=40)
    version = models.ForeignKey("reglement.ReglementVersion", models.PROTECT, related_name="+")
    # The law that obliges to keep this part after the term of the reglement.
    statute = models.CharField(_("wet"), max_length=60, blank=True)
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
            "part",
            "statute",
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
                fields=["dossier", "carrier", "part"],
                nulls_distinct=False,
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

    def is_kept_by_statute(self, day: date) -> bool:
        """Say whether a statute keeps what this is about on this day."""
        return bool(self.statute) and (self.due_on is None or self.due_on > day)

    @property
    def begins_on(self) -> date | None:
        """Return the day on which destruction begins, earlier where all must be beyond recovery within the term."""
        if self.due_on is None or self.bound != Bound.COMPLETE_WITHIN:
            return self.due_on
        return self.due_on - COMPLETED_IN
