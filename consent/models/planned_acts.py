"""Acts that wait for a colleague: what is planned, and who in which role approved it; nothing of it is ever edited."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consent.terms import ApprovalKind, PlannedKind
from vault.clock import AkkoordNow
from vault.ids import new_id


class PlannedAct(models.Model):
    """One act for which the reglement wants approval inside the bureau: towards whom, with what, for what, until when.

    The decision stays with the gate, which is asked each time; this only says what an approval is about (awj 2.7).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    safe = models.ForeignKey("vault.Safe", models.PROTECT, related_name="+", verbose_name=_("kluis"))
    dossier = models.ForeignKey(
        "dossiers.Dossier", models.PROTECT, related_name="planned_acts", verbose_name=_("dossier")
    )
    act = models.CharField(_("handeling"), max_length=20, choices=PlannedKind.choices)
    purpose = models.CharField(_("waarvoor"), max_length=40)
    contact = models.ForeignKey(
        "dossiers.OpdrachtgeverContact",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contactpersoon"),
    )
    content_version = models.ForeignKey(
        "consent.ContentVersion", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("versie")
    )
    categories = models.JSONField(_("gegevens"))
    documents = models.JSONField(_("documenten"), default=list, blank=True)
    roles = models.JSONField(_("rollen die goedkeuren"), default=list, blank=True)
    consent = models.ForeignKey(
        "consent.Consent", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("toestemming")
    )
    until = models.DateField(_("tot en met"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("gevraagd door")
    )
    asked_at = models.DateTimeField(_("gevraagd op"), db_default=AkkoordNow())
    ended_at = models.DateTimeField(_("gestopt op"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("gestopt door"),
    )

    class Privacy:
        personal: dict[str, object] = {}
        plain = {
            "id",
            "safe",
            "dossier",
            "act",
            "purpose",
            "contact",
            "content_version",
            "categories",
            "documents",
            "roles",
            "consent",
            "until",
            "asked_by",
            "asked_at",
            "ended_at",
            "ended_by",
        }

    class Meta:
        verbose_name = _("voorgenomen handeling")
        verbose_name_plural = _("voorgenomen handelingen")
        indexes = [models.Index(name="planned_act_by_dossier", fields=["dossier", "asked_at"])]
        constraints = [
            models.CheckConstraint(
                name="planned_act_known_words",
                condition=Q(act__in=PlannedKind.values),
                violation_error_message=_("Deze handeling kan niet worden voorgelegd."),
            ),
            models.CheckConstraint(
                name="planned_act_names_data",
                condition=~Q(categories=[]),
                violation_error_message=_("Noem om welke gegevens het gaat."),
            ),
            models.CheckConstraint(
                name="planned_act_look_names_whom_and_what",
                condition=(Q(act=PlannedKind.VIEW, contact__isnull=False) & ~Q(documents=[]))
                | (~Q(act=PlannedKind.VIEW) & Q(documents=[])),
                violation_error_message=_("Meekijken noemt wie er kijkt en naar welke stukken."),
            ),
            models.CheckConstraint(
                name="planned_act_report_names_version",
                condition=Q(act=PlannedKind.REPORT, content_version__isnull=False, contact__isnull=False)
                | (~Q(act=PlannedKind.REPORT) & Q(content_version=None)),
                violation_error_message=_("Bij een rapport hoort de versie die weggaat."),
            ),
            models.CheckConstraint(
                name="planned_act_ended_at_and_by",
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                violation_error_message=_("Wat is gestopt, vermeldt wanneer en door wie."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class InsideApproval(models.Model):
    """What one colleague in one role said about a planned act; the database keeps that it is another who asked."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    safe = models.ForeignKey("vault.Safe", models.PROTECT, related_name="+", verbose_name=_("kluis"))
    planned = models.ForeignKey(
        PlannedAct, models.PROTECT, related_name="approvals", verbose_name=_("voorgenomen handeling")
    )
    kind = models.CharField(_("antwoord"), max_length=10, choices=ApprovalKind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("door"))
    role = models.CharField(_("in de rol van"), max_length=30)
    at = models.DateTimeField(_("moment"), db_default=AkkoordNow())

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "safe", "planned", "kind", "by", "role", "at"}

    class Meta:
        verbose_name = _("goedkeuring van een collega")
        verbose_name_plural = _("goedkeuringen van collega's")
        constraints = [
            models.UniqueConstraint(
                name="inside_approval_once_per_person",
                fields=["planned", "by", "kind"],
                violation_error_message=_("U heeft hier al antwoord op gegeven."),
            ),
            models.CheckConstraint(
                name="inside_approval_known_words",
                condition=Q(kind__in=ApprovalKind.values),
                violation_error_message=_("Kies een waarde uit de lijst."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
