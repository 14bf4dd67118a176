"""How many questions a second one core decides, beside what only reading a question and printing an answer costs."""

import hashlib
import json
from collections.abc import Callable, Iterable
from copy import deepcopy
from itertools import cycle, islice
from time import process_time
from typing import Any

from pydantic_core import to_json

from reglement.deciding import Answers, CompiledRuleset, Decision, compile_ruleset, decide
from reglement.facts import Facts
from reglement.facts.examples import EXAMPLES
from reglement.loading import DEMO_CHOICES, law_floor, profile_names, profile_path, read_profile

QUESTIONS = 20_000
ROUNDS = 3


def main() -> None:
    """Print for each profile, in one run, the ways of asking and how often each costs bare JSON."""
    lines = [json.dumps(question).encode() for question in islice(_questions(), QUESTIONS)]
    law = law_floor()
    for name in profile_names():
        path = profile_path(name)
        version = compile_ruleset(read_profile(path.read_bytes(), file=path.name, choices=DEMO_CHOICES), law)
        _measure(name, version, law, lines)


def _measure(name: str, version: CompiledRuleset, law: CompiledRuleset, lines: list[bytes]) -> None:
    ready = [Facts.model_validate_json(line) for line in lines]
    told = [decide(version, law, question).as_dict() for question in ready]
    bare = _seconds(lambda: _read_and_print(lines, told))
    ways: dict[str, Callable[[], object]] = {
        "ready facts, one by one": lambda: _ask(lambda facts: decide(version, law, facts), ready),
        "JSON lines, one by one": lambda: _ask(lambda line: _printed(decide(version, law, line)), lines),
        "JSON lines, as decide --lines": lambda: _ask(Answers(version, law, _printed).to, lines),
    }
    for words, way in ways.items():
        seconds = _seconds(way)
        print(f"{name}, {words}: {QUESTIONS / seconds:,.0f} a second, {seconds / bare:.1f} x bare JSON")


def _questions() -> Iterable[dict[str, Any]]:
    """Yield questions of which no two are alike: another document, recipient and client each time."""
    for number, example in enumerate(cycle(EXAMPLES)):
        question = deepcopy(example)
        document = hashlib.sha256(str(number).encode()).hexdigest()
        for part in (question.get("content", {}), *question.get("consents", ())):
            if "sha256" in part:
                part["sha256"] = document
        if "recipient" in question:
            question["recipient"]["id"] = f"ontvanger-{number}"
        question.setdefault("client", {})["age"] = 18 + number % 50
        yield question


def _read_and_print(lines: list[bytes], told: list[dict[str, Any]]) -> None:
    for line, answer in zip(lines, told, strict=True):
        json.loads(line)
        json.dumps(answer)


def _ask(way: Callable[[Any], object], questions: Iterable[object]) -> None:
    for question in questions:
        way(question)


def _printed(decision: Decision) -> str:
    return to_json(decision.as_dict()).decode()


def _seconds(way: Callable[[], object]) -> float:
    """Return the quickest of some rounds, in seconds of one core."""
    took: list[float] = []
    for _ in range(ROUNDS):
        started = process_time()
        way()
        took.append(process_time() - started)
    return min(took)
