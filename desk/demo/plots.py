"""The course of each situation: which events a client's story has, and on which days."""

from datetime import datetime, timedelta
from typing import Final

from consent.terms import ReportPurpose
from desk.demo import texts
from desk.demo.calendar import Calendar, Deed
from desk.demo.clients import Situation
from desk.demo.end_story import EndStory, ObjectionStory
from desk.demo.founding import days_kept, paper_due_on
from desk.demo.report_story import ReportStory
from desk.demo.story import Story
from dossiers.terms import GrantGround, Outcome, ServiceType
from retention.terms import COOLING_OFF, WARN_AHEAD
from vault.terms import HoldGround

GAP: Final = timedelta(minutes=20)
REINTEGRATION: Final = frozenset({ServiceType.SPOOR1, ServiceType.SPOOR2})
HOURS: Final = ("09:10", "09:40", "10:20", "11:05", "11:30", "13:15", "13:50", "14:30", "15:05", "15:40", "16:20")
DAYS_BETWEEN_TALKS: Final = 24
LIVELIEST: Final = 5
# The first hours of today have happened, whatever the time is.
MINUTES_AGO: Final = 40

# Days from today on which the destruction of a dossier begins: some soon, one overdue, some long ago.
DUE: Final = {
    Situation.CLOSED: (95, 310),
    Situation.ANNOUNCED: (9, 17, 26),
    Situation.OVERDUE: (-1,),
    Situation.HELD_COMPLAINT: (-12,),
    Situation.DESTROYED: (-118, -37),
}
# And on which a traject ended, of those whose date follows from it.
ENDED: Final = {
    Situation.CLOSED: (None, None, -375, -18),
    Situation.HELD_COURT: (-240,),
    Situation.ERASED: (-62,),
}
# When, why, and after how many days somebody looks again: of the last that day has come.
HOLDS: Final = {
    Situation.HELD_COMPLAINT: (-72, HoldGround.COMPLAINT, 180),
    Situation.HELD_COURT: (-150, HoldGround.COURT, 146),
}
# On which day a client asks that his dossier is destroyed now: the first waits for his complaint, the second is gone.
ASKED_TO_ERASE: Final = {Situation.HELD_COMPLAINT: -40, Situation.ERASED: -20}
# Of whom there is paper too, and how many days after its date somebody confirmed that it went; where a text ends paper
# long before the rest it went then, else what is due still lies there. That of who asked to erase waits in any case.
ON_PAPER: Final = frozenset({Situation.DESTROYED, Situation.OVERDUE, Situation.CLOSED, Situation.ERASED})
PAPER_GONE: Final = (5, 17)
LATE_PAPER: Final = -90
# Who objects to a use of his data: the first got an answer, the second waits for one.
OBJECTIONS: Final = (-58, -12)
# Whose coach is away for some weeks.
REPLACED: Final = (Situation.WAITING, 0)
OUTCOMES: Final = (Outcome.NEW_EMPLOYER, Outcome.OWN_EMPLOYER, Outcome.NEW_EMPLOYER, Outcome.EDUCATION)


