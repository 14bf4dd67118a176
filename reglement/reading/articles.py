"""A version as people read it: each article with its rules in words, the law that goes before it and own choices."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.text import capfirst
from django.utils.translation import gettext

from reglement.loading import law_floor
from reglement.models import ReglementVersion
from reglement.rules.ruleset import Article, Ruleset
from reglement.rules.wordlists import LawConflict, OrganisationChoice
from reglement.services.rulesets import active_version, current_ruleset
from reglement.trace.carrying import Carrier, carriers_of
from reglement.trace.screens import screens_of
from reglement.wording import entry_told, labels_of
from reglement.wording.fields import field_label, value_words
from reglement.wording.told import Told


@dataclass(frozen=True, kw_only=True)
class LawToRead:
    """Where the law goes before an article: what that means in practice, and the articles of the law."""

    effect: str
    law: tuple[str, ...]
    """Articles of the law floor with their headings: "AVG 9: Bijzondere gegevens"."""


@dataclass(frozen=True, kw_only=True)
class ArticleToRead:
    """One article with everything that the system does for it."""

    key: str
    label: str
    title: str
    text: str
    anchor: str
    rules: tuple[Told, ...]
    """What runs for it, in words; empty when the article is text only."""
    choices: tuple[str, ...]
    """What the organisation filled in where the article leaves a hole, with its reason."""
    laws: tuple[LawToRead, ...]
    screens: tuple[str, ...]
    """Names of the pages on which people meet it."""


@dataclass(frozen=True, kw_only=True)
class ReglementToRead:
    """A version as people read it."""

    name: str
    label: str
    valid_from: date | None
    activated_at: datetime | None
    superseded_at: datetime | None
    articles: tuple[ArticleToRead, ...]


def reglement_to_read(version: ReglementVersion | None = None) -> ReglementToRead:
    """Return a version to read, by default the one that holds now; raises NoActiveReglement."""
    shown = version or active_version()
    text = current_ruleset(shown).ruleset
    return ReglementToRead(
        name=text.metadata.name,
        label=shown.label,
        valid_from=shown.valid_from,
        activated_at=shown.activated_at,
        superseded_at=shown.superseded_at,
        articles=articles_to_read(text),
    )


def articles_to_read(text: Ruleset) -> tuple[ArticleToRead, ...]:
    """Return every article of a text, in its order."""
    carried, labels = carriers_of(text), labels_of(text)
    return tuple(_article(article, carried.get(article.key, ()), text, labels) for article in text.articles)


def title_of(article: Article) -> str:
    """Return what an article is called: "Artikel 4.1: Eerst schriftelijk akkoord"."""
    number = gettext("Artikel %(label)s") % {"label": article.label} if article.label[0].isdigit() else article.label
    return f"{number}: {article.heading}" if article.heading else number


def anchor_of(key: str) -> str:
    """Return the place of an article on the page, for links from decisions."""
    return "art-" + "".join(letter if letter.isalnum() else "-" for letter in key.lower())


def _article(article: Article, carriers: tuple[Carrier, ...], text: Ruleset, labels: dict[str, str]) -> ArticleToRead:
    running = [carrier for carrier in carriers if carrier.part != "law_conflict"]
    own = {getattr(each.entry, "id", "") for each in carriers if getattr(each.entry, "article", "") == article.key}
    return ArticleToRead(
        key=article.key,
        label=article.label,
        title=title_of(article),
        text=article.text,
        anchor=anchor_of(article.key),
        rules=tuple(entry_told(each.part, each.entry, labels, here=article.key) for each in running),
        choices=tuple(_choice(choice) for choice in text.organisation_choice if choice.rule in own),
        laws=tuple(_law(conflict) for conflict in text.law_conflict if conflict.article == article.key),
        screens=tuple(dict.fromkeys(screen for carrier in running for screen in screens_of(carrier))),
    )


def _choice(choice: OrganisationChoice) -> str:
    """Return a choice in words: "Bewaartermijn: 2 jaar. De tekst noemt geen termijn; ..."."""
    value = value_words("value", choice.value)
    return f"{capfirst(field_label(choice.field))}: {value}. {capfirst(choice.reason)}"


def _law(conflict: LawConflict) -> LawToRead:
    headings = {article.key: article for article in law_floor().ruleset.articles}
    cited = (headings.get(key) for key in conflict.law)
    names = tuple(f"{article.label}: {article.heading}" for article in cited if article is not None)
    return LawToRead(effect=conflict.effect, law=names or conflict.law)
