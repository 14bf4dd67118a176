"""What a reglement lets remain of destroyed dossiers: lines about one person, and figures about many."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vault.blind_places import IndexKeyField
from vault.fields import SealedJSONField, SealedModel, sealed_check
from vault.ids import new_id


class ResidualRecord(SealedModel):
    """One line about one person, with the words that the rule names and no others, in a safe of its own.

    It does not say of which dossier it was: the number of a destroyed dossier leads to nobody.
    """

    version = models.ForeignKey(
        "reglement.ReglementVersion", models.PROTECT, related_name="+", verbose_name=_("reglement")
    )
    rule = models.CharField(_("regel"), max_length=60)
    article_label = models.CharField(_("artikel zoals gedrukt"), max_length=40)
    content = SealedJSONField(_("wat bleef"), label="retention.residual.content")
    name_index = ArrayField(
        models.BinaryField(max_length=16),
        verbose_name=_("zoekwaarde van de naam"),
        default=list,
        blank=True,
        editable=False,
    )
    index_key = IndexKeyField(_("sleutel van de zoekwaarden"))
    counts_from = models.DateField(_("termijn loopt vanaf"))
    kept_on = models.DateField(_("blijft sinds"))
    due_on = models.DateField(_("blijft tot"))
    # Sealed all of it; on the row from the intent until it is written in the ledger, just before the shred.
    to_ledger = models.JSONField(_("regel voor het logboek van vernietiging"), null=True, editable=False)

    class Privacy:
        personal: dict[str, object] = {"content": {}, "name_index": []}
        plain = {
            "id",
            "safe",
            "version",
            "rule",
            "article_label",
            "index_key",
            "counts_from",
            "kept_on",
            "due_on",
            "to_ledger",
        }

    class Meta:
        verbose_name = _("restgegeven")
        verbose_name_plural = _("restgegevens")
        constraints = [
            sealed_check("content"),
            models.UniqueConstraint(
                fields=["safe"],
                name="residual_in_a_safe_of_its_own",
                violation_error_message=_("Een restgegeven heeft een eigen kluis."),
            ),
            models.CheckConstraint(
                name="residual_has_an_end",
                condition=Q(due_on__gt=F("kept_on")),
                violation_error_message=_("Wat blijft, heeft een eigen termijn."),
            ),
            models.CheckConstraint(
                name="residual_names_rule_and_article",
                condition=~Q(rule="") & ~Q(article_label=""),
                violation_error_message=_("Wat blijft, noemt de regel en het artikel."),
            ),
        ]
        indexes = [
            GinIndex(fields=["name_index"], name="residual_name_index"),
            models.Index(fields=["due_on"], name="residual_due_on"),
        ]

    def __str__(self) -> str:
        return f"restgegeven {self.id}"


class Figure(models.Model):
    """How many destroyed dossiers had the same few properties; one number without anybody in it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(
        "reglement.ReglementVersion", models.PROTECT, related_name="+", verbose_name=_("reglement")
    )
    rule = models.CharField(_("regel"), max_length=60)
    article_label = models.CharField(_("artikel zoals gedrukt"), max_length=40)
    # Whatever the rule does not count by stays empty.
    year = models.PositiveSmallIntegerField(_("jaar"), null=True, blank=True)
    service = models.CharField(_("dienst"), max_length=20, blank=True)
    principal_kind = models.CharField(_("soort opdrachtgever"), max_length=20, blank=True)
    outcome = models.CharField(_("uitkomst"), max_length=30, blank=True)
    people = models.PositiveIntegerField(_("aantal mensen"), default=1)
    due_on = models.DateField(_("blijft tot"))

    class Privacy:
        personal: dict[str, object] = {}
        kept = True
        plain = {
            "id",
            "version",
            "rule",
            "article_label",
            "year",
            "service",
            "principal_kind",
            "outcome",
            "people",
            "due_on",
        }

    class Meta:
        verbose_name = _("cijfer zonder namen")
        verbose_name_plural = _("cijfers zonder namen")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "rule", "year", "service", "principal_kind", "outcome", "due_on"],
                nulls_distinct=False,
                name="figure_once",
                violation_error_message=_("Dit wordt al geteld."),
            ),
            models.CheckConstraint(
                name="figure_counts_somebody",
                condition=Q(people__gte=1) & ~Q(rule="") & ~Q(article_label=""),
                violation_error_message=_("Een cijfer telt iemand, en noemt de regel en het artikel."),
            ),
        ]
        indexes = [models.Index(fields=["due_on"], name="figure_due_on")]

    def __str__(self) -> str:
        return f"cijfer {self.id}"


class DeidentifiedCopy(models.Model):
    """A file in which nobody can be recognised, in the place of one that a law would keep with names.

    Its store is apart: a safe of its own, no word of which dossier it was, and a door that daily work does not have.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    safe = models.OneToOneField("vault.Safe", models.PROTECT, related_name="+", verbose_name=_("kluis"))
    file = models.OneToOneField(
        "vault.SealedFile", models.PROTECT, related_name="+", verbose_name=_("verzegeld bestand")
    )
    version = models.ForeignKey(
        "reglement.ReglementVersion", models.PROTECT, related_name="+", verbose_name=_("reglement")
    )
    category = models.CharField(_("soort gegevens"), max_length=60)
    statute = models.CharField(_("wet"), max_length=60)
    article_label = models.CharField(_("artikel zoals gedrukt"), max_length=40)
    # Empty where a restored database does not know who made it.
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("onherkenbaar gemaakt door"),
    )
    kept_on = models.DateField(_("blijft sinds"))
    due_on = models.DateField(_("blijft tot"))
    # Sealed all of it; on the row until it is written in the ledger, just before the file with names is shredded.
    to_ledger = models.JSONField(_("regel voor het logboek van vernietiging"), null=True, editable=False)

    class Privacy:
        personal: dict[str, object] = {}
        plain = {
            "id",
            "safe",
            "file",
            "version",
            "category",
            "statute",
            "article_label",
            "made_by",
            "kept_on",
            "due_on",
            "to_ledger",
        }

    class Meta:
        verbose_name = _("onherkenbaar bewaard stuk")
        verbose_name_plural = _("onherkenbaar bewaarde stukken")
        constraints = [
            models.CheckConstraint(
                name="deidentified_has_an_end",
                condition=Q(due_on__gt=F("kept_on")),
                violation_error_message=_("Wat blijft, heeft een eigen termijn."),
            ),
            models.CheckConstraint(
                name="deidentified_names_law_and_article",
                condition=~Q(statute="") & ~Q(article_label="") & ~Q(category=""),
                violation_error_message=_("Wat onherkenbaar blijft, noemt de wet, het artikel en waar het over gaat."),
            ),
        ]
        indexes = [models.Index(fields=["due_on"], name="deidentified_due_on")]

    def __str__(self) -> str:
        return f"onherkenbaar stuk {self.id}"
