"""Which versions were put forward to hold, by whom, and how that ended."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.administration import ReadOnlyAdmin
from reglement.models import ActivationProposal


@admin.register(ActivationProposal)
class ActivationProposalAdmin(ReadOnlyAdmin):
    """Proposals, to read; the keys are turned on the page of the version."""

    list_display = (
        "version_label",
        "proposed_at",
        "first_key",
        "activated_at",
        "second_key",
        "withdrawn_at",
        "lapsed_at",
    )
    list_select_related = ("version", "proposed_by", "second_by")
    fields = readonly_fields = (
        "version_label",
        "version_sha256",
        "impact_sha256",
        "important",
        "accepted_conflicts",
        "proposed_at",
        "first_key",
        "delay_until",
        "withdrawn_at",
        "lapsed_at",
        "activated_at",
        "second_key",
        "step_up_id",
    )

    @admin.display(description=_("versie"), ordering="version__label")
    def version_label(self, proposal: ActivationProposal) -> str:
        """Return which version was put forward."""
        return proposal.version.label

    @admin.display(description=_("voorgesteld door"), ordering="proposed_by__email")
    def first_key(self, proposal: ActivationProposal) -> str:
        """Return who proposed it."""
        return str(proposal.proposed_by.email)

    @admin.display(description=_("samen met"), ordering="second_by__email")
    def second_key(self, proposal: ActivationProposal) -> str:
        """Return who confirmed it, if somebody did."""
        return str(proposal.second_by.email) if proposal.second_by else ""
