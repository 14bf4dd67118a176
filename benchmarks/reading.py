"""A coach who opens his list again and again in a process of his own, and how long he waits."""

import sys
from select import select
from time import perf_counter

from django.test import Client

from accounts.models import User

WARM_UP = 20


def main(coach_id: str) -> None:
    """Print the median and the 99th percentile of the list page in milliseconds, until told to stop."""
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(pk=coach_id))
    for _ in range(WARM_UP):
        assert client.get("/dossiers/").status_code == 200
    sys.stdout.write("reading\n")
    sys.stdout.flush()
    waited = []
    while not select([sys.stdin], [], [], 0)[0]:
        started = perf_counter()
        client.get("/dossiers/")
        waited.append((perf_counter() - started) * 1000)
    waited.sort()
    median, slowest = waited[len(waited) // 2], waited[int(len(waited) * 0.99)]
    sys.stdout.write(f"p50 {median:.1f} ms, p99 {slowest:.1f} ms, {len(waited)} pages\n")
