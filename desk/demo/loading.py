"""Loading the demo: found the bureau in the past, play what happened since, and let the clock go on from now."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import connections

from accounts.models import User
from desk.demo import plots, texts
from desk.demo.calendar import Calendar
from desk.demo.clients import PEOPLE, Situation
from desk.demo.founding import House, found
from desk.demo.lists import plan_lists
from desk.demo.plots import Plot
from desk.demo.postbox import put_away_old_letters
from desk.demo.story import Story
from dossiers.services import decline_referral, refer
from retention.models import PurgeCase
from retention.services.advancing import advance
from retention.services.cases import find_due
from retention.services.requesting import follow_requests
from vault import clock
from vault.models import Clock

# Before the longest term of any text: whoever is destroyed today closed his traject that long ago.
FOUNDED_DAY = -2400
WORKER = "demo"


class DemoRefused(Exception):
    """The demo can't be loaded here; the text says why and what to do."""


def refuse_unless_demo() -> None:
    """Raise DemoRefused on an installation where people work."""
    # A server never makes the second factor optional; only the settings of a checkout do.
    if not settings.AKKOORD_MFA_OPTIONAL:
        raise DemoRefused("These are the settings of a real bureau. The demo is only for a checkout.")


def refuse_unless_empty() -> None:
    """Raise DemoRefused when somebody lives here already, or when an earlier loading stopped halfway."""
    if is_half_loaded():
        raise DemoRefused("An earlier loading was broken off, so the demo is half there. Start afresh: make fresh run")
    if User.objects.exists():
        raise DemoRefused("There are people in this database already. To begin again: make fresh run")


def is_half_loaded() -> bool:
    """Say whether a loading was broken off: only while it loads does the clock of the house stand in the past."""
    return Clock.objects.filter(shift__lt=timedelta(0)).exists()


def load(profile: str, *, tell: Callable[[str], object]) -> Counter[Situation]:
    """Load the demo under this reglement and return how many clients are in each situation; raises DemoRefused."""
    refuse_unless_demo()
    refuse_unless_empty()
    _hurry()
    calendar = Calendar()
    clock.allow_moving()
    clock.move(calendar.moment(FOUNDED_DAY, "09:00") - calendar.now)
    house = House()
    found(house, profile)
    _plan_stories(house, calendar)
    _plan_referrals(house, calendar)
    plan_lists(house, calendar)
    for day in plots.days_of_sweeping():
        calendar.add(calendar.moment(day, "06:00"), _sweep)
    calendar.play(tell)
    clock.stand_still()
    put_away_old_letters()
    return Counter(person.situation for person in PEOPLE)


def _hurry() -> None:
    """Don't wait for the disk at each of thousands of commits: a loading that breaks off is thrown away."""
    for alias in connections:
        with connections[alias].cursor() as cursor:
            cursor.execute("SET synchronous_commit TO off")


def _plan_stories(house: House, calendar: Calendar) -> None:
    places: Counter[Situation] = Counter()
    for person in PEOPLE:
        Plot(Story(house, person), calendar, places[person.situation]).lay()
        places[person.situation] += 1


def _plan_referrals(house: House, calendar: Calendar) -> None:
    """Two that wait for an answer, and one that was declined."""
    for number, (name, service, question) in enumerate(texts.REFERRALS):
        key = ("gemeente", "transport", "verzekeraar")[number]

        def put_forward(name: str = name, service: str = service, question: str = question, key: str = key) -> None:
            contact = house.contacts[key]
            email = f"{name.lower().replace(' ', '.')}@thuis.example"
            referral = refer(
                contact=contact,
                candidate_name=name,
                candidate_email=email,
                service=service,
                question=question,
                by=contact.user,
            )
            if key == "verzekeraar":
                decline_referral(referral=referral, by=house.people["manager"])

        calendar.add(calendar.moment(-9 + 4 * number, "10:40"), put_forward)


def _sweep() -> None:
    """Do what beat would have done on this day: open cases, and take each as far as it may go."""
    follow_requests()
    find_due()
    for case_id in PurgeCase.objects.unfinished().values_list("pk", flat=True):
        advance(case_id, worker=WORKER)
