"""The parts of a dossier: what a rule about keeping can tell apart has a safe, and so an end, of its own."""

from typing import NamedTuple

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dossiers.models.trajecten import Dossier
from dossiers.terms import ItemTag, PartKind, Provenance
from vault.clock import AkkoordNow
from vault.ids import new_id


class DataKind(NamedTuple):
    """One kind of data that lies in a part: its key in the catalogue and its sensitivity."""

    category: str
    tag: str


class Part(models.Model):
    """Items of one dossier that end together: of one category, kind and source; a file and a report are one by itself.

    The row stays when its content is gone, so that the dossier can say what is no longer there.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="parts", verbose_name=_("dossier"))
    safe = models.OneToOneField("vault.Safe", models.PROTECT, related_name="+", verbose_name=_("kluis"))
    category = models.CharField(_("soort gegevens"), max_length=60, blank=True)
    tag = models.CharField(_("gevoeligheid"), max_length=20, choices=ItemTag.choices, blank=True)
    kind = models.CharField(_("wat voor stukken"), max_length=20, choices=PartKind.choices)
    source = models.CharField(_("gekregen van"), max_length=20, choices=Provenance.choices, blank=True)
    # A report holds several kinds of data, and each version may add some: {"key", "tag"}, as in what may leave.
    categories = models.JSONField(_("soorten gegevens"), null=True, blank=True)
    item_id = models.UUIDField(_("het enige stuk"), null=True, unique=True, editable=False)
    # The day on which the report that was made from this file became final, or this report itself.
    report_final_on = models.DateField(_("rapport definitief op"), null=True, blank=True)
    # The law that this file itself names, and the last day that this law asks; a text may say "by law" and no more.
    statute = models.CharField(_("wet die het stuk noemt"), max_length=60, blank=True)
    statute_until = models.DateField(_("volgens die wet bewaren tot"), null=True, blank=True)
    # Where a law asks a copy in which nobody can be recognised: the day on which that took the place of this part.
    deidentified_on = models.DateField(_("onherkenbaar gemaakt op"), null=True, blank=True)
    created_at = models.DateTimeField(_("gemaakt op"), db_default=AkkoordNow(), editable=False)
    destroyed_at = models.DateTimeField(_("vernietigd op"), null=True, blank=True)
    destroyed_items = models.PositiveIntegerField(_("aantal vernietigde stukken"), null=True, blank=True)
    certificate_number = models.CharField(_("nummer van het certificaat"), max_length=20, blank=True)

    class Privacy:
        blanked = True
        subjects = ("client",)
        personal = {"category": "", "tag": "", "source": "", "statute": "", "categories": None}
        plain = {
            "id",
            "dossier",
            "safe",
            "kind",
            "item_id",
            "report_final_on",
            "statute_until",
            "deidentified_on",
            "created_at",
            "destroyed_at",
            "destroyed_items",
            "certificate_number",
        }

    class Meta:
        verbose_name = _("deel van een dossier")
        verbose_name_plural = _("delen van dossiers")
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "category", "tag", "kind", "source"],
                condition=Q(item_id=None, destroyed_at=None),
                name="part_once_per_group",
                violation_error_message=_("Dit deel van het dossier is er al."),
            ),
            models.CheckConstraint(
                name="part_words_are_known",
                condition=Q(kind__in=PartKind.values)
                & Q(tag__in=["", *ItemTag.values])
                & Q(source__in=["", *Provenance.values]),
                violation_error_message=_("Onbekende soort van een deel."),
            ),
            models.CheckConstraint(
                name="part_names_its_group_while_it_is_there",
                condition=Q(destroyed_at__isnull=False)
                | (~Q(category="") & ~Q(tag="") & ~Q(source=""))
                | (Q(kind=PartKind.REPORT) & ~Q(source="")),
                violation_error_message=_("Een deel van een dossier vermeldt waarover het gaat."),
            ),
            models.CheckConstraint(
                name="part_of_a_report_names_what_it_holds",
                condition=Q(categories__isnull=True) & (~Q(kind=PartKind.REPORT) | Q(destroyed_at__isnull=False))
                | Q(kind=PartKind.REPORT, category="", tag="", item_id__isnull=False, categories__isnull=False),
                violation_error_message=_("Een rapport vermeldt welke soorten gegevens erin staan."),
            ),
            models.CheckConstraint(
                name="part_names_a_statute_with_its_day",
                condition=Q(statute="", statute_until=None)
                | (~Q(statute="") & Q(statute_until__isnull=False, item_id__isnull=False))
                | Q(destroyed_at__isnull=False, statute=""),
                violation_error_message=_("Noem de wet met de dag tot wanneer die bewaren vraagt."),
            ),
            models.CheckConstraint(
                name="part_destroyed_wholly_or_not",
                condition=Q(destroyed_at=None, destroyed_items=None, certificate_number="")
                | Q(destroyed_at__isnull=False, destroyed_items__isnull=False),
                violation_error_message=_("Een vernietigd deel vermeldt wanneer en hoeveel."),
            ),
        ]

    def __str__(self) -> str:
        return f"deel {self.id}"

    @property
    def data_kinds(self) -> tuple[DataKind, ...]:
        """Return the kinds of data in this part: one, or those of a report; none once nobody may know any more."""
        if self.categories:
            return tuple(DataKind(one["key"], one["tag"]) for one in self.categories)
        return (DataKind(self.category, self.tag),) if self.category else ()

    @property
    def is_destroyed(self) -> bool:
        """Say whether what this part held is gone for good."""
        return self.destroyed_at is not None
