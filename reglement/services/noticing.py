"""Who must be told of a new version, and what staff must do with it, as the notice rules of a text say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from reglement.deciding.calendar import add_term
from reglement.models import ReglementVersion
from reglement.rules import Ruleset
from reglement.rules.entitlements import NoticeRule
from reglement.services.previewing import ruleset_of
from reglement.terms import UNSET
from vault.clock import AMSTERDAM, start_of

# Who is told of a new version by this program; the rest people do themselves (a website, a letter).
OUR_AUDIENCES: Final = ("client", "opdrachtgever", "staff")
NOTHING_ASKED: Final[Mapping[str, object]] = {
    "acknowledge_by": None,
    "acknowledge_with": "",
    "acknowledge_article": "",
}


@dataclass(frozen=True)
class Promise:
    """One promise of a text to tell an audience of a new version."""

    audience: str
    channels: tuple[str, ...]
    article: str
    """Number of the article as it is printed."""
    evidence: tuple[str, ...]
    only_if_important: bool
    access_ends: bool
    within: str | None

    @property
    def is_mailed(self) -> bool:
        """Say whether an e-mail keeps this promise; a text that names no way is kept by e-mail too."""
        return not self.channels or "email" in self.channels


def promises_between(version: ReglementVersion) -> tuple[Promise, ...]:
    """Return what is promised about this version: by itself, and by the one it replaces or replaced.

    The first version changes nothing for anybody, so only what it asks of staff remains.
    """
    text, replaced = ruleset_of(version), replaced_by(version)
    if replaced is None:
        return tuple(promise for promise in promises_of(text) if promise.audience == "staff")
    return promises_of(text, ruleset_of(replaced))


def replaced_by(version: ReglementVersion) -> ReglementVersion | None:
    """Return the version that this one replaced, or would replace now; None for the first."""
    others = ReglementVersion.objects.filter(activated_at__isnull=False).exclude(pk=version.pk)
    if version.activated_at is None:
        others = others.filter(superseded_at=None)
    else:
        others = others.filter(superseded_at=version.activated_at, activated_at__lte=version.activated_at)
    return others.order_by("-activated_at").first()


def promises_of(*texts: Ruleset) -> tuple[Promise, ...]:
    """Return what these texts promise about a new version, by audience; of two texts the first to promise counts.

    The text that held promised to tell of its change, the new one how it is brought in; both are kept.
    """
    found: dict[tuple[str, tuple[str, ...]], Promise] = {}
    for text in texts:
        labels = {article.key: article.label for article in text.articles}
        for rule in _about_versions(text):
            for audience in rule.audience:
                promise = _promise(rule, audience, labels[rule.article])
                found.setdefault((audience, promise.channels), promise)
    return tuple(found.values())


def promises_to_keep(promises: Iterable[Promise], *, important: bool) -> tuple[Promise, ...]:
    """Return the promises that this program keeps itself about a change, important or not; one per audience."""
    due: dict[str, Promise] = {}
    for promise in promises:
        is_ours = promise.audience in OUR_AUDIENCES and (promise.is_mailed or "portal" in promise.channels)
        is_due = important or not promise.only_if_important
        if is_ours and is_due and (promise.audience not in due or promise.is_mailed):
            due[promise.audience] = promise
    return tuple(due.values())


def acknowledging_of(text: Ruleset, *, since: datetime) -> Mapping[str, object]:
    """Return until when and how staff must acknowledge this version, as columns of it; empty when it asks nothing."""
    promise = next((each for each in promises_of(text) if each.audience == "staff" and each.access_ends), None)
    if promise is None or promise.within == UNSET:
        return NOTHING_ASKED
    day = since.astimezone(AMSTERDAM).date()
    last_day = add_term(day, promise.within) if promise.within else day
    return {
        "acknowledge_by": start_of(last_day + timedelta(days=1)) if promise.within else since,
        "acknowledge_with": "read" if "read" in promise.evidence else "signed",
        "acknowledge_article": promise.article,
    }


def _about_versions(text: Ruleset) -> Iterable[NoticeRule]:
    return (rule for rule in text.notice_rule if rule.event == "version_activated")


def _promise(rule: NoticeRule, audience: str, article: str) -> Promise:
    return Promise(
        audience=audience,
        channels=rule.channel,
        article=article,
        evidence=rule.evidence,
        only_if_important=rule.only_if == "important",
        access_ends=rule.otherwise == "access_ends",
        within=rule.within,
    )
