"""My day: what can't wait, who comes today, what waits for a client, and what soon comes to its end."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.terms import Role
from consent.queries.deciding import grounds_to_decide
from consent.queries.objections import ObjectionLine, objections_to_decide
from consent.queries.planning import waiting_for_approval
from dossiers.models import Consult
from dossiers.permissions import visible_to
from dossiers.queries import DutyLine, open_duties
from dossiers.queries.names import client_names
from reporting.queries import RefusedLine, WaitingLine, recently_refused, waiting_for_client
from retention.lists import ListLine, list_lines
from retention.papers import PaperLine, papers_to_do
from retention.permissions import dossiers_with_dates, may_handle_paper, may_review
from retention.queries import CaseLine, bars_ahead, open_cases
from retention.reviewing import ReviewLine, holds_to_review
from ui.parts import Bar
from vault.clock import AMSTERDAM, akkoord_now, today

MONTHS_ON_MY_DAY = 6
PRESSING = timedelta(days=7)
SHOWN = 8
# For these roles a day is made of people; the others begin with what runs out.
GUIDES = frozenset({Role.COACH, Role.VESTIGINGSMANAGER})


@dataclass(frozen=True)
class Appointment:
    """One consult of today."""

    clock: str
    client_name: str
    note: str
    url: str


@dataclass(frozen=True)
class DutyRow:
    """One open duty as my day shows it."""

    kind_label: str
    dossier_number: str
    article_chip: str
    due_at: datetime | None
    url: str
    done_url: str


@dataclass(frozen=True)
class MyDay:
    """Everything on the first page of a member of staff."""

    duties: list[DutyRow]
    appointments: list[Appointment]
    waiting: list[tuple[WaitingLine, str]]
    refused: list[tuple[RefusedLine, str]]
    cases: list[CaseLine]
    lists: list[ListLine]
    reviews: list[ReviewLine]
    papers: list[PaperLine]
    bars: list[Bar]
    guides: bool
    approvals: int
    """How many planned acts and grounds wait for this person's yes."""
    objections: list[ObjectionLine]

    @property
    def pressing(self) -> int:
        """Return how many things can't wait."""
        return len(self.duties) + len(self.refused)

    @property
    def knows_dates(self) -> bool:
        """Say whether any dossier comes to its date in the months that are shown."""
        return any(bar.value for bar in self.bars)

    def summary(self, day: date) -> str:
        """Return the day and its counts in one line."""
        if not self.guides:
            return date_format(day, "l j F").capitalize()
        talks, pressing = len(self.appointments), self.pressing
        words = [
            date_format(day, "l j F"),
            ngettext("%(count)s gesprek", "%(count)s gesprekken", talks) % {"count": talks},
            ngettext("%(count)s ding dat niet kan wachten", "%(count)s dingen die niet kunnen wachten", pressing)
            % {"count": pressing},
        ]
        return " · ".join(words).capitalize()


def my_day(user: Any, roles: frozenset[Role]) -> MyDay:
    """Return the day of this person; names only of his own dossiers, each of them one line in the log."""
    soon = akkoord_now() + PRESSING
    duties = [duty for duty in open_duties(user) if duty.due_at is None or duty.due_at <= soon]
    consults = _consults_today(user) if roles & {Role.COACH} else []
    waiting, refused = waiting_for_client(user)[:SHOWN], recently_refused(user)[:SHOWN]
    wanted = {consult.dossier_id for consult in consults} | {line.dossier_id for line in waiting}
    wanted |= {line.dossier_id for line in refused}
    names = client_names(user, wanted)
    closed = list(dossiers_with_dates(user).filter(traject__closed_at__isnull=False))
    return MyDay(
        duties=[_duty_row(duty) for duty in duties[:SHOWN]],
        appointments=[_appointment(consult, names.get(consult.dossier_id, "")) for consult in consults],
        waiting=[(line, names.get(line.dossier_id, "")) for line in waiting],
        refused=[(line, names.get(line.dossier_id, "")) for line in refused],
        cases=open_cases(closed, may_approve=False)[:SHOWN],
        lists=[line for line in list_lines(user, undecided_only=True) if not line.is_own] if may_review(user) else [],
        reviews=holds_to_review() if may_review(user) else [],
        papers=papers_to_do(overdue_only=True)[:SHOWN] if may_handle_paper(user) else [],
        bars=bars_ahead(closed)[:MONTHS_ON_MY_DAY],
        guides=bool(roles & GUIDES),
        approvals=waiting_for_approval(user) + len(grounds_to_decide(user)),
        objections=objections_to_decide(user)[:SHOWN],
    )


def _consults_today(user: Any) -> list[Consult]:
    begin = datetime.combine(today(), datetime.min.time(), tzinfo=AMSTERDAM)
    mine = Consult.objects.filter(dossier__in=visible_to(user), coach=user, cancelled_at=None)
    found = mine.filter(starts_at__gte=begin, starts_at__lt=begin + timedelta(days=1))
    return list(found.select_related("dossier__traject__opdrachtgever").order_by("starts_at"))


def _appointment(consult: Consult, name: str) -> Appointment:
    traject = consult.dossier.traject
    number = _("Gesprek %(number)s") % {"number": consult.number}
    return Appointment(
        clock=f"{consult.starts_at.astimezone(AMSTERDAM):%H:%M}",
        client_name=name,
        note=" · ".join([number, traject.get_service_display(), traject.opdrachtgever.name]),
        url=reverse("dossiers:conversations", args=[consult.dossier.number]),
    )


def _duty_row(duty: DutyLine) -> DutyRow:
    return DutyRow(
        kind_label=duty.kind_label,
        dossier_number=duty.dossier_number,
        article_chip=_("art. %(label)s") % {"label": duty.article_label} if duty.article_label else "",
        due_at=duty.due_at,
        url=reverse("desk:dossier", args=[duty.dossier_number]),
        done_url=reverse("dossiers:duty-done", args=[duty.dossier_number, duty.id]),
    )
