"""Destruction by four eyes: one list that two people signed, and one that waits for the second."""

from datetime import datetime

from accounts.models import Organisation
from desk.demo.calendar import Calendar
from desk.demo.founding import House
from retention.models import DestructionList
from retention.services.listing import approve_list, propose_list, take_out
from retention.terms import WhyTakenOut

# Since when two people look at what goes; what went before that went by the reglement alone.
FOUR_EYES_DAY = -31
FIRST_LIST_DAY, SIGNED_DAY, SECOND_LIST_DAY = -5, -3, -1


def plan_lists(house: House, calendar: Calendar) -> None:
    """Plan both lists on working days; the second holds what was taken out of the first, and what came since."""
    officer, directie = house.people["privacy_officer"], house.people["directie"]

    def on(day: int, at: str) -> datetime:
        return calendar.moment(calendar.working_day(day), at)

    calendar.add(calendar.moment(FOUR_EYES_DAY, "09:00"), lambda: Organisation.objects.update(four_eyes=True))
    calendar.add(on(FIRST_LIST_DAY, "10:00"), lambda: propose_list(by=officer))
    calendar.add(on(SIGNED_DAY, "10:00"), lambda: _sign(house))
    calendar.add(on(SECOND_LIST_DAY, "11:30"), lambda: propose_list(by=directie))


def _sign(house: House) -> None:
    """Let directie take the last dossier out of the list, to ask first, and approve what is left."""
    listed, directie = DestructionList.objects.get(approved_at=None), house.people["directie"]
    last = listed.lines.select_related("case").order_by("-case__due_at", "-pk")[0]
    take_out(listed, last.case_id, why=WhyTakenOut.ASK_FIRST, by=directie)
    approve_list(listed, by=directie)
