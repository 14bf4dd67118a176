"""What somebody reads before he acknowledges a version, and who acknowledged what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from consent.queries.audiences import people_of
from reglement.acknowledgements import Standing, evidence_counts, last_acknowledged, staff_standings, to_acknowledge
from reglement.comparing import Section, compare, sections_of
from reglement.models import ReglementVersion
from reglement.services import replaced_by
from reglement.services.previewing import ruleset_of
from reglement.wording import labels_of
from reglement.wording import vocabulary as say


@dataclass(frozen=True)
class AcknowledgePage:
    """The version that holds, what is different from what this person knew, and what is asked of him."""

    id: UUID
    sha256: str
    reglement: str
    label: str
    since: datetime | None
    known_label: str
    sections: Sequence[Section]
    evidence: str
    is_asked: bool
    is_done: bool
    is_closed: bool
    until: date | None
    article: str


@dataclass(frozen=True)
class Counts:
    """How many people of an audience got, read or signed a version."""

    audience: str
    total: int
    sent: int
    read: int


@dataclass(frozen=True)
class AcknowledgementsPage:
    """Who is how far with the version that holds."""

    label: str
    reglement: str
    until: date | None
    article: str
    waiting: Sequence[Standing]
    done: Sequence[Standing]
    others: Sequence[Counts]


def acknowledge_page(version: ReglementVersion, user: Any, *, is_staff: bool) -> AcknowledgePage:
    """Return the version that holds beside the last one that this person acknowledged, or else the one it replaced."""
    asked = to_acknowledge(user) if is_staff else None
    mine = last_acknowledged(user, version)
    known = mine.before or replaced_by(version)
    text, before = ruleset_of(version), ruleset_of(known) if known else None
    sections = sections_of(compare(before, text), labels_of(before, text)) if before else ()
    return AcknowledgePage(
        id=version.pk,
        sha256=version.sha256,
        reglement=version.reglement.name,
        label=version.label,
        since=version.activated_at,
        known_label=known.label if known else "",
        sections=sections,
        evidence=(version.acknowledge_with or "read") if is_staff else "read",
        is_asked=asked is not None,
        is_done=mine.has_this if asked is None else False,
        is_closed=asked is not None and asked.is_closed,
        until=version.acknowledge_until,
        article=version.acknowledge_article,
    )


def acknowledgements_page(version: ReglementVersion) -> AcknowledgementsPage:
    """Return who works here and is how far with this version, and how many clients and contacts are."""
    standings = staff_standings(version)
    return AcknowledgementsPage(
        label=version.label,
        reglement=version.reglement.name,
        until=version.acknowledge_until,
        article=version.acknowledge_article,
        waiting=[each for each in standings if not each.is_enough],
        done=[each for each in standings if each.is_enough],
        others=[_counts(audience, version) for audience in ("client", "opdrachtgever")],
    )


def _counts(audience: str, version: ReglementVersion) -> Counts:
    people = people_of(audience)
    counted = evidence_counts(version, people)
    return Counts(str(say.AUDIENCES[audience]), people.count(), counted["sent"], counted["read"] + counted["signed"])
