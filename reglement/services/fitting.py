"""Whether a version can hold at all: no hole, a place of its own among the versions, and the day has come."""

from collections.abc import Iterator

from reglement.loading.checking import missing_default_denies
from reglement.loading.endless import without_end
from reglement.loading.unparted import kinds_without_part
from reglement.loading.unrecorded import holds_without_beginning
from reglement.models import Reglement, ReglementVersion
from reglement.refusals import (
    LabelTaken,
    NotYetValid,
    PeriodsOverlap,
    SupersedesInCircle,
    SupersedesMissing,
    SupersedesUnknown,
    VersionHasHoles,
)
from reglement.rules import Ruleset
from reglement.rules.choices import DEFAULT_DENY, NO_END, Hole, holes_of
from ui.facts import DomainRefusal
from vault.clock import today


def open_places(ruleset: Ruleset) -> tuple[Hole, ...]:
    """Return every hole that is not filled: also a missing default-deny, what has no end, a hold that never begins.

    And each kind of content of which the house keeps no part, where a rule gives it an end of its own.
    """
    missing = (Hole(DEFAULT_DENY, name, "") for name in missing_default_denies(ruleset))
    endless = (Hole(NO_END, ".".join(filter(None, each)), "") for each in without_end(ruleset))
    never = (*holds_without_beginning(ruleset), *kinds_without_part(ruleset))
    return (*holes_of(ruleset), *missing, *endless, *never)


def obstacles_of(version: ReglementVersion, ruleset: Ruleset) -> tuple[type[DomainRefusal], ...]:
    """Return why this version cannot hold today; nothing when it can."""
    return tuple(_obstacles(version, ruleset))


def obstacles_of_draft(ruleset: Ruleset) -> tuple[type[DomainRefusal], ...]:
    """Return why this text could not hold today if it were put forward as it is."""
    own = Reglement.objects.filter(key=ruleset.metadata.key).first()
    return obstacles_of(ReglementVersion(reglement=own, label=ruleset.metadata.label), ruleset)


def _obstacles(version: ReglementVersion, ruleset: Ruleset) -> Iterator[type[DomainRefusal]]:
    if open_places(ruleset):
        yield VersionHasHoles
    if ruleset.metadata.valid_from is not None and ruleset.metadata.valid_from > today():
        yield NotYetValid
    held = list(
        ReglementVersion.objects.filter(reglement=version.reglement_id, activated_at__isnull=False).exclude(
            pk=version.pk
        )
    )
    yield from _obstacles_among(version, ruleset, held)


def _obstacles_among(
    version: ReglementVersion, ruleset: Ruleset, held: list[ReglementVersion]
) -> Iterator[type[DomainRefusal]]:
    """Yield what stands in the way among the versions of the same reglement that hold or held."""
    predecessors = {other.label: other.document["metadata"].get("supersedes") for other in held}
    if version.label in predecessors:
        yield LabelTaken
    own = ruleset.metadata.valid_from
    if own is not None and any(other.valid_from is not None and other.valid_from >= own for other in held):
        yield PeriodsOverlap
    yield from _obstacles_before(version.label, ruleset.metadata.supersedes, predecessors)


def _obstacles_before(
    label: str, supersedes: str | None, predecessors: dict[str, str | None]
) -> Iterator[type[DomainRefusal]]:
    """Yield what is wrong with the version that this one says it replaces; the first may name a text of before."""
    if supersedes is None:
        if predecessors:
            yield SupersedesMissing
        return
    if predecessors and supersedes not in {label, *predecessors}:
        yield SupersedesUnknown
    walked = {label}
    step: str | None = supersedes
    while step is not None:
        if step in walked:
            yield SupersedesInCircle
            return
        walked.add(step)
        step = predecessors.get(step)
