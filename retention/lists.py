"""Reads of destruction lists: what waits to be listed, and what stands on one."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import names_of
from dossiers.models import Dossier
from retention.models import DestructionList, ListedCase, PurgeCase
from retention.queries import held_among
from retention.terms import Ground
from vault.clock import AMSTERDAM

SHOWN = 50


@dataclass(frozen=True)
class ListLine:
    """One list as the page of lists shows it."""

    id: UUID
    proposed_at: datetime
    proposed_by: str
    left: int
    taken_out: int
    approved_at: datetime | None
    approved_by: str
    is_own: bool


@dataclass(frozen=True)
class ListedLine:
    """One dossier on a list: no name, its number is enough; empty once the dossier is gone."""

    case_id: UUID
    number: str
    service: str
    what: str
    due_on: date
    article: str
    why: str


def waiting_cases() -> QuerySet[PurgeCase]:
    """Return the announced destructions that nobody approved and that stand on no list, the oldest date first."""
    listed = ListedCase.objects.filter(taken_out_at=None).values("case_id")
    announced = PurgeCase.objects.unfinished().filter(ground=Ground.TERM, approved_at=None, at_once=False)
    return announced.exclude(proposed_at=None).exclude(pk__in=listed)


def waiting_unheld() -> int:
    """Return how many destructions a new list would hold: of those that wait, what nothing keeps."""
    dossier_ids = list(waiting_cases().values_list("dossier_id", flat=True))
    kept = held_among(dossier_ids)
    return sum(dossier_id not in kept for dossier_id in dossier_ids)


def list_lines(user: User, *, undecided_only: bool = False) -> list[ListLine]:
    """Return the newest lists with how much is left on each, in two queries."""
    counted = DestructionList.objects.annotate(
        left=Count("lines", filter=Q(lines__taken_out_at=None, lines__case__lapsed_at=None)),
        taken_out=Count("lines", filter=Q(lines__taken_out_at__isnull=False)),
    )
    if undecided_only:
        counted = counted.filter(approved_at=None)
    found = list(counted.order_by("-proposed_at")[:SHOWN])
    names = names_of(user_id for each in found for user_id in (each.proposed_by_id, each.approved_by_id))
    return [
        ListLine(
            id=each.pk,
            proposed_at=each.proposed_at,
            proposed_by=names.get(each.proposed_by_id, ""),
            left=each.left,
            taken_out=each.taken_out,
            approved_at=each.approved_at,
            approved_by=names.get(each.approved_by_id, "") if each.approved_by_id else "",
            is_own=each.proposed_by_id == user.pk,
        )
        for each in found
    ]


def lines_on(listed: DestructionList) -> list[ListedLine]:
    """Return what stands on a list and what was taken out, the nearest date first, in two queries."""
    lines = list(ListedCase.objects.filter(list=listed).select_related("case").order_by("case__due_at", "id"))
    dossiers = Dossier.objects.select_related("traject").in_bulk([line.case.dossier_id for line in lines])
    return [_line(line, dossiers.get(line.case.dossier_id)) for line in lines]


def _line(line: ListedCase, dossier: Dossier | None) -> ListedLine:
    return ListedLine(
        case_id=line.case_id,
        number=dossier.number if dossier else "",
        service=dossier.traject.get_service_display() if dossier else "",
        what=_("delen van het dossier") if line.case.is_of_parts else _("het hele dossier"),
        due_on=line.case.due_at.astimezone(AMSTERDAM).date(),
        article=_("art. %(label)s") % {"label": line.case.article_label},
        why=_why_not(line),
    )


def _why_not(line: ListedCase) -> str:
    """Say why this line is not decided about, if so: somebody took it out, or its destruction came to nothing."""
    if line.why:
        return line.get_why_display()
    return _("vervallen: de datum geldt niet meer") if line.case.lapsed_at else ""
