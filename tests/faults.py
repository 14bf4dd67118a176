"""Seeded faults: how many runs a test makes, and the table of what they met, gathered from every process of a run."""

import os
from collections import Counter

import pytest

# A few in `make test`; `make faults` makes many.
RUNS = int(os.environ.get("RUNS", "2"))
MET: dict[str, Counter[str]] = {}


def met(fault: str, what: str) -> None:
    """Count what a run met."""
    MET.setdefault(fault, Counter())[what] += 1


def table() -> list[str]:
    """Return what was met, a line each."""
    return [
        f"{fault:<50}{what:<44}{count:>6}"
        for fault, found in sorted(MET.items())
        for what, count in sorted(found.items())
    ]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let a process that tests for another send along what it met."""
    sent = getattr(session.config, "workeroutput", None)
    if sent is not None:
        sent["faults"] = {fault: dict(found) for fault, found in MET.items()}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """Add what such a process met; one that crashed sends nothing."""
    for fault, found in getattr(node, "workeroutput", {}).get("faults", {}).items():
        MET.setdefault(fault, Counter()).update(found)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show what the seeded faults met."""
    for line in table():
        terminalreporter.write_line(line)
