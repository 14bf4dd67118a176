"""The past of the demo as one chronological queue: each event is played with the house clock at its own moment."""

import heapq
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import count

from vault import clock

Deed = Callable[[], object]
SATURDAY = 5
EVERY = 50


class Calendar:
    """Collects what has to happen and when, and lets it happen in that order."""

    def __init__(self) -> None:
        self.now = clock.akkoord_now()
        self.today: date = self.now.astimezone(clock.AMSTERDAM).date()
        self._queue: list[tuple[datetime, int, Deed]] = []
        self._turn = count()

    def moment(self, day: int, at: str) -> datetime:
        """Return a moment so many days from today, by the clock of Amsterdam."""
        return datetime.combine(self.today + timedelta(days=day), time.fromisoformat(at), tzinfo=clock.AMSTERDAM)

    def working_day(self, day: int) -> int:
        """Return the day itself, or the Friday before it when it falls in a weekend."""
        return day - max(0, (self.today + timedelta(days=day)).weekday() - SATURDAY + 1)

    def add(self, moment: datetime, deed: Deed) -> None:
        """Let this happen then; what is planned for one moment happens in the order in which it was added."""
        heapq.heappush(self._queue, (moment, next(self._turn), deed))

    def play(self, tell: Callable[[str], object]) -> None:
        """Let everything happen, each event at its own moment by the house clock, and tell how far it is."""
        total = len(self._queue)
        for number in range(1, total + 1):
            moment, _turn, deed = heapq.heappop(self._queue)
            ahead = moment - clock.akkoord_now()
            if ahead > timedelta(0) or number == 1:
                clock.move(ahead)
            deed()
            if number % EVERY == 0 or number == total:
                tell(f"{number} of {total}")
