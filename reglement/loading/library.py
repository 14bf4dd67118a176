"""The files that come with the product: profiles, the demo's choices and the law floor."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from reglement.deciding.compiling import CompiledRuleset, compile_ruleset
from reglement.loading.checking import check_law_references
from reglement.loading.positions import Positions
from reglement.loading.problems import Problem, ProfileInvalid
from reglement.loading.reading import read_ruleset
from reglement.rules.ruleset import Ruleset

ROOM = Path(__file__).resolve().parent.parent
PROFILES = ROOM / "profiles"
DEMO_CHOICES = PROFILES / "demo_choices.toml"
LAW_FLOOR = ROOM / "law" / "avg.toml"


def profile_names() -> tuple[str, ...]:
    """Return the short names of the profiles that come with the product."""
    return tuple(sorted(path.stem for path in PROFILES.glob("*.toml") if path != DEMO_CHOICES))


def profile_path(name: str) -> Path:
    """Return the file of a profile by its short name, or the path itself when it is one."""
    own = PROFILES / f"{name}.toml"
    return own if name.isidentifier() and own.exists() else Path(name)


@cache
def law_floor() -> CompiledRuleset:
    """Return the law floor that comes with this version of the product, ready to be asked."""
    return compile_ruleset(read_ruleset(LAW_FLOOR.read_bytes(), file=LAW_FLOOR.name))


def read_choices(path: Path, key: str) -> tuple[dict[str, Any], ...]:
    """Return the choices in this file that are meant for the ruleset with this key."""
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("organisation_choice", [])
    return tuple(
        {name: value for name, value in entry.items() if name != "ruleset"}
        for entry in entries
        if entry.get("ruleset") == key
    )


def read_profile(content: bytes, *, file: str, choices: Path | None = None) -> Ruleset:
    """Return the ruleset of a profile, its references to the law floor checked too; raises ProfileInvalid."""
    ruleset = read_ruleset(content, file=file)
    if choices is not None:
        ruleset = read_ruleset(content, file=file, choices=read_choices(choices, ruleset.metadata.key))
    findings = list(check_law_references(ruleset, law_floor().ruleset))
    if findings:
        positions = Positions(content.decode("utf-8").replace("\r\n", "\n"))
        raise ProfileInvalid(
            [Problem(file, positions.line_of(f.path), _field(f.path), f.code, f.expected) for f in findings]
        )
    return ruleset


def _field(path: tuple[str | int, ...]) -> str:
    return ".".join(str(step) for step in path)
