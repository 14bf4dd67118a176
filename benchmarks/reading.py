"""A coach who opens his list again and again in a process of his own, and how long he waits for each page."""

import sys
from select import select
from time import perf_counter

from django.test import Client

from accounts.models import User

WARM_UP, ENOUGH = 20, 300


def main(coach_id: str) -> None:
    """Open pages until told to stop, say when they are enough to count on, and print how long each took in ms."""
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(pk=coach_id))
    for _ in range(WARM_UP):
        assert client.get("/dossiers/").status_code == 200
    _tell("reading")
    waited = list[float]()
    while not select([sys.stdin], [], [], 0)[0]:
        started = perf_counter()
        client.get("/dossiers/")
        waited.append((perf_counter() - started) * 1000)
        if len(waited) == ENOUGH:
            _tell("enough")
    _tell(" ".join(f"{milliseconds:.2f}" for milliseconds in waited))


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
