"""Which versions, proposals and drafts may be named in an address: those there are, for who may turn a key."""

from uuid import UUID

from django.http import Http404

from reglement.models import ActivationProposal, Draft, ReglementVersion


def version_or_404(version_id: UUID) -> ReglementVersion:
    """Return a version, drafts included; raises Http404 when there is none."""
    version = ReglementVersion.objects.select_related("reglement").filter(pk=version_id).first()
    if version is None:
        raise Http404
    return version


def last_proposal_or_404(version: ReglementVersion) -> ActivationProposal:
    """Return the newest proposal for this version, open or ended; raises Http404 when there is none."""
    proposal = version.proposals.select_related("version").order_by("-proposed_at", "-pk").first()
    if proposal is None:
        raise Http404
    return proposal


def draft_or_404(draft_id: UUID) -> Draft:
    """Return a draft, ended ones included; raises Http404 when there is none."""
    draft = Draft.objects.select_related("version", "based_on").filter(pk=draft_id).first()
    if draft is None:
        raise Http404
    return draft
