"""The trace files themselves: typed rows, read strictly, as part of the product like the profiles beside them."""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from reglement.rules.base import Strict

FOLDER = Path(__file__).resolve().parent

RuleClass = Literal["parameter", "invariant", "record"]
# "gate_rule:report-written-approval", "law:right_rule:access", "screen:reporting:report", "purpose_binding"
Place = Annotated[str, Field(pattern=r"^[a-z_]+(?::.+)?$")]
# A pytest function; a parametrized one is named without its case.
TestName = Annotated[str, Field(pattern=r"^tests/[a-z0-9_/]+\.py(?:::[A-Za-z0-9_]+)?::test_[a-z0-9_]+$")]


class Row(Strict):
    """One rule of the written text: what kind of rule it is, what carries it, and what proves that it is kept."""

    id: str = Field(pattern=r"^[A-Z0-9]+-[A-Za-z0-9._-]+$")
    class_: RuleClass = Field(alias="class")
    """parameter: an organisation may want it otherwise; invariant: always so; record: only told, nothing runs."""
    where: tuple[Place, ...] = Field(min_length=1)
    tests: tuple[TestName, ...] = Field(min_length=1)


class Trace(Strict):
    """The rows of one profile, in the order of its text."""

    row: tuple[Row, ...] = Field(min_length=1)


def trace_names() -> tuple[str, ...]:
    """Return the keys of the profiles that have a trace."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def read_trace(name: str) -> Trace:
    """Return the trace of this profile; raises FileNotFoundError, or ValueError for a file that is not a trace."""
    document = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return Trace.model_validate_json(json.dumps(document))


def traces() -> dict[str, Trace]:
    """Return every trace by the key of its profile."""
    return {name: read_trace(name) for name in trace_names()}
