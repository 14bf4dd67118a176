"""The window on trajecten: numbers, dates and words of lists, never who it is about."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.administration import ReadOnlyAdmin
from dossiers.models import Traject

TRAJECT_SHOWN = (
    "number",
    "opdrachtgever_name",
    "service",
    "purpose",
    "branch",
    "coach",
    "reglement_label",
    "started_on",
    "planned_end_on",
    "ended_on",
    "outcome",
    "closed_at",
    "destroyed_at",
)


@admin.register(Traject)
class TrajectAdmin(ReadOnlyAdmin):
    """Trajecten, without their clients."""

    list_display = ["number", "opdrachtgever_name", "service", "branch", "started_on", "ended_on", "outcome"]
    list_select_related = ["dossier", "opdrachtgever", "branch"]
    list_filter = ["service", "branch", ("closed_at", admin.EmptyFieldListFilter), "outcome"]
    search_fields = ["dossier__number", "opdrachtgever__name"]
    date_hierarchy = "started_on"
    ordering = ["-started_on"]
    fields = TRAJECT_SHOWN
    readonly_fields = TRAJECT_SHOWN

    @admin.display(description=_("dossier"), ordering="dossier__number")
    def number(self, traject: Traject) -> str:
        """Show the number of its dossier."""
        return traject.dossier.number

    @admin.display(description=_("opdrachtgever"), ordering="opdrachtgever__name")
    def opdrachtgever_name(self, traject: Traject) -> str:
        """Show for whom it runs."""
        return traject.opdrachtgever.name

    @admin.display(description=_("coach"))
    def coach(self, traject: Traject) -> str:
        """Show who guides it."""
        return traject.lead_coach.email

    @admin.display(description=_("reglement"))
    def reglement_label(self, traject: Traject) -> str:
        """Show the version of the reglement it falls under."""
        return traject.reglement_version.label

    @admin.display(description=_("vernietigd op"))
    def destroyed_at(self, traject: Traject) -> object:
        """Show when its content was destroyed."""
        return traject.dossier.destroyed_at
