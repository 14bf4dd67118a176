"""Who got, read or signed which version, who still has to, and who is kept out until he does."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from accounts.models import RoleAssignment, User
from accounts.terms import STAFF_ROLES
from reglement.models import Acknowledgement, ReglementVersion
from ui.remembering import remembered
from vault.clock import AkkoordNow

_STRONGER = ("sent", "handed_over", "read", "signed")


@dataclass(frozen=True)
class ToAcknowledge:
    """What a member of staff still has to acknowledge, and whether dossiers are closed to him until then."""

    version_id: UUID
    label: str
    article: str
    last_day: date | None
    is_closed: bool


@dataclass(frozen=True)
class Standing:
    """How far one person is with one version: the strongest evidence, since when, and whether it is enough."""

    user_id: UUID
    name: str
    evidence: str
    evidence_words: str
    at: datetime | None
    is_enough: bool
    is_closed: bool


def unacknowledged(user_id: Any) -> QuerySet[ReglementVersion]:
    """Return the version that holds if this person, or person of an outer query, still has to acknowledge it."""
    enough = Q(evidence=Acknowledgement.Evidence.SIGNED) | Q(evidence=OuterRef("acknowledge_with"))
    done = Acknowledgement.objects.filter(
        enough, user=user_id, kind=Acknowledgement.Kind.REGLEMENT, version=OuterRef("pk")
    )
    works_here = RoleAssignment.objects.live().filter(user=user_id, role__in=STAFF_ROLES)
    asked = ReglementVersion.objects.active().filter(acknowledge_by__isnull=False)
    return asked.filter(Exists(works_here), ~Exists(done))


def closed_until_acknowledged(user_id: Any) -> QuerySet[ReglementVersion]:
    """Return the version for want of which this person gets into no dossier: his time is over, or he is new.

    Who came to work here after the version began to hold has no time to get used to it: he acknowledges it first.
    """
    return unacknowledged(user_id).filter(_is_late(user_id))


def _is_late(user_id: Any) -> Q:
    was_here = RoleAssignment.objects.filter(
        user=user_id, role__in=STAFF_ROLES, valid_from__lte=OuterRef("activated_at")
    )
    return Q(acknowledge_by__lte=AkkoordNow()) | Q(~Exists(was_here))


def to_acknowledge(user: Any) -> ToAcknowledge | None:
    """Return what this member of staff still has to acknowledge, or None; one query."""
    if not user.is_authenticated:
        return None
    version = _asked_of(user.pk).first()
    if version is None:
        return None
    return ToAcknowledge(
        version_id=version.pk,
        label=version.label,
        article=version.acknowledge_article,
        last_day=version.acknowledge_until,
        is_closed=version.is_closed,
    )


def is_kept_out(user: Any) -> bool:
    """Say whether dossiers are closed to this person until he acknowledges the version that holds."""
    return _closed_to(user.pk).exists()


def staff_standings(version: ReglementVersion) -> list[Standing]:
    """Return how far everybody who works here is with this version, who has yet to acknowledge it first."""
    roles = RoleAssignment.objects.live().filter(user=OuterRef("pk"), role__in=STAFF_ROLES)
    # Twice outer: the person is named inside what is asked about a version.
    kept_out = Exists(closed_until_acknowledged(OuterRef(OuterRef("pk"))))
    people = User.objects.filter(Exists(roles), is_active=True).annotate(is_kept_out=kept_out)
    strongest = _strongest(version, people)
    asked = version.acknowledge_with or Acknowledgement.Evidence.READ
    standings = [_standing(person, strongest.get(person.pk), asked) for person in people.order_by("created_at", "pk")]
    return sorted(standings, key=lambda each: (each.is_enough, each.name))


def evidence_counts(version: ReglementVersion, users: QuerySet[User]) -> dict[str, int]:
    """Return how many of these people got, read or signed this version, each counted under every step he took."""
    of_these = Acknowledgement.objects.filter(version=version, kind=Acknowledgement.Kind.REGLEMENT, user__in=users)
    found = of_these.values_list("evidence", "user_id").distinct()
    counts = dict.fromkeys(_STRONGER, 0)
    for evidence, _user_id in found:
        counts[evidence] += 1
    return counts


def news_for(user: Any) -> ReglementVersion | None:
    """Return the version that holds if this person was told of it and has not said that he read it."""
    return _told_to(user.pk).first()


# Every page asks these about who looks at it, and putting them together costs more than their answer. What is
# remembered is the question alone, never an answer.
@remembered
def _asked_of(user_id: UUID) -> QuerySet[Any]:
    is_closed = ExpressionWrapper(_is_late(user_id), output_field=BooleanField())
    return unacknowledged(user_id).defer("document").annotate(is_closed=is_closed)


@remembered
def _closed_to(user_id: UUID) -> QuerySet[ReglementVersion]:
    return closed_until_acknowledged(user_id)


@remembered
def _told_to(user_id: UUID) -> QuerySet[ReglementVersion]:
    mine = Acknowledgement.objects.filter(user=user_id, kind=Acknowledgement.Kind.REGLEMENT, version=OuterRef("pk"))
    told = mine.filter(evidence=Acknowledgement.Evidence.SENT)
    read = mine.filter(evidence__in=[Acknowledgement.Evidence.READ, Acknowledgement.Evidence.SIGNED])
    return ReglementVersion.objects.active().defer("document").filter(Exists(told), ~Exists(read))


def _strongest(version: ReglementVersion, people: QuerySet[User]) -> dict[UUID, Acknowledgement]:
    found: dict[UUID, Acknowledgement] = {}
    rows = Acknowledgement.objects.filter(version=version, kind=Acknowledgement.Kind.REGLEMENT, user__in=people)
    for row in rows.order_by("acknowledged_at"):
        before = found.get(row.user_id)
        if before is None or _STRONGER.index(row.evidence) > _STRONGER.index(before.evidence):
            found[row.user_id] = row
    return found


def _standing(person: Any, row: Acknowledgement | None, asked: str) -> Standing:
    return Standing(
        user_id=person.pk,
        name=person.name or person.email,
        evidence=row.evidence if row else "",
        evidence_words=row.get_evidence_display() if row else "",
        at=row.acknowledged_at if row else None,
        is_enough=row is not None and _STRONGER.index(row.evidence) >= _STRONGER.index(asked),
        is_closed=person.is_kept_out,
    )


@dataclass(frozen=True)
class Known:
    """What a person acknowledged: this very version, and the newest other one."""

    has_this: bool
    before: ReglementVersion | None


def last_acknowledged(user: Any, version: ReglementVersion) -> Known:
    """Return whether this person read or signed this version, and which other one he did last."""
    mine = Acknowledgement.objects.filter(
        user=user.pk,
        kind=Acknowledgement.Kind.REGLEMENT,
        evidence__in=[Acknowledgement.Evidence.READ, Acknowledgement.Evidence.SIGNED],
    )
    others = mine.exclude(version=version).select_related("version").order_by("-acknowledged_at")
    newest = others.first()
    return Known(mine.filter(version=version).exists(), newest.version if newest else None)
