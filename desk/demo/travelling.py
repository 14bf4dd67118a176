"""Travelling: the clock of a demo some days ahead, and what beat will find there."""

from datetime import timedelta

from accounts.queries import wants_four_eyes
from desk.demo.loading import DemoRefused, is_half_loaded, refuse_unless_demo
from retention.models import DossierTerm, PurgeCase
from retention.queries import is_held
from retention.terms import COOLING_OFF, WARN_AHEAD
from vault import clock


def travel(days: int) -> list[str]:
    """Move the clock ahead and return what beat will now find; raises DemoRefused for a step back or nowhere."""
    refuse_unless_demo()
    if is_half_loaded():
        raise DemoRefused("An earlier loading was broken off. Start afresh: make fresh run")
    if days < 1:
        raise DemoRefused("Time only goes forward: give one day or more.")
    try:
        clock.move(timedelta(days=days))
    except clock.ClockStandsFast:
        raise DemoRefused("The clock of this database can't be moved: the demo is not loaded here.") from None
    return [f"It is now {clock.today():%d-%m-%Y} in the demo. Within a minute beat finds:", *_found()]


def _found() -> list[str]:
    now = clock.akkoord_now()
    terms, until = DossierTerm.objects, clock.today() + WARN_AHEAD
    announced = terms.closing_within(until).count() + terms.parts_closing_within(until).count()
    open_cases = list(PurgeCase.objects.unfinished())
    held = [case for case in open_cases if is_held(case.dossier_id)]
    free = [case for case in open_cases if case not in held]
    unapproved = [case for case in free if case.approved_at is None and case.due_at - COOLING_OFF <= now]
    listed = [case for case in unapproved if wants_four_eyes() and not case.at_once]
    destroying = sum(
        case.approved_at is not None and max(case.due_at, case.approved_at + COOLING_OFF) <= now for case in free
    )
    return [
        f"  {announced} to announce",
        f"  {len(unapproved) - len(listed)} to approve, to be destroyed {COOLING_OFF.days} days later",
        f"  {len(listed)} that wait until two people sign a list (/bewaren/lijsten/)",
        f"  {destroying} to destroy",
        f"  {len(held)} on hold",
    ]
