"""Who can get into a dossier, with the article that let them in."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.queries import names_of
from dossiers.catalogue import labels_of
from dossiers.models import AccessGrant, Dossier
from dossiers.permits import article_of
from dossiers.terms import IN_GENERAL, CategoryRight, Provenance


@dataclass(frozen=True)
class AccessLine:
    """One person with access: what he may, why, since when, until when."""

    grant_id: UUID
    user_id: UUID
    name: str
    ground: str
    rights: str
    left_out: tuple[str, ...]
    article: str
    valid_from: datetime
    valid_until: datetime | None
    ended_at: datetime | None
    is_live: bool


def access_lines(dossier: Dossier) -> list[AccessLine]:
    """Return everybody who has or had access, those who have it now first."""
    held = dossier.grants.select_related("decision").prefetch_related("limits__decision")
    grants = list(held.order_by("valid_from", "pk"))
    labels = labels_of(dossier.traject)
    live = set(dossier.grants.live().values_list("pk", flat=True))
    names = names_of({grant.user_id for grant in grants})
    lines = [_line(grant, names.get(grant.user_id, ""), labels, is_live=grant.pk in live) for grant in grants]
    return sorted(lines, key=lambda line: not line.is_live)


def _line(grant: AccessGrant, name: str, labels: dict[str, str], *, is_live: bool) -> AccessLine:
    return AccessLine(
        grant_id=grant.pk,
        user_id=grant.user_id,
        name=name,
        ground=grant.get_ground_display(),
        rights=_rights(grant),
        left_out=_left_out(grant, labels),
        article=article_of(grant),
        valid_from=grant.valid_from,
        valid_until=grant.valid_until,
        ended_at=grant.ended_at,
        is_live=is_live,
    )


def _rights(grant: AccessGrant) -> str:
    words = [_("lezen")]
    if grant.can_write:
        words.append(_("schrijven"))
    if grant.can_export:
        words.append(_("een kopie maken"))
    if grant.health:
        words.append(_("gezondheid"))
    return ", ".join(words)


def _left_out(grant: AccessGrant, labels: dict[str, str]) -> tuple[str, ...]:
    """Return what this person may not, as far as it has a kind: what is alike in one sentence."""
    sources: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for limit in sorted(grant.limits.all(), key=lambda limit: (limit.right, limit.category, limit.source)):
        if limit.category != IN_GENERAL:
            article = limit.decision.articles[0]["label"] if limit.decision.articles else ""
            sources[limit.right, article, limit.category].append(limit.source)
    alike: dict[tuple[str, str, tuple[str, ...]], list[str]] = defaultdict(list)
    for (right, article, category), found in sources.items():
        alike[right, article, () if "" in found else tuple(found)].append(labels.get(category, category))
    return tuple(_left_out_words(*shared, categories) for shared, categories in alike.items())


def _left_out_words(right: str, article: str, sources: Sequence[str], categories: Sequence[str]) -> str:
    said = {
        "right": CategoryRight(right).label,
        "categories": "; ".join(categories),
        "article": article,
        "sources": _(" of ").join(str(Provenance(source).label) for source in sources),
    }
    if said["sources"]:
        return _("niet %(right)s, gekregen van %(sources)s: %(categories)s (art. %(article)s)") % said
    return _("niet %(right)s: %(categories)s (art. %(article)s)") % said
