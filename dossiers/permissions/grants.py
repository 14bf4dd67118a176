"""Staff and dossiers: a dossier is visible through a live grant and through nothing else, also for a superuser."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import JSONObject

from accounts.models import RoleAssignment
from dossiers.models import AccessGrant, Dossier, DossierUserObjectPermission, GrantLimit
from dossiers.models.access import live_grant
from dossiers.terms import CATEGORY_RIGHT_OF, HEALTH_TAGS, IN_GENERAL, DossierPermission
from reglement.acknowledgements import closed_until_acknowledged
from ui.remembering import remembered

RIGHT_COLUMNS = {
    DossierPermission.VIEW: "can_read",
    DossierPermission.WRITE: "can_write",
    DossierPermission.EXPORT: "can_export",
    DossierPermission.HEALTH: "health",
}


def permissions_held_by(user: Any) -> QuerySet[DossierUserObjectPermission]:
    """Return the object permissions whose grant holds now; nothing for anonymous and inactive people.

    The gate decided about somebody in a role, so what it granted ends when that role does. Who has not acknowledged
    the version of the reglement that holds, where it asks that, holds nothing until he does (A4P 6).
    """
    if not user.is_authenticated or not user.is_active:
        return DossierUserObjectPermission.objects.none()
    return _held_by(user.pk).all()


def visible_to(user: Any) -> QuerySet[Dossier]:
    """Return the dossiers that `user` may know to exist: one query, entered from his own permissions."""
    if not user.is_authenticated or not user.is_active:
        return Dossier.objects.none()
    return _seen_by(user.pk).all()


@dataclass(frozen=True)
class Access:
    """The live grants of one person on one dossier; a right cites the grant that gives it."""

    grants: Sequence[AccessGrant]

    def grant_with(self, right: DossierPermission, category: str = "") -> AccessGrant | None:
        """Return the oldest live grant that gives this right (in this category, where one is named), or None."""
        return next((grant for grant in self._givers(right) if category not in _refused_by(grant, right)), None)

    def refused(self, right: DossierPermission) -> dict[str, str]:
        """Return the categories that this right does not reach, each with the article that refuses it."""
        refusals = [_refused_by(grant, right) for grant in self._givers(right)]
        if not refusals:
            return {}
        return {key: article for key, article in refusals[0].items() if all(key in each for each in refusals)}

    def refused_from(self, source: str) -> dict[str, str]:
        """Return the categories in which nothing from this source may be written, each with the article."""
        refusals = [_refused_from(grant, source) for grant in self._givers(DossierPermission.WRITE)]
        if not refusals:
            return {}
        return {key: article for key, article in refusals[0].items() if all(key in each for each in refusals)}

    def waiting_for_notice(self) -> dict[str, tuple[str, ...]]:
        """Return the categories that may be written once the client was told, each with what he must be told about."""
        waiting, givers = {}, self._givers(DossierPermission.WRITE)
        for key in self.refused(DossierPermission.WRITE):
            limits = [_limit_of(grant, DossierPermission.WRITE, key) for grant in givers]
            lacking: list[dict[str, Any]] = next(
                (limit["unmet"] for limit in limits if _lacks_notices_only(limit["unmet"])), []
            )
            if lacking:
                waiting[key] = tuple(dict.fromkeys(condition["params"]["event"] for condition in lacking))
        return waiting

    def readable(self) -> Q:
        """Return which items of the dossier the person may read, by sensitivity and by category."""
        if not self.reads:
            return Q(pk__in=[])
        plain = ~Q(tag__in=HEALTH_TAGS) & ~Q(category__in=self.refused(DossierPermission.VIEW))
        if not self.sees_health:
            return plain
        return plain | (Q(tag__in=HEALTH_TAGS) & ~Q(category__in=self.refused(DossierPermission.HEALTH)))

    def reports_known(self) -> Q:
        """Return of which reports, as parts, the person may know: of those that hold nothing that is closed to him."""
        if not self.reads:
            return Q(pk__in=[])
        closed = [{"key": key} for key in self.refused(DossierPermission.VIEW)]
        closed += [] if self.sees_health else [{"tag": str(tag)} for tag in HEALTH_TAGS]
        known = Q()
        for each in closed:
            known &= ~Q(categories__contains=[each])
        return known

    @property
    def reads(self) -> bool:
        """Say whether the person may look."""
        return self.grant_with(DossierPermission.VIEW) is not None

    @property
    def writes(self) -> bool:
        """Say whether the person may add and change."""
        return self.grant_with(DossierPermission.WRITE) is not None

    @property
    def sees_in_general(self) -> bool:
        """Say whether the person may see what has no category of its own, such as the summaries of talks."""
        return self.grant_with(DossierPermission.VIEW, IN_GENERAL) is not None

    @property
    def sees_health(self) -> bool:
        """Say whether the person may see and write health data."""
        return self.grant_with(DossierPermission.HEALTH) is not None

    def _givers(self, right: DossierPermission) -> list[AccessGrant]:
        return [grant for grant in self.grants if getattr(grant, RIGHT_COLUMNS[right])]


def access_of(user: Any, dossier: Dossier) -> Access:
    """Return all that `user` may do in this dossier now, in one query."""
    held = permissions_held_by(user).filter(content_object=dossier, permission__codename=DossierPermission.VIEW)
    rows = held.select_related("grant__decision").annotate(limited=_limits())
    return Access(tuple(_with_limits(row) for row in rows.order_by("grant__valid_from", "grant_id")))


def grants_to_see(user: Any, dossiers: Iterable[Dossier]) -> dict[UUID, AccessGrant]:
    """Return, by dossier, the oldest live grant under which `user` sees it, for a whole list in one query."""
    held = permissions_held_by(user).filter(
        content_object__in=[dossier.pk for dossier in dossiers], permission__codename=DossierPermission.VIEW
    )
    grants = AccessGrant.objects.filter(pk__in=held.values("grant_id")).select_related("decision")
    return {grant.dossier_id: grant for grant in grants.order_by("-valid_from", "-pk")}


def grant_for(user: Any, dossier: Dossier, right: DossierPermission = DossierPermission.VIEW) -> AccessGrant | None:
    """Return the live grant under which `user` has this right to the dossier, or None."""
    return access_of(user, dossier).grant_with(right)


def may_write(user: Any, dossier: Dossier) -> bool:
    """Say whether `user` may add to this dossier and change it, as far as his grants go."""
    return _holds(user, dossier, DossierPermission.WRITE)


def may_export(user: Any, dossier: Dossier) -> bool:
    """Say whether `user` may take content out, as far as his grants go; the gate still decides each time."""
    return _holds(user, dossier, DossierPermission.EXPORT)


def may_see_health(user: Any, dossier: Dossier) -> bool:
    """Say whether `user` may see and write the health data in this dossier."""
    return _holds(user, dossier, DossierPermission.HEALTH)


# Putting a question as long as these together costs several times what its answer does. What is remembered is the
# question alone, never an answer: clock, roles, grants and acknowledgements are looked up each time it is asked.
@remembered
def _held_by(user_id: UUID) -> QuerySet[DossierUserObjectPermission]:
    held = DossierUserObjectPermission.objects.filter(
        live_grant("grant__"), permission__content_type__app_label="dossiers"
    )
    roles = RoleAssignment.objects.live().filter(user=user_id).values("role")
    decided_in = "grant__decision__actor_role"
    in_a_role = Q(**{decided_in: ""}) | Q(**{f"{decided_in}__in": roles})
    return held.filter(in_a_role, ~Exists(closed_until_acknowledged(user_id)), user_id=user_id)


@remembered
def _seen_by(user_id: UUID) -> QuerySet[Dossier]:
    held = _held_by(user_id).filter(permission__codename=DossierPermission.VIEW)
    return Dossier.objects.filter(pk__in=held.values("content_object_id"))


@remembered
def _limits() -> ArraySubquery:
    """Return what limits the grant of a permission as part of that row, so that no page asks for it apart."""
    label = KeyTextTransform("label", KeyTransform("0", F("decision__articles")))
    limits = GrantLimit.objects.filter(grant=OuterRef("grant_id")).order_by("category")
    found = JSONObject(right="right", category="category", source="source", article=label, unmet="decision__unmet")
    return ArraySubquery(limits.values(found=found))


def _with_limits(row: Any) -> AccessGrant:
    """Return the grant of this permission, of which there is one for each grant, with what limits it."""
    row.grant.limited = row.limited
    grant: AccessGrant = row.grant
    return grant


def _refused_by(grant: Any, right: DossierPermission) -> dict[str, str]:
    word = CATEGORY_RIGHT_OF[right].value
    return {
        limit["category"]: limit["article"] or ""
        for limit in grant.limited
        if (limit["right"], limit["source"]) == (word, "")
    }


def _refused_from(grant: Any, source: str) -> dict[str, str]:
    """Return what this grant keeps out of each category, altogether or because of where it comes from."""
    word = CATEGORY_RIGHT_OF[DossierPermission.WRITE].value
    return {
        limit["category"]: limit["article"] or ""
        for limit in grant.limited
        if limit["right"] == word and limit["source"] in ("", source)
    }


def _limit_of(grant: Any, right: DossierPermission, category: str) -> dict[str, Any]:
    word = CATEGORY_RIGHT_OF[right].value
    about = (word, category, "")
    return next(each for each in grant.limited if (each["right"], each["category"], each["source"]) == about)


def _lacks_notices_only(unmet: Sequence[dict[str, Any]]) -> bool:
    return bool(unmet) and all(condition["key"] == "notice" for condition in unmet)


def _holds(user: Any, dossier: Dossier, right: DossierPermission) -> bool:
    return permissions_held_by(user).filter(content_object=dossier, permission__codename=right).exists()
