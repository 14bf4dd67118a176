"""The way to the point of no return: the approval by the reglement, and the beginning, in which all is asked again."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from accounts.queries import wants_four_eyes
from dossiers.models import Dossier, Part, Traject
from dossiers.services.people import clients_to_let_go, let_go
from retention.events import dated_before_another_traject
from retention.inventory import Belonging, Inventory, belonging, belonging_to_parts, found_in
from retention.models import CasePart, DossierTerm, PurgeCase
from retention.moved import leaving_a_copy, that_may_end
from retention.queries import held_among
from retention.services.dating import bring_parts_along
from retention.services.marking import mark
from retention.services.passing import tell_recipients
from retention.services.remaining import keep_remains
from retention.terms import COOLING_OFF, Covers, Ground, Step
from vault import jumps, storage
from vault.among import Ids
from vault.clock import akkoord_now, today
from vault.files import assert_storage_in_reach
from vault.ids import new_id
from vault.services import fence

Cases = Sequence[PurgeCase]
# What others may change of a case until it begins, who need not have it in their hands for that.
MAY_HAVE_CHANGED = (
    *("id", "at_once", "article_key", "article_label", "version_id", "ground", "due_at", "last_on"),
    *("proposed_at", "approved_at", "approved_by_id", "intent_at", "lapsed_at"),
)
# By the cases that began together, what there is of them.
Found = dict[frozenset[UUID], list[Inventory]]


def approve_by_reglement(cases: Cases) -> None:
    """Approve what the reglement itself approves: when the date is near and nobody held the dossier.

    Where the organisation wants four eyes a list does (decision 0019), except what the text lets go at once.
    """
    now, four_eyes = akkoord_now(), wants_four_eyes()
    kept = held_among([case.dossier_id for case in cases])
    near = [case for case in cases if now >= case.due_at - cooling_off_of(case) and case.dossier_id not in kept]
    with transaction.atomic():
        mark([case for case in near if case.at_once or not four_eyes], Step.APPROVED)


def begin(cases: Cases, *, found: Found) -> None:
    """From here there is only forward, so everything that could stop a case is asked once more, under the locks.

    The safes are fenced before it is looked what lies in them, so that nothing comes in behind the look: what is
    `found` is what there is to erase. Of the cases of one client one begins at a time: which of his dossiers is the
    last decides about his identity.
    """
    if not jumps.is_steady():
        return
    with transaction.atomic():
        beginning = _that_may_begin(_locked(cases))
        if not beginning:
            return
        assert_storage_in_reach()
        covered = parts_to_cover(beginning)
        beginning = _without_a_copy(beginning, covered)
        _write_down_parts([(case.pk, part_id) for case in beginning for part_id in covered[case.pk]])
        found[ids_of(beginning)] = _fenced_and_written_down(beginning)
        for case in beginning:
            tell_recipients(case)
        mark(beginning, Step.INTENT, Step.FENCED)
        waiting = PurgeCase.objects.waiting_for_parts()
        waiting = waiting.filter(dossier_id__among=Ids(case.dossier_id for case in beginning))
        for dossier_id in set(waiting.values_list("dossier_id", flat=True)):
            bring_parts_along(dossier_id)


def _without_a_copy(cases: Cases, covered: dict[UUID, list[UUID]]) -> list[PurgeCase]:
    """Return the cases that destroy something and leave no copy of it behind that still opens.

    A dossier goes at any moment, with all its keys. Only where a part stays longer, and a note left that part days
    before, does the rest wait until the key of that day is gone.
    """
    wholes = [case for case in cases if not case.is_of_parts]
    along = [part_id for case in wholes for part_id in covered[case.pk]]
    waiting = leaving_a_copy([case.dossier_id for case in wholes], covered=along)
    return [case for case in cases if (covered[case.pk] if case.is_of_parts else case.dossier_id not in waiting)]


def _write_down_parts(covered: Collection[tuple[UUID, UUID]]) -> None:
    case_ids, part_ids = Ids(case_id for case_id, _part_id in covered), Ids(part_id for _case_id, part_id in covered)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO retention_casepart (id, case_id, part_id)"
            " SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[])",
            [Ids(new_id() for _ in covered).as_array, case_ids.as_array, part_ids.as_array],
        )


def _fenced_and_written_down(cases: Cases) -> list[Inventory]:
    remains = {case.pk: keep_remains(case) for case in cases}
    what = _belonging(cases)
    let_go([client_id for one, _cases in what for client_id in one.client_ids])
    fence([safe_id for one, _cases in what for safe_id in one.safe_ids])
    inventories = [(found_in(one), of_these) for one, of_these in what]
    told = _told_of(inventories)
    for case in cases:
        case.inventory = told[case.pk] | {"remains": remains[case.pk]}
    return [inventory for inventory, _cases in inventories]


def ids_of(cases: Cases) -> frozenset[UUID]:
    """Return which cases these are."""
    return frozenset(case.pk for case in cases)


def cooling_off_of(case: PurgeCase) -> timedelta:
    """Return how long a destruction can still be called back after its approval.

    A term of nothing leaves no time, and where the client himself asked nobody thinks again (parameters 8.10).
    """
    return timedelta() if case.at_once or case.ground == Ground.REQUESTED else COOLING_OFF


def parts_to_cover(cases: Cases) -> dict[UUID, list[UUID]]:
    """Return by case the parts that it destroys when it begins now.

    Parts end by the article of their case; a whole takes along what does not stay longer than itself.
    """
    day = today()
    due = DossierTerm.objects.of_parts().beginning_by(day)
    due = due.filter(dossier__in=[case.dossier_id for case in cases if case.is_of_parts]).order_by("part_id")
    ending = defaultdict(list)
    for dossier_id, article_key, part_id in due.values_list("dossier_id", "article_key", "part_id"):
        ending[dossier_id, article_key].append(part_id)
    free = that_may_end(ending.values())
    along = _parts_going_along([case for case in cases if not case.is_of_parts], day)
    return {
        case.pk: [part_id for part_id in ending[case.dossier_id, case.article_key] if part_id in free]
        if case.is_of_parts
        else along[case.dossier_id]
        for case in cases
    }


def what_there_is(cases: Cases, *, also: Collection[UUID] = ()) -> dict[UUID, dict[str, Any]]:
    """Return by case what it sets out to destroy, as it stands on it; `also` names safes that were known before."""
    return _told_of([(found_in(one), of_these) for one, of_these in _belonging(cases)], also=also)


def inventories_of(cases: Cases) -> list[Inventory]:
    """Find what cases that began destroy, by the parts that were written down as covered."""
    return [found_in(one) for one, _cases in _belonging(cases)]


def _told_of(inventories: list[tuple[Inventory, Cases]], *, also: Collection[UUID] = ()) -> dict[UUID, dict[str, Any]]:
    told: dict[UUID, dict[str, Any]] = {}
    for inventory, of_these in inventories:
        safes, clients = _by_dossier(inventory.safe_ids), _by_dossier(inventory.client_ids)
        for case in of_these:
            safe_ids = sorted(safes[case.dossier_id].union(also))
            told[case.pk] = {
                "counts": inventory.counts(case.dossier_id),
                "safe_ids": [str(safe_id) for safe_id in safe_ids],
                "client_ids": sorted(str(client_id) for client_id in clients[case.dossier_id]),
                "files": sum(len(storage.names_of(safe_id)) for safe_id in safe_ids),
            }
    return told


def _belonging(cases: Cases) -> list[tuple[Belonging, Cases]]:
    covered = list(CasePart.objects.filter(case__among=Ids(ids_of(cases))).values_list("case_id", "part_id"))
    parts = [case for case in cases if case.is_of_parts]
    wholes = [case for case in cases if not case.is_of_parts]
    found: list[tuple[Belonging, Cases]] = []
    if parts:
        ids = ids_of(parts)
        found.append((belonging_to_parts([part_id for case_id, part_id in covered if case_id in ids]), parts))
    if wholes:
        ids = ids_of(wholes)
        dossier_ids = [case.dossier_id for case in wholes]
        stays = Part.objects.filter(dossier__among=Ids(dossier_ids), destroyed_at=None)
        stays = stays.exclude(pk__among=Ids(part_id for case_id, part_id in covered if case_id in ids))
        found.append((belonging(dossier_ids, spared=list(stays.values_list("pk", flat=True))), wholes))
    return found


def _locked(cases: Cases) -> Cases:
    """Return the cases as they are under a lock, behind those on their dossiers: in one order, for two workers."""
    # Whoever gives a dossier another date, or holds it, holds its row too.
    dossiers = Dossier.objects.filter(pk__among=Ids(case.dossier_id for case in cases)).order_by("pk")
    list(dossiers.select_for_update(no_key=True).values_list("pk"))
    locked = PurgeCase.objects.filter(pk__among=Ids(ids_of(cases))).order_by("pk")
    now = {row["id"]: row for row in locked.select_for_update().values(*MAY_HAVE_CHANGED)}
    for case in cases:
        for column, value in now[case.pk].items():
            setattr(case, column, value)
    return sorted(cases, key=lambda case: case.pk)


def _that_may_begin(cases: Cases) -> list[PurgeCase]:
    now, dossier_ids = akkoord_now(), [case.dossier_id for case in cases]
    kept, busy, client_of = held_among(dossier_ids), _whose_parts_are_ending(dossier_ids), _clients_of(dossier_ids)
    taken = _clients_losing_a_dossier(client_of.values())
    older = set(dated_before_another_traject().filter(pk__among=Ids(dossier_ids)).values_list("pk", flat=True))
    beginning = []
    for case in cases:
        thought_over = case.moment_of(Step.APPROVED) + cooling_off_of(case)
        # Where nobody thinks again a clock that went back since the approval does not count either.
        earliest = max(case.due_at, thought_over) if cooling_off_of(case) else case.due_at
        is_settled = case.lapsed_at is not None or case.intent_at is not None
        if is_settled or now < earliest or case.dossier_id in kept:
            continue
        if case.ground == Ground.TERM and case.dossier_id in older:
            continue
        about = client_of.get(case.dossier_id, case.dossier_id)
        if about not in taken and (case.is_of_parts or case.dossier_id not in busy):
            beginning.append(case)
            taken.add(about)
    return beginning


def _whose_parts_are_ending(dossier_ids: Collection[UUID]) -> set[UUID]:
    begun = PurgeCase.objects.unfinished().filter(intent_at__isnull=False, erased_at=None, covers=Covers.PARTS)
    return set(begun.filter(dossier_id__among=Ids(dossier_ids)).values_list("dossier_id", flat=True))


def _clients_of(dossier_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Return by dossier its client, under a lock, so that of two of his dossiers one is seen to begin first."""
    about = Traject.objects.filter(dossier__among=Ids(dossier_ids), client__isnull=False)
    found = dict(about.values_list("dossier__pk", "client_id"))
    list(clients_to_let_go(found.values()).values_list("pk"))
    return found


