"""The traject of a client for an opdrachtgever, and the dossier that belongs to it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dossiers.models.opdrachtgevers import Opdrachtgever
from dossiers.models.people import Client
from dossiers.terms import DossierPermission, Outcome, Purpose, ServiceType
from vault.clock import AkkoordNow
from vault.ids import new_id

NEVER_CLOSED = Q(closed_at=None, closed_by=None, ended_on=None, outcome="")
CLOSED_WHOLLY = Q(closed_at__isnull=False, closed_by__isnull=False, ended_on__isnull=False) & ~Q(outcome="")


class Traject(models.Model):
    """The guidance of one client for one opdrachtgever; keeps no link to the client once he is destroyed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client = models.ForeignKey(
        Client, models.SET_NULL, null=True, blank=True, related_name="trajecten", verbose_name=_("cliënt")
    )
    opdrachtgever = models.ForeignKey(
        Opdrachtgever, models.PROTECT, related_name="trajecten", verbose_name=_("opdrachtgever")
    )
    service = models.CharField(_("dienst"), max_length=20, choices=ServiceType.choices)
    branch = models.ForeignKey("accounts.Branch", models.PROTECT, related_name="+", verbose_name=_("vestiging"))
    lead_coach = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("coach"))
    purpose = models.CharField(_("doel"), max_length=40, choices=Purpose.choices)
    reglement_version = models.ForeignKey(
        "reglement.ReglementVersion", models.PROTECT, related_name="+", verbose_name=_("reglement")
    )
    started_on = models.DateField(_("begonnen op"))
    planned_end_on = models.DateField(_("loopt naar verwachting tot en met"), null=True, blank=True)
    ended_on = models.DateField(_("geëindigd op"), null=True, blank=True)
    outcome = models.CharField(_("uitkomst"), max_length=30, choices=Outcome.choices, blank=True, default="")
    closed_at = models.DateTimeField(_("gesloten op"), null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(_("vastgelegd op"), db_default=AkkoordNow())
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("vastgelegd door")
    )
    # From then on the row tells the year of each day and no outcome: nothing of the dossier needs them any more.
    blurred_at = models.DateTimeField(_("vervaagd op"), null=True, editable=False)

    class Privacy:
        blanked = True
        personal = {"client": None}
        plain = {
            "id",
            "opdrachtgever",
            "service",
            "branch",
            "lead_coach",
            "purpose",
            "reglement_version",
            "started_on",
            "planned_end_on",
            "ended_on",
            "outcome",
            "closed_at",
            "closed_by",
            "created_at",
            "created_by",
            "blurred_at",
        }

    class Meta:
        verbose_name = _("traject")
        verbose_name_plural = _("trajecten")
        constraints = [
            models.CheckConstraint(
                name="traject_closed_wholly_or_not",
                condition=NEVER_CLOSED | CLOSED_WHOLLY,
                violation_error_message=_("Een gesloten traject vermeldt wanneer, door wie, per welke dag en hoe."),
            ),
            models.CheckConstraint(
                name="traject_ends_after_start",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                violation_error_message=_("Een traject eindigt niet voor het begint."),
            ),
            models.CheckConstraint(
                name="traject_plans_end_after_start",
                condition=Q(planned_end_on=None) | Q(planned_end_on__gte=F("started_on")),
                violation_error_message=_("De verwachte einddatum ligt niet voor het begin."),
            ),
            models.CheckConstraint(
                name="traject_blurred_tells_only_years",
                condition=Q(blurred_at=None)
                | Q(
                    client=None,
                    outcome=Outcome.OTHER,
                    planned_end_on=None,
                    started_on__month=1,
                    started_on__day=1,
                    ended_on__month=1,
                    ended_on__day=1,
                ),
                violation_error_message=_("Van een vervaagd traject staan alleen nog de jaren."),
            ),
            models.CheckConstraint(
                name="traject_words_are_known",
                condition=Q(service__in=ServiceType.values)
                & Q(purpose__in=Purpose.values)
                & Q(outcome__in=["", *Outcome.values]),
                violation_error_message=_("Onbekende dienst, doel of uitkomst."),
            ),
        ]
        indexes = [models.Index(fields=["started_on"], name="traject_started_on")]

    def __str__(self) -> str:
        return f"traject {self.id}"

    @property
    def is_closed(self) -> bool:
        """Say whether the traject has been closed, so that nothing is added to its dossier any more."""
        return self.closed_at is not None


class Dossier(models.Model):
    """All that the bureau keeps about one traject, sealed in a safe of its own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(_("dossiernummer"), max_length=12, unique=True)
    traject = models.OneToOneField(Traject, models.PROTECT, related_name="dossier", verbose_name=_("traject"))
    safe = models.OneToOneField("vault.Safe", models.PROTECT, related_name="+", verbose_name=_("kluis"))
    created_at = models.DateTimeField(_("aangemaakt op"), db_default=AkkoordNow())
    destroyed_at = models.DateTimeField(_("vernietigd op"), null=True, blank=True)
    weighed_under = models.ForeignKey(
        "reglement.ReglementVersion",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("toegang en datums bepaald volgens"),
    )

    class Privacy:
        blanked = True
        personal: dict[str, object] = {}
        plain = {"id", "number", "traject", "safe", "created_at", "destroyed_at", "weighed_under"}

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        permissions = [
            (DossierPermission.EXPORT, "Can export dossier"),
            (DossierPermission.HEALTH, "Can view the health part of the dossier"),
        ]
        constraints = [
            models.CheckConstraint(
                name="dossier_number_has_its_form",
                condition=Q(number__regex=r"^D-[0-9]{4}-[0-9]{4,6}$"),
                violation_error_message=_("Een dossiernummer ziet eruit als D-2026-0001."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_destroyed(self) -> bool:
        """Say whether the content of this dossier is gone for good."""
        return self.destroyed_at is not None
