"""Seeded faults: how many runs a test makes, and the table of what they met."""

import os
from collections import Counter

# A few in `make test`; `make faults` makes many.
RUNS = int(os.environ.get("RUNS", "2"))
MET: dict[str, Counter[str]] = {}


def met(fault: str, what: str) -> None:
    """Count what a run met."""
    MET.setdefault(fault, Counter())[what] += 1


def table() -> list[str]:
    """Return what was met, a line each."""
    return [
        f"{fault:<44}{what:<44}{count:>6}" for fault, found in MET.items() for what, count in sorted(found.items())
    ]