def _clients_losing_a_dossier(client_ids: Collection[UUID]) -> set[UUID]:
    theirs = Dossier.objects.filter(traject__client__among=Ids(client_ids))
    begun = PurgeCase.objects.unfinished().filter(intent_at__isnull=False, erased_at=None, covers=Covers.DOSSIER)
    losing = begun.filter(dossier_id__in=theirs.values("pk")).values("dossier_id")
    return set(Traject.objects.filter(dossier__in=losing).values_list("client_id", flat=True))


def _parts_going_along(wholes: Cases, day: date) -> dict[UUID, list[UUID]]:
    dossier_ids = {case.dossier_id for case in wholes}
    asked = {case.dossier_id for case in wholes if case.ground == Ground.REQUESTED}
    terms = DossierTerm.objects.filter(dossier__among=Ids(dossier_ids))
    until = {dossier_id: due_on or day for dossier_id, due_on in terms.of_wholes().values_list("dossier_id", "due_on")}
    longer = {
        part_id
        for dossier_id, part_id, due_on, statute in terms.exclude(part=None).values_list(
            "dossier_id", "part_id", "due_on", "statute"
        )
        if (due_on is None or due_on > until.get(dossier_id, day)) and (statute or dossier_id not in asked)
    }
    along: dict[UUID, list[UUID]] = defaultdict(list)
    parts = Part.objects.filter(dossier__among=Ids(dossier_ids), destroyed_at=None, ending=None)
    for part_id, dossier_id in parts.order_by("id").values_list("pk", "dossier_id"):
        if part_id not in longer:
            along[dossier_id].append(part_id)
    return along


def _by_dossier(owners: Any) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for key, dossier_id in owners.items():
        found[dossier_id].add(key)
    return found
