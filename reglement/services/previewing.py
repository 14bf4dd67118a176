"""What making a version hold would mean now, as a value with a hash that both keys are bound to."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from reglement.loading import stored_ruleset
from reglement.models import ReglementVersion
from reglement.rules import Ruleset
from reglement.rules.choices import Hole
from reglement.services.fitting import open_places
from reglement.services.rulesets import law_floor


@dataclass(frozen=True, order=True)
class Consequence:
    """A part of a dossier that must be gone earlier under the new version; a higher room gathers them."""

    dossier: str
    """Number of the dossier; "remains" for what remained of dossiers that are gone."""
    part: str
    becomes: date
    was: date | None


@dataclass(frozen=True, kw_only=True)
class Impact:
    """What activating a version would mean now; `sha256` changes as soon as any of it does, in whatever language."""

    version_sha256: str
    law_floor_sha256: str
    replaces: tuple[str, ...]
    holes: tuple[Hole, ...]
    choices: tuple[str, ...]
    law_conflicts: tuple[str, ...]
    consequences: tuple[Consequence, ...] = ()

    @property
    def sha256(self) -> str:
        """Return the hash that activation asks back."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True, default=str).encode()).hexdigest()


def preview_activation(version: ReglementVersion, consequences: Sequence[Consequence] = ()) -> Impact:
    """Return what would happen if this version were made to hold now.

    `consequences` is what a higher room found that becomes due earlier; it is part of the hash.
    """
    ruleset = ruleset_of(version)
    replaced = ReglementVersion.objects.active().exclude(pk=version.pk).order_by("sha256")
    return Impact(
        version_sha256=version.sha256,
        law_floor_sha256=law_floor().sha256,
        replaces=tuple(replaced.values_list("sha256", flat=True)),
        holes=open_places(ruleset),
        choices=tuple(f"{c.rule}.{c.field} = {c.value}" for c in ruleset.organisation_choice),
        law_conflicts=tuple(f"{c.article}: {c.effect}" for c in ruleset.law_conflict),
        consequences=tuple(sorted(consequences)),
    )


def ruleset_of(version: ReglementVersion) -> Ruleset:
    """Return the rules of a version as they are written, holes included."""
    return stored_ruleset(version.document)
