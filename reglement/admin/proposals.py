"""Which versions were put forward to hold, by whom, and how that ended."""

from django.contrib import admin

from accounts.administration import ReadOnlyAdmin
from reglement.models import ActivationProposal


@admin.register(ActivationProposal)
class ActivationProposalAdmin(ReadOnlyAdmin):
    """Proposals, to read; the keys are turned on the page of the version."""

    list_display = ("version", "proposed_at", "proposed_by", "activated_at", "second_by", "withdrawn_at", "lapsed_at")
    list_select_related = ("version", "proposed_by", "second_by")
    fields = readonly_fields = (
        "version",
        "version_sha256",
        "impact_sha256",
        "important",
        "accepted_conflicts",
        "proposed_at",
        "proposed_by",
        "delay_until",
        "withdrawn_at",
        "withdrawn_by",
        "lapsed_at",
        "activated_at",
        "second_by",
        "step_up_id",
    )
