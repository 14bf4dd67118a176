"""Making a version hold: the directie turns the first key, another person or a day of waiting the second."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.permissions import has_role
from accounts.terms import Role
from audit.services import record
from audit.terms import Word
from reglement.models import ActivationProposal, ReglementVersion
from reglement.models.proposals import DELAY
from reglement.refusals import (
    ConflictsNotAccepted,
    DelayNotOver,
    ImpactOutdated,
    NotTheirs,
    ProposalEnded,
    ProposalPending,
    SecondPersonNeeded,
    VersionAlreadyActive,
)
from reglement.services.fitting import obstacles_of
from reglement.services.noticing import acknowledging_of
from reglement.services.previewing import Consequence, Impact, preview_activation, ruleset_of
from vault.clock import akkoord_now

# The second key may be turned by someone who guards the reglement without leading the bureau.
SECOND_ROLES = (Role.DIRECTIE, Role.BEHEERDER, Role.PRIVACY_OFFICER)


@transaction.atomic
def propose_activation(
    version: ReglementVersion,
    *,
    impact_sha256: str,
    by: Any,
    accepted_conflicts: Collection[str],
    important: bool = False,
    consequences: Sequence[Consequence] = (),
) -> ActivationProposal:
    """Turn the first key: put this version forward on what the directie saw; a second click gives the same proposal.

    An older proposal whose consequences have changed lapses. Raises VersionAlreadyActive, NotTheirs, what
    obstacles_of() finds, ImpactOutdated, ConflictsNotAccepted and ProposalPending.
    """
    version = lock_versions()[version.pk]
    if not has_role(by, Role.DIRECTIE):
        raise NotTheirs
    impact = _fit(version, impact_sha256, consequences)
    if set(accepted_conflicts) != set(impact.law_conflicts):
        raise ConflictsNotAccepted
    pending = version.proposals.open().first()
    if pending is not None and pending.impact_sha256 == impact_sha256:
        if pending.proposed_by_id != by.pk:
            raise ProposalPending
        return pending
    if pending is not None:
        lapse_proposal(pending)
    now = akkoord_now()
    proposal = ActivationProposal.objects.create(
        version=version,
        version_sha256=version.sha256,
        impact_sha256=impact_sha256,
        important=important,
        accepted_conflicts=sorted(accepted_conflicts),
        proposed_at=now,
        proposed_by=by,
        delay_until=now + DELAY if waits_instead(version) else None,
    )
    _record(Word.REGLEMENT_PROPOSED, proposal, by)
    return proposal


@transaction.atomic
def confirm_activation(
    proposal: ActivationProposal,
    *,
    impact_sha256: str,
    by: Any,
    consequences: Sequence[Consequence] = (),
    step_up_id: UUID | None = None,
) -> ReglementVersion:
    """Turn the second key: make the proposed version hold and end the one that held, whole or not at all.

    Raises ProposalEnded, SecondPersonNeeded, NotTheirs, VersionAlreadyActive, what obstacles_of() finds, and
    ImpactOutdated when anything changed since the proposal or since this person saw it.
    """
    version, proposal = _locked(proposal)
    if by is None or by.pk == proposal.proposed_by_id:
        raise SecondPersonNeeded
    if not has_role(by, *SECOND_ROLES):
        raise NotTheirs
    _refuse_unless_as_proposed(version, proposal, impact_sha256, consequences)
    return _carry_out(version, proposal, second=by, step_up_id=step_up_id)


@transaction.atomic
def finish_delay(proposal: ActivationProposal, *, consequences: Sequence[Consequence] = ()) -> bool:
    """Make a version hold whose day of waiting is over; returns False when the proposal lapsed, as something changed.

    Raises DelayNotOver, and ProposalEnded when somebody withdrew or confirmed it meanwhile.
    """
    version, proposal = _locked(proposal)
    if proposal.delay_until is None or akkoord_now() < proposal.delay_until:
        raise DelayNotOver
    unchanged = (
        version.is_draft
        and not obstacles_of(version, ruleset_of(version))
        and preview_activation(version, consequences).sha256 == proposal.impact_sha256
    )
    if unchanged:
        _carry_out(version, proposal, second=None)
    else:
        lapse_proposal(proposal)
    return unchanged


@transaction.atomic
def withdraw_proposal(proposal: ActivationProposal, *, by: Any) -> ActivationProposal:
    """Take a proposal back; whoever may turn a key may do so. Raises NotTheirs and ProposalEnded."""
    _version, proposal = _locked(proposal)
    if not has_role(by, *SECOND_ROLES):
        raise NotTheirs
    proposal.withdrawn_at, proposal.withdrawn_by = akkoord_now(), by
    proposal.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _record(Word.REGLEMENT_PROPOSAL_WITHDRAWN, proposal, by)
    return proposal


@transaction.atomic
def activate(
    version: ReglementVersion,
    *,
    impact_sha256: str,
    by: Any,
    second: Any,
    important: bool = False,
    consequences: Sequence[Consequence] = (),
) -> ReglementVersion:
    """Turn both keys at once, for two people who stand beside each other: all of it or nothing.

    Raises what propose_activation() and confirm_activation() raise.
    """
    if by is None or second is None or by.pk == second.pk:
        raise SecondPersonNeeded
    proposal = propose_activation(
        version,
        impact_sha256=impact_sha256,
        by=by,
        accepted_conflicts=preview_activation(version).law_conflicts,
        important=important,
        consequences=consequences,
    )
    return confirm_activation(proposal, impact_sha256=impact_sha256, by=second, consequences=consequences)


def lock_versions() -> dict[UUID, ReglementVersion]:
    """Lock every version until the transaction ends, in one order for everybody, and return them by id."""
    return {row.pk: row for row in ReglementVersion.objects.select_for_update().order_by("pk")}


def waits_instead(version: ReglementVersion) -> bool:
    """Say whether a day of waiting may stand for the second person: the text that holds says so, not the new one."""
    holding = ReglementVersion.objects.active().order_by("-activated_at").first()
    roles = ruleset_of(holding or version).roles
    return roles is not None and roles.second_key == "delay"


def _locked(proposal: ActivationProposal) -> tuple[ReglementVersion, ActivationProposal]:
    version = lock_versions()[proposal.version_id]
    proposal = ActivationProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if not proposal.is_open:
        raise ProposalEnded
    return version, proposal


def _fit(version: ReglementVersion, impact_sha256: str, consequences: Sequence[Consequence]) -> Impact:
    """Return the consequences now; raises what keeps the version from holding, and ImpactOutdated."""
    if not version.is_draft:
        raise VersionAlreadyActive
    for obstacle in obstacles_of(version, ruleset_of(version)):
        raise obstacle
    impact = preview_activation(version, consequences)
    if impact.sha256 != impact_sha256:
        raise ImpactOutdated
    return impact


def _refuse_unless_as_proposed(
    version: ReglementVersion, proposal: ActivationProposal, seen: str, consequences: Sequence[Consequence]
) -> None:
    _fit(version, seen, consequences)
    if proposal.impact_sha256 != seen:
        raise ImpactOutdated


def _carry_out(
    version: ReglementVersion, proposal: ActivationProposal, *, second: Any, step_up_id: UUID | None = None
) -> ReglementVersion:
    now = akkoord_now()
    proposal.activated_at, proposal.second_by, proposal.step_up_id = now, second, step_up_id
    proposal.save(update_fields=["activated_at", "second_by", "step_up_id"])
    ReglementVersion.objects.active().update(superseded_at=now)
    version.activated_at, version.activated_by, version.second_by = now, proposal.proposed_by, second
    version.by_delay, version.impact_sha256 = second is None, proposal.impact_sha256
    columns = acknowledging_of(ruleset_of(version), since=now)
    for column, value in columns.items():
        setattr(version, column, value)
    version.save(update_fields=["activated_at", "activated_by", "second_by", "by_delay", "impact_sha256", *columns])
    if second is not None:
        record(Word.REGLEMENT_CONFIRMED, by=second, **_object(version))
    record(Word.REGLEMENT_ACTIVATED, by=proposal.proposed_by_id, **_object(version))
    return version


def lapse_proposal(proposal: ActivationProposal) -> None:
    """End an open proposal because what it is about has changed; call under lock_versions()."""
    proposal.lapsed_at = akkoord_now()
    proposal.save(update_fields=["lapsed_at"])
    _record(Word.REGLEMENT_PROPOSAL_LAPSED, proposal, None)


def _record(word: Word, proposal: ActivationProposal, by: Any) -> None:
    record(word, by=by, object_type="reglement.activationproposal", object_id=proposal.pk)


def _object(version: ReglementVersion) -> dict[str, Any]:
    return {"object_type": "reglement.version", "object_id": version.pk}