class Plot:
    """Puts one story into the calendar; what belongs to one story never changes order."""

    def __init__(self, story: Story, calendar: Calendar, place: int) -> None:
        """`place` is the how manieth story of its situation this is."""
        self.story, self.calendar, self.place = story, calendar, place
        self._days: list[tuple[int, str, tuple[Deed, ...]]] = []

    def lay(self) -> None:
        """Plan everything that happens to this client."""
        situation = self.story.person.situation
        if situation in DUE or situation in ENDED:
            self._lay_ended(situation)
        elif situation is Situation.REFERRED_TODAY:
            self._lay_referred()
        elif situation is Situation.FRESH:
            self._lay_fresh()
        else:
            self._lay_running(situation)
        self._put_in_calendar()

    def _on(self, day: int, *deeds: Deed, at: str = "") -> None:
        """Let these happen on a day, or on the Friday before a weekend, in this order."""
        self._days.append((self.calendar.working_day(day), at or self.story.chance.choice(HOURS), deeds))

    def _put_in_calendar(self) -> None:
        """Give everything its moment; on one day things come in the order in which they were planned."""
        last: datetime | None = None
        for day, at, deeds in sorted(self._days, key=lambda planned: planned[0]):
            moment = self.calendar.moment(day, at)
            for deed in deeds:
                moment = moment if last is None else max(moment, last + GAP)
                self.calendar.add(moment, deed)
                last = moment

    def _lay_fresh(self) -> None:
        day = (-3, -2, -5)[self.place % 3]
        self._on(day, self.story.start)
        self._plan_for_today(day)

    def _lay_referred(self) -> None:
        self._on(-2, self.story.be_referred)
        self.calendar.add(self.calendar.now - timedelta(minutes=MINUTES_AGO), self.story.start)

    def _lay_running(self, situation: Situation) -> None:
        story = self.story
        began = -story.chance.randrange(85, 190)
        self._begin(began)
        if story.house.is_near("manager", story.person.coach) and self.place % 2 == 0:
            self._on(began + 9, lambda: story.let_in("manager", GrantGround.SUPERVISION))
        talks = min(LIVELIEST, -began // DAYS_BETWEEN_TALKS)
        for number in range(talks):
            is_last = number == talks - 1
            self._talk(began + 12 + number * DAYS_BETWEEN_TALKS, is_last=is_last)
        if story.person.service in REINTEGRATION:
            self._on(-32, story.note_capacity)
        if story.chance.random() < 0.5:
            self._on(-9, story.add_picture)
        self._report(situation)
        if situation is Situation.RUNNING and self.place < len(OBJECTIONS):
            self._object(OBJECTIONS[self.place], is_answered=self.place == 0)
        if (situation, self.place) == REPLACED:
            self._on(-6, lambda: story.be_replaced_by("daan"))
        self._plan_for_today(-4)
        if not story.person.today_at:
            self._plan_ahead()

    def _lay_ended(self, situation: Situation) -> None:
        story, calendar = self.story, self.calendar
        ended = self._ended_on(situation)
        began = ended - story.chance.randrange(150, 240)
        self._begin(began)
        for number in range(2):
            self._talk(began + 14 + number * 40, is_last=False)
        report = ReportStory(story, ReportPurpose.CONCLUSION)
        self._on(ended - 16, report.write, report.submit)
        self._on(ended - 14, report.approve)
        self._on(ended - 12, report.send)
        self._on(ended - 9, report.open)
        outcome = OUTCOMES[self.place % len(OUTCOMES)]
        # Not moved out of a weekend: the date of destruction is reckoned from it.
        calendar.add(calendar.moment(ended, "16:45"), lambda: story.end(outcome))
        self._after_the_end(situation, ended)

    def _after_the_end(self, situation: Situation, ended: int) -> None:
        """Plan what keeps a dossier or lets it go before its date, and what becomes of its paper."""
        calendar, end = self.calendar, EndStory(self.story)
        if situation in HOLDS:
            day, ground, review = HOLDS[situation]
            calendar.add(calendar.moment(day, "11:00"), lambda: end.keep(ground, review))
        if situation in ASKED_TO_ERASE:
            calendar.add(calendar.moment(ASKED_TO_ERASE[situation], "20:10"), end.ask_erasure)
        if situation is Situation.DESTROYED and self.place == 0:
            calendar.add(calendar.moment(ended, "16:20"), end.name_law)
        if situation in ON_PAPER:
            calendar.add(calendar.moment(ended, "17:10"), end.file_paper)
            gone = self._paper_due(ended) + PAPER_GONE[self.place % len(PAPER_GONE)]
            if situation is Situation.DESTROYED or gone < LATE_PAPER:
                calendar.add(calendar.moment(calendar.working_day(gone), "10:15"), end.confirm_paper)

    def _begin(self, day: int) -> None:
        story = self.story
        self._on(day, story.start)
        self._on(day + 2, story.accept, story.acknowledge)
        self._on(day + 4, story.look, story.add_intake)
        self._on(day + 8, story.note, story.add_curriculum)

    def _talk(self, day: int, *, is_last: bool) -> None:
        story, calendar = self.story, self.calendar
        starts_at = calendar.moment(calendar.working_day(day), story.chance.choice(HOURS))
        self._on(day - 4, lambda: story.plan_consult(starts_at))
        disputed = is_last and story.person.situation is Situation.DISPUTED
        summary = texts.DISPUTED[0] if disputed else ""
        self._on(day, lambda: story.hold_consult(summary), at=f"{starts_at + timedelta(minutes=80):%H:%M}")
        self._on(day + 1, story.share)
        if disputed:
            self._on(-1, story.dispute)
        elif not is_last or self.place % 3:
            self._on(day + 2, story.confirm)
        self._on(day + 6, story.look, story.chance.choice([story.note, story.note, story.call]))

    def _plan_for_today(self, day: int) -> None:
        at = self.story.person.today_at
        if at:
            self._on(day, lambda: self.story.plan_consult(self.calendar.moment(0, at)))

    def _object(self, day: int, *, is_answered: bool) -> None:
        objecting = ObjectionStory(self.story)
        self._on(day, objecting.make)
        if is_answered:
            self._on(day + 11, objecting.answer)

    def _plan_ahead(self) -> None:
        day = self.calendar.working_day(self.story.chance.randrange(3, 19))
        starts_at = self.calendar.moment(day, self.story.chance.choice(HOURS))
        self._on(-2, lambda: self.story.plan_consult(starts_at))

    def _report(self, situation: Situation) -> None:
        report = ReportStory(self.story, REPORTED_FOR.get(situation, ReportPurpose.CONCLUSION))
        for day, words in REPORTS.get((situation, self.place), REPORTS.get((situation, None), ())):
            self._on(day, *(getattr(report, word) for word in words.split()))

    def _ended_on(self, situation: Situation) -> int:
        """Return the day on which this traject ended; of those that come due, reckoned back from their date."""
        ended = ENDED[situation][self.place] if situation in ENDED else None
        if ended is not None:
            return ended
        due, house, person = DUE[situation][self.place], self.story.house, self.story.person
        kind = house.principals[person.principal].kind
        begins_on = self.calendar.moment(due, "00:00").date()
        return due - days_kept(house.version, service=person.service, kind=kind, begins_on=begins_on)

    def _paper_due(self, ended: int) -> int:
        """Return the day on which the paper of this story must be gone."""
        house, person = self.story.house, self.story.person
        kind = house.principals[person.principal].kind
        ended_on = self.calendar.moment(ended, "00:00").date()
        due_on = paper_due_on(house.version, service=person.service, kind=kind, ended_on=ended_on)
        return (due_on - self.calendar.today).days


REPORTED_FOR: Final = {
    Situation.UNASKED_SHORT: ReportPurpose.PROGRESS,
    Situation.OPENED: ReportPurpose.PLAN,
    Situation.DELIVERED: ReportPurpose.PROGRESS,
}
# What happens to the report of a client in this situation, with how many days ago; None is every story of a kind.
REPORTS: Final[dict[tuple[Situation, int | None], tuple[tuple[int, str], ...]]] = {
    (Situation.DRAFT, None): ((-3, "write"),),
    # The first has two versions behind it: refused, and approved but changed before it went.
    (Situation.WAITING, 0): (
        (-20, "write submit"),
        (-17, "refuse"),
        (-15, "rewrite submit"),
        (-12, "approve"),
        (-8, "rewrite"),
        (-2, "submit"),
    ),
    (Situation.WAITING, 1): ((-4, "write submit"), (-1, "read")),
    (Situation.WAITING, None): ((-6, "write submit"),),
    (Situation.REFUSED, None): ((-7, "write submit"), (-2, "refuse")),
    (Situation.APPROVED, None): ((-6, "write send submit"), (-1, "approve")),
    (Situation.SUPERSEDED, None): ((-12, "write submit"), (-9, "approve"), (-3, "rewrite")),
    (Situation.DELIVERED, None): ((-9, "write submit"), (-6, "approve"), (-2, "send")),
    (Situation.OPENED, None): ((-40, "write submit"), (-37, "approve"), (-36, "send"), (-33, "open")),
    (Situation.NO_AGREEMENT, None): ((-8, "write submit"), (-5, "approve"), (-2, "send")),
    (Situation.UNASKED_SHORT, None): ((-1, "write send_on_contract"),),
    (Situation.UNASKED_EXTENSIVE, None): ((-3, "write send_on_contract"),),
}


def days_of_sweeping() -> list[int]:
    """Return the days on which somebody had to look for dossiers that come due; never after the overdue one's date."""
    last = min(DUE[Situation.OVERDUE]) - 1
    steps = (-WARN_AHEAD.days + 1, -COOLING_OFF.days, 1)
    days = {due + step for dues in DUE.values() for due in dues for step in steps}
    days |= {asked + 1 for asked in ASKED_TO_ERASE.values()}
    return sorted(day for day in days if day < last)
