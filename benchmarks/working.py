"""A worker in a process of its own, which begins to destroy when it is told and says how many it ended."""

import os
import sys

from benchmarks.purging import destroy
from retention.terms import BATCH


def main(at_most: str) -> None:
    """Warm up on one batch, wait for a word, destroy so many, and print how many were taken up."""
    worker = f"measuring {os.getpid()}"
    destroy(BATCH, worker=worker)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    sys.stdout.write(f"{destroy(int(at_most), worker=worker)}\n")
