"""A worker in a process of its own, which begins to destroy when it is told and says how many it ended."""

import os
import sys

from benchmarks.purging import destroy


def main(at_most: str) -> None:
    """Say when ready, wait for a word, destroy so many, and print how many have their certificate."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    sys.stdout.write(f"{destroy(int(at_most), worker=f'measuring {os.getpid()}')}\n")
