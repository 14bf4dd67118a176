"""From stored versions to rulesets that can be asked, compiled once per hash."""

from django.db.models import Q

from reglement.deciding import CompiledRuleset, compile_ruleset
from reglement.loading import law_floor, stored_ruleset
from reglement.models import ReglementVersion
from reglement.refusals import NoActiveReglement

__all__ = ["active_version", "current_ruleset", "deciding_version", "law_floor", "versions_since"]

REMEMBERED_VERSIONS = 32
_compiled: dict[str, CompiledRuleset] = {}


def active_version() -> ReglementVersion:
    """Return the version that holds now; raises NoActiveReglement."""
    version = ReglementVersion.objects.active().select_related("reglement").order_by("-activated_at").first()
    if version is None:
        raise NoActiveReglement
    return version


def deciding_version(began_under: ReglementVersion) -> ReglementVersion:
    """Return the version that decides now about what began under this one: the same until it was replaced.

    Raises NoActiveReglement when it was replaced and nothing holds.
    """
    return began_under if began_under.superseded_at is None else active_version()


def versions_since(began_under: ReglementVersion) -> list[ReglementVersion]:
    """Return this version and every one that was made to hold after it, the oldest first."""
    if began_under.activated_at is None:
        return [began_under]
    came_after = Q(activated_at__gt=began_under.activated_at)
    if began_under.superseded_at == began_under.activated_at:
        # It held for no time at all: what replaced it at that same moment came after it.
        came_after |= Q(activated_at=began_under.activated_at, superseded_at=None)
    later = ReglementVersion.objects.filter(came_after).exclude(pk=began_under.pk)
    return [began_under, *later.order_by("activated_at")]


def current_ruleset(version: ReglementVersion) -> CompiledRuleset:
    """Return the rules of this version, ready to be asked; compiled once per hash in each process."""
    ruleset = _compiled.get(version.sha256)
    if ruleset is None:
        if len(_compiled) >= REMEMBERED_VERSIONS:
            _compiled.clear()
        ruleset = _compiled[version.sha256] = compile_ruleset(stored_ruleset(version.document), law_floor())
    return ruleset
