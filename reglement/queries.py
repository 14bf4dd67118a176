"""What pages of this and higher rooms read about the reglement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from reglement.models import Acknowledgement, Article, ReglementVersion
from reglement.rules.wordlists import LawConflict, OrganisationChoice
from reglement.services.rulesets import active_version, current_ruleset


@dataclass(frozen=True, kw_only=True)
class ArticleOnPage:
    """One article as a page shows it, with what the organisation chose and what the law changes about it."""

    key: str
    label: str
    heading: str
    text: str
    anchor: str
    choices: tuple[str, ...]
    conflicts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReglementOnPage:
    """A version as people read it."""

    name: str
    label: str
    activated_at: datetime | None
    superseded_at: datetime | None
    articles: tuple[ArticleOnPage, ...]


def has_signed_confidentiality(user: Any) -> bool:
    """Say whether this person signed the statement about confidentiality."""
    return Acknowledgement.objects.filter(
        user=user, kind=Acknowledgement.Kind.CONFIDENTIALITY, evidence=Acknowledgement.Evidence.SIGNED
    ).exists()


def acknowledged_versions(user_id: UUID) -> frozenset[UUID]:
    """Return the versions that this person read or signed."""
    found = Acknowledgement.objects.filter(
        user=user_id,
        kind=Acknowledgement.Kind.REGLEMENT,
        evidence__in=[Acknowledgement.Evidence.READ, Acknowledgement.Evidence.SIGNED],
    )
    return frozenset(found.values_list("version_id", flat=True))


def reglement_to_read(version: ReglementVersion | None = None) -> ReglementOnPage:
    """Return a version to read, by default the one that holds now; raises NoActiveReglement."""
    shown = version or active_version()
    ruleset = current_ruleset(shown).ruleset
    article_of = {
        **{rule.id: rule.article for rule in ruleset.gate_rule},
        **{rule.id: rule.article for rule in ruleset.retention_rule},
        **{rule.id: rule.article for rule in ruleset.residual_rule},
        **{rule.id: rule.article for rule in ruleset.right_rule},
    }
    return ReglementOnPage(
        name=ruleset.metadata.name,
        label=shown.label,
        activated_at=shown.activated_at,
        superseded_at=shown.superseded_at,
        articles=tuple(
            _on_page(article, ruleset.organisation_choice, ruleset.law_conflict, article_of)
            for article in shown.articles.all()
        ),
    )


def version_lookup(asked: str) -> dict[str, object]:
    """Return how to find the version that somebody named by its id or by the hash of its text."""
    try:
        return {"pk": UUID(asked)}
    except ValueError:
        return {"sha256": asked}


def published_version(version_id: UUID) -> ReglementVersion | None:
    """Return a version that holds or held; a draft is for nobody to read."""
    return ReglementVersion.objects.filter(pk=version_id, activated_at__isnull=False).first()


def anchor_of(key: str) -> str:
    """Return the place of an article on the page, for links from decisions."""
    return "art-" + "".join(letter if letter.isalnum() else "-" for letter in key.lower())


def _on_page(
    article: Article,
    choices: tuple[OrganisationChoice, ...],
    conflicts: tuple[LawConflict, ...],
    article_of: dict[str, str],
) -> ArticleOnPage:
    return ArticleOnPage(
        key=article.key,
        label=article.label,
        heading=article.heading,
        text=article.text,
        anchor=anchor_of(article.key),
        choices=tuple(choice.reason for choice in choices if article_of.get(choice.rule) == article.key),
        conflicts=tuple(conflict.effect for conflict in conflicts if conflict.article == article.key),
    )
