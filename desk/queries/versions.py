"""The versions of the reglement, for who turns the keys: the list, and what one version would change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import has_role
from accounts.queries import names_of
from accounts.terms import Role
from consent.queries.audiences import people_of
from desk.services.activating import as_consequences
from reglement.comparing import Section, compare, sections_of
from reglement.loading.unparted import rules_about_kinds_of_data
from reglement.models import ActivationProposal, ReglementVersion
from reglement.rules import Ruleset
from reglement.services import Impact, preview_activation, promises_between, replaced_by
from reglement.services.fitting import obstacles_of
from reglement.services.noticing import OUR_AUDIENCES, Promise
from reglement.services.previewing import ruleset_of
from reglement.wording import hole_text, labels_of, term_words
from reglement.wording import vocabulary as say
from retention.coming import EarlierDate, EarlierRemains, earlier_dates, earlier_remains, shorter_terms
from vault.clock import today


@dataclass(frozen=True)
class VersionLine:
    """One version in the list."""

    id: UUID
    label: str
    reglement: str
    state: str
    is_draft: bool
    loaded_at: datetime
    activated_at: datetime | None
    superseded_at: datetime | None
    people: str
    is_proposed: bool


@dataclass(frozen=True)
class Conflict:
    """A place where text and law differ, to be accepted by itself."""

    value: str
    article: str
    law: str
    effect: str


@dataclass(frozen=True)
class ToTell:
    """One audience that must hear of the new version, how, and by whom."""

    audience: str
    count: int | None
    how: str
    article: str
    only_if_important: bool
    is_ours: bool


@dataclass(frozen=True)
class DueDate:
    """A part of a dossier that must be gone earlier."""

    dossier: str
    part: str
    was: date | None
    becomes: date
    is_at_once: bool
    article: str


@dataclass(frozen=True)
class DueRemains:
    """Lines that remained of destroyed dossiers and must be gone earlier."""

    lines: int
    was: date
    becomes: date
    is_at_once: bool
    article: str


@dataclass(frozen=True)
class RunningTerm:
    """A running dossier for which a shorter term will count when it ends."""

    dossier: str
    part: str
    was: str
    becomes: str


@dataclass(frozen=True)
class ProposalView:
    """The first key: who turned it, when, and whether it still fits what would happen now."""

    id: UUID
    by: str
    at: datetime
    important: bool
    delay_until: datetime | None
    is_outdated: bool
    is_own: bool


@dataclass(frozen=True)
class PreviewPage:
    """Everything that both people see before a version holds."""

    id: UUID
    label: str
    reglement: str
    is_draft: bool
    is_active: bool
    replaces: str
    sections: Sequence[Section]
    stricter: int
    looser: int
    obstacles: Sequence[str]
    holes: Sequence[str]
    choices: Sequence[tuple[str, str]]
    conflicts: Sequence[Conflict]
    dates: Sequence[DueDate]
    remains: Sequence[DueRemains]
    running: Sequence[RunningTerm]
    # The articles with a rule about kinds of data, which leaves what has no kind with the whole dossier.
    apart: Sequence[str]
    to_tell: Sequence[ToTell]
    impact: Impact
    proposal: ProposalView | None
    may_propose: bool
    activated: VersionLine | None

    @property
    def offers_first_key(self) -> bool:
        """Say whether the reader can put this version forward now."""
        is_proposed = self.proposal is not None and not self.proposal.is_outdated
        return self.may_propose and not self.obstacles and not is_proposed


def version_lines() -> list[VersionLine]:
    """Return every version, the one that holds first, then drafts, then what held before."""
    versions = list(ReglementVersion.objects.select_related("reglement").defer("document").order_by("-loaded_at"))
    proposed = set(ActivationProposal.objects.open().values_list("version_id", flat=True))
    names = names_of(person for version in versions for person in (version.activated_by_id, version.second_by_id))
    lines = [_line(version, names, is_proposed=version.pk in proposed) for version in versions]
    held = sorted((line for line in lines if line.superseded_at), key=_activated, reverse=True)
    return [line for line in lines if line.activated_at and not line.superseded_at] + [
        *(line for line in lines if line.is_draft),
        *held,
    ]


def preview_page(version: ReglementVersion, user: User) -> PreviewPage:
    """Return what making this version hold would change, with the hash that both keys are bound to."""
    text, replaced = ruleset_of(version), replaced_by(version)
    before = ruleset_of(replaced) if replaced else None
    dates = earlier_dates(version) if version.is_draft else []
    remains = earlier_remains(version) if version.is_draft else []
    impact = preview_activation(version, as_consequences(dates, remains))
    differences = compare(before, text) if before else ()
    names = names_of([version.activated_by_id, version.second_by_id])
    category_labels = _category_labels(text)
    return PreviewPage(
        id=version.pk,
        label=version.label,
        reglement=version.reglement.name,
        is_draft=version.is_draft,
        is_active=version.is_active,
        replaces=replaced.label if replaced else "",
        sections=sections_of(differences, labels_of(before, text) if before else None),
        stricter=sum(each.effect == "stricter" for each in differences),
        looser=sum(each.effect == "looser" for each in differences),
        obstacles=[str(each.sentence) for each in obstacles_of(version, text)] if version.is_draft else [],
        holes=[hole_text(hole) for hole in impact.holes],
        choices=[_choice(each.value, each.reason) for each in text.organisation_choice],
        conflicts=_conflicts(text),
        dates=[_due(each, category_labels) for each in dates],
        remains=[_due_remains(each) for each in remains],
        running=_running(version),
        apart=_apart(text),
        to_tell=_to_tell(version),
        impact=impact,
        proposal=_proposal(version, impact, user),
        may_propose=version.is_draft and has_role(user, Role.DIRECTIE),
        activated=None if version.is_draft else _line(version, names, is_proposed=False),
    )


def _line(version: ReglementVersion, names: dict[UUID, str], *, is_proposed: bool) -> VersionLine:
    people = [names.get(person, "") for person in (version.activated_by_id, version.second_by_id) if person]
    state = _("ontwerp") if version.is_draft else _("geldt") if version.is_active else _("vervangen")
    return VersionLine(
        id=version.pk,
        label=version.label,
        reglement=version.reglement.name,
        state=state,
        is_draft=version.is_draft,
        loaded_at=version.loaded_at,
        activated_at=version.activated_at,
        superseded_at=version.superseded_at,
        people=_(" en ").join(filter(None, people)),
        is_proposed=is_proposed,
    )


def _activated(line: VersionLine) -> datetime:
    return line.activated_at or line.loaded_at


def _choice(value: str, reason: str) -> tuple[str, str]:
    return term_words(value) if value.startswith("P") else value, reason


def _conflicts(text: Ruleset) -> list[Conflict]:
    labels = labels_of(text)
    return [
        Conflict(
            value=f"{each.article}: {each.effect}",
            article=labels.get(each.article, each.article),
            law=", ".join(each.law),
            effect=each.effect,
        )
        for each in text.law_conflict
    ]


def _part_words(carrier: str, category: str, labels: dict[str, str]) -> str:
    """Return a carrier as people say it, or the kind of data on it that has an end of its own."""
    return labels.get(category, category) if category else str(say.CARRIERS[carrier])


def _category_labels(text: Ruleset) -> dict[str, str]:
    return {item.key: item.label for item in text.catalogue_item}


def _due(each: EarlierDate, labels: dict[str, str]) -> DueDate:
    return DueDate(
        dossier=each.dossier,
        part=_part_words(each.carrier, each.category, labels),
        was=each.was,
        becomes=each.becomes,
        is_at_once=each.becomes <= today(),
        article=each.article,
    )


def _due_remains(each: EarlierRemains) -> DueRemains:
    return DueRemains(each.lines, each.was, each.becomes, each.becomes <= today(), each.article)


def _running(version: ReglementVersion) -> list[RunningTerm]:
    """Return a line per dossier and term; what lies on several carriers under one term is told once."""
    parts: dict[tuple[str, str, str], list[str]] = {}
    labels = _category_labels(ruleset_of(version))
    for each in shorter_terms(version) if version.is_draft else ():
        words = _part_words(each.carrier, each.category, labels)
        parts.setdefault((each.dossier, each.was, each.becomes), []).append(words)
    return [
        RunningTerm(dossier, ", ".join(carriers), term_words(was), term_words(becomes))
        for (dossier, was, becomes), carriers in parts.items()
    ]


def _apart(text: Ruleset) -> list[str]:
    labels = labels_of(text)
    return list(dict.fromkeys(labels[rule.article] for rule in rules_about_kinds_of_data(text)))


def _to_tell(version: ReglementVersion) -> list[ToTell]:
    return [_audience(promise) for promise in promises_between(version)]


def _audience(promise: Promise) -> ToTell:
    is_ours = promise.audience in OUR_AUDIENCES and (promise.is_mailed or "portal" in promise.channels)
    ways = promise.channels or ("email",)
    return ToTell(
        audience=str(say.AUDIENCES.get(promise.audience, promise.audience)),
        count=people_of(promise.audience).count() if promise.audience in OUR_AUDIENCES else None,
        how=say.listed(say.NOTICE_CHANNELS, ways),
        article=promise.article,
        only_if_important=promise.only_if_important,
        is_ours=is_ours,
    )


def _proposal(version: ReglementVersion, impact: Impact, user: User) -> ProposalView | None:
    proposal = version.proposals.open().first()
    if proposal is None:
        return None
    return ProposalView(
        id=proposal.pk,
        by=names_of([proposal.proposed_by_id]).get(proposal.proposed_by_id, ""),
        at=proposal.proposed_at,
        important=proposal.important,
        delay_until=proposal.delay_until,
        is_outdated=proposal.impact_sha256 != impact.sha256,
        is_own=proposal.proposed_by_id == user.pk,
    )
