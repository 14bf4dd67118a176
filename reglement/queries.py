"""What pages of this and higher rooms read about the reglement."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from reglement.models import Acknowledgement, ReglementVersion
from reglement.rules.gate import Match
from reglement.rules.needs import AnyNeed, GroundNeed, Need
from reglement.services.rulesets import current_ruleset, law_floor


def has_signed_confidentiality(user: Any) -> bool:
    """Say whether this person signed the statement about confidentiality."""
    return Acknowledgement.objects.filter(
        user=user, kind=Acknowledgement.Kind.CONFIDENTIALITY, evidence=Acknowledgement.Evidence.SIGNED
    ).exists()


def barred_outright(version: ReglementVersion, act: str) -> str:
    """Return the label of the article that forbids this act to everybody whatever the case; "" when none does."""
    text = current_ruleset(version)
    for rule in text.ruleset.gate_rule:
        always = rule.match == Match() and rule.except_ is None and not rule.unless
        if rule.effect == "deny" and act in rule.act and always:
            return text.articles[rule.article].label
    return ""


def deciders_of_grounds(version: ReglementVersion) -> dict[str, frozenset[str]]:
    """Return, for each ground on which somebody in a named role has to decide, the roles of which one is enough.

    The text and the law under it are both read: what either asks, is asked.
    """
    rules = [*current_ruleset(version).ruleset.gate_rule, *law_floor().ruleset.gate_rule]
    found: dict[str, frozenset[str]] = {}
    for need in (need for rule in rules for need in _grounds_in([*rule.needs, *rule.unless])):
        for kind in need.one_of if need.decided_by else ():
            found[kind] = found.get(kind, frozenset()) | frozenset(need.decided_by)
    return found


def _grounds_in(needs: Iterable[Need]) -> Iterator[GroundNeed]:
    for need in needs:
        if isinstance(need, GroundNeed):
            yield need
        elif isinstance(need, AnyNeed):
            yield from _grounds_in(need.of)


def acknowledged_versions(user_id: UUID) -> frozenset[UUID]:
    """Return the versions that this person read or signed."""
    found = Acknowledgement.objects.filter(
        user=user_id,
        kind=Acknowledgement.Kind.REGLEMENT,
        evidence__in=[Acknowledgement.Evidence.READ, Acknowledgement.Evidence.SIGNED],
    )
    return frozenset(found.values_list("version_id", flat=True))


def version_lookup(asked: str) -> dict[str, object]:
    """Return how to find the version that somebody named by its id or by the hash of its text."""
    try:
        return {"pk": UUID(asked)}
    except ValueError:
        return {"sha256": asked}


def is_on_the_website(version: ReglementVersion) -> bool:
    """Say whether the text itself says that everybody can read it on the website."""
    return "website" in current_ruleset(version).ruleset.metadata.available_at


def published_version(version_id: UUID) -> ReglementVersion | None:
    """Return a version that holds or held; a draft is for nobody to read."""
    return ReglementVersion.objects.filter(pk=version_id, activated_at__isnull=False).first()
