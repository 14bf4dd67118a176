"""What was moved into a part from another safe: when it may be destroyed without a copy that opens elsewhere."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from consent.models import ContentVersion
from dossiers.models import Departure, Part
from dossiers.terms import PartKind
from retention.models import CasePart, PurgeCase
from retention.services.warning import longest_ahead
from retention.terms import LEFT_STAYS, MOVED_STAYS
from vault.among import Ids
from vault.clock import akkoord_now
from vault.models import Safe
from vault.services import with_former_key


def that_may_end(together: Iterable[Collection[UUID]]) -> frozenset[UUID]:
    """Return which of these parts, in groups that would end together, leave nothing behind that still opens.

    A note that left a part ends with it where both end together, or where it came back: all keys of that go.
    """
    groups = [set(group) for group in together]
    part_ids = set[UUID]().union(*groups)
    safe_of = dict(Part.objects.filter(pk__among=Ids(part_ids)).values_list("pk", "safe_id"))
    left = _left_by_what_is_in(safe_of.values())
    moved = _reports_just_moved(part_ids)
    free = set[UUID]()
    for group in groups:
        going = group - moved
        while staying := {each for each in going if left[safe_of[each]] - {safe_of[other] for other in going}}:
            going -= staying
        free |= going
    return frozenset(free)


def leaving_a_copy(dossier_ids: Collection[UUID], *, covered: Collection[UUID]) -> frozenset[UUID]:
    """Return those of these dossiers of which a note that goes once lay in a part that stays, and still opens there.

    `covered` are the parts that go with their dossiers.
    """
    staying = Part.objects.filter(dossier__among=Ids(dossier_ids), destroyed_at=None)
    stays = dict(staying.exclude(pk__among=Ids(covered)).values_list("safe_id", "dossier_id"))
    if not stays:
        return frozenset()
    departures = _not_over().filter(left_safe_id__among=Ids(stays)).exclude(safe__among=Ids(stays))
    return frozenset(stays[safe_id] for safe_id in departures.values_list("left_safe_id", flat=True))


def is_over() -> Q:
    """Return the condition under which a departure no longer matters: what was left, or who left it, opens no more.

    A shredded safe counts at once: its own backups of keys are gone before those of what ends after it.
    """
    shredded = Safe.objects.filter(shredded_at__isnull=False)
    left_or_own = Q(pk=OuterRef("left_safe_id")) | Q(pk=OuterRef("safe_id"))
    return Q(gone_at__lte=akkoord_now() - LEFT_STAYS) | Q(Exists(shredded.filter(left_or_own)))


def _not_over() -> QuerySet[Departure]:
    return Departure.objects.exclude(is_over())


def _left_by_what_is_in(safe_ids: Collection[UUID]) -> dict[UUID, set[UUID]]:
    left = defaultdict[UUID, set[UUID]](set)
    for safe_id, left_id in _not_over().filter(safe__among=Ids(safe_ids)).values_list("safe_id", "left_safe_id"):
        left[safe_id].add(left_id)
    return left


def _reports_just_moved(part_ids: Collection[UUID]) -> frozenset[UUID]:
    """Return those of these parts of which a copy may still open under a key of their dossier, and those just moved.

    Where such a report lay before, the former key of its dossier opens it, in this house for a day or more and in
    backups of the keys for their life after that. People are told of its date in time, too. A note was moved by who
    wrote it, to a part of which the date was known already: of that nobody is told anew.
    """
    found = list(_moved_reports().filter(pk__among=Ids(part_ids)).values_list("pk", "created_at", "dossier__safe"))
    if not found:
        return frozenset()
    lingering = with_former_key({whole for _part_id, _moved_at, whole in found})
    since = akkoord_now() - max(longest_ahead(), MOVED_STAYS)
    return frozenset(part_id for part_id, moved_at, whole in found if moved_at > since or whole in lingering)


def reports_by_case(case_ids: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """Return by case the reports that were moved and that it destroys by themselves."""
    found = defaultdict[UUID, list[UUID]](list)
    if case_ids:
        ending = CasePart.objects.filter(case__among=Ids(case_ids), part__in=_moved_reports())
        for case_id, report_id in ending.order_by("part").values_list("case_id", "part__item_id"):
            if report_id is not None:
                found[case_id].append(report_id)
    return found


def kept_by_case(cases: Collection[PurgeCase]) -> dict[UUID, list[UUID]]:
    """Return by case of a whole the reports that were moved and that stay when it is destroyed."""
    case_of = {case.dossier_id: case.pk for case in cases if not case.is_of_parts}
    found = defaultdict[UUID, list[UUID]](list)
    if case_of:
        going = CasePart.objects.filter(case__among=Ids(case_of.values())).values("part")
        staying = _moved_reports().filter(dossier__among=Ids(case_of), destroyed_at=None).exclude(pk__in=going)
        for dossier_id, report_id in staying.order_by("pk").values_list("dossier_id", "item_id"):
            if report_id is not None:
                found[case_of[dossier_id]].append(report_id)
    return found


def _moved_reports() -> QuerySet[Part]:
    # Written before its part was made: it lay with the whole, and was moved.
    written = ContentVersion.objects.filter(object_id=OuterRef("item_id"), created_at__lt=OuterRef("created_at"))
    return Part.objects.filter(Exists(written), kind=PartKind.REPORT)
