"""From stored versions to rulesets that can be asked, compiled once per hash."""

from reglement.deciding import CompiledRuleset, compile_ruleset
from reglement.loading import law_floor, read_document
from reglement.models import ReglementVersion
from reglement.refusals import NoActiveReglement

__all__ = ["active_version", "current_ruleset", "law_floor"]

REMEMBERED_VERSIONS = 32
_compiled: dict[str, CompiledRuleset] = {}


def active_version() -> ReglementVersion:
    """Return the version that holds now; raises NoActiveReglement."""
    version = ReglementVersion.objects.active().select_related("reglement").order_by("-activated_at").first()
    if version is None:
        raise NoActiveReglement
    return version


def current_ruleset(version: ReglementVersion) -> CompiledRuleset:
    """Return the rules of this version, ready to be asked; compiled once per hash in each process."""
    ruleset = _compiled.get(version.sha256)
    if ruleset is None:
        if len(_compiled) >= REMEMBERED_VERSIONS:
            _compiled.clear()
        document = read_document(version.document, file=version.label)
        ruleset = _compiled[version.sha256] = compile_ruleset(document, law_floor())
    return ruleset
