"""Activation of a reglement: this room gathers what becomes due, the reglement binds both keys to it."""

from collections.abc import Collection, Iterable

from django.db import transaction

from accounts.models import StepUpCode, User
from accounts.services import request_step_up, step_up_redeemed
from reglement.models import ActivationProposal, ReglementVersion
from reglement.refusals import ImpactOutdated, ProposalEnded
from reglement.services import (
    Consequence,
    Impact,
    confirm_activation,
    finish_delay,
    lock_versions,
    preview_activation,
    propose_activation,
)
from reglement.services.telling import tell_of_end, tell_of_proposal
from retention.coming import EarlierDate, EarlierRemains, earlier_dates, earlier_remains

STEP_UP_PURPOSE = "reglement.activation"


def consequences_of(version: ReglementVersion) -> tuple[Consequence, ...]:
    """Return what becomes due earlier under this version, as the value that both keys are bound to."""
    return as_consequences(earlier_dates(version), earlier_remains(version))


def as_consequences(dates: Iterable[EarlierDate], remains: Iterable[EarlierRemains]) -> tuple[Consequence, ...]:
    """Return what retention foresees in the words of the reglement room; what remained is of no dossier any more."""
    return (
        *(Consequence(each.dossier, each.part, each.becomes, each.was) for each in dates),
        *(Consequence("remains", f"{each.rule}: {each.lines}", each.becomes, each.was) for each in remains),
    )


def preview(version: ReglementVersion) -> Impact:
    """Return what making this version hold would mean now."""
    return preview_activation(version, consequences_of(version))


@transaction.atomic
def propose(
    version: ReglementVersion, *, seen: str, accepted: Collection[str], important: bool, by: User
) -> ActivationProposal:
    """Turn the first key on what was seen and tell who can turn the second; raises as propose_activation() does."""
    version = lock_versions()[version.pk]
    proposal = propose_activation(
        version,
        impact_sha256=seen,
        by=by,
        accepted_conflicts=accepted,
        important=important,
        consequences=consequences_of(version),
    )
    tell_of_proposal(proposal)
    return proposal


def request_code(proposal: ActivationProposal, *, user: User) -> StepUpCode:
    """Mail the fresh code that goes with the second key; raises ProposalEnded and StepUpTooOften."""
    if not proposal.is_open:
        raise ProposalEnded
    return request_step_up(user=user, purpose=STEP_UP_PURPOSE, subject_id=proposal.pk)


def confirm(proposal: ActivationProposal, *, seen: str, code: str, by: User) -> ReglementVersion:
    """Turn the second key with a fresh code, on what was seen; the whole of it happens or nothing.

    Raises what accounts says about a code that is no good, and what confirm_activation() raises.
    """
    # Said before the code is looked at, so that no attempt is counted for what was not seen.
    if proposal.is_open and preview(proposal.version).sha256 != seen:
        raise ImpactOutdated
    with step_up_redeemed(user=by, purpose=STEP_UP_PURPOSE, subject_id=proposal.pk, code=code) as proof:
        version = lock_versions()[proposal.version_id]
        version = confirm_activation(
            proposal,
            impact_sha256=seen,
            by=by,
            consequences=consequences_of(version),
            step_up_id=proof.pk,
        )
        proposal.refresh_from_db()
        tell_of_end(proposal)
    return version


def finish_delays() -> int:
    """Make versions hold whose day of waiting is over, or let their proposal lapse; returns how many came to hold."""
    done = 0
    for proposal in ActivationProposal.objects.over().order_by("delay_until"):
        with transaction.atomic():
            done += _finish(proposal)
    return done


def _finish(proposal: ActivationProposal) -> bool:
    version = lock_versions()[proposal.version_id]
    now = ActivationProposal.objects.over().filter(pk=proposal.pk).first()
    if now is None:
        return False
    holds = finish_delay(now, consequences=consequences_of(version))
    now.refresh_from_db()
    tell_of_end(now)
    return holds
