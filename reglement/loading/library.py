"""The files that come with the product: profiles, the demo's choices and the law floor."""

from functools import cache
from pathlib import Path

from reglement.deciding.compiling import CompiledRuleset, compile_ruleset
from reglement.loading.choosing import read_choices
from reglement.loading.parsing import parse
from reglement.loading.reading import read_document, read_ruleset
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


def read_profile(content: bytes, *, file: str, choices: Path | None = None) -> Ruleset:
    """Return the ruleset of a profile, its references to the law floor checked too; raises ProfileInvalid."""
    document, positions = parse(content, file)
    metadata = document.get("metadata")
    key = str(metadata.get("key")) if isinstance(metadata, dict) else ""
    chosen = None if choices is None else read_choices(choices, key)
    return read_document(document, file=file, positions=positions, choices=chosen, law=law_floor().ruleset)
