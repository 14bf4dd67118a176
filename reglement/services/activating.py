"""Making a version hold: a preview first, then two people who saw the same preview."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from accounts.permissions import has_role
from accounts.terms import Role
from audit.services import record
from audit.terms import Word
from reglement.loading import read_document
from reglement.loading.checking import missing_default_denies
from reglement.models import ReglementVersion
from reglement.refusals import (
    ImpactOutdated,
    NotTheirs,
    SecondPersonNeeded,
    VersionAlreadyActive,
    VersionHasHoles,
)
from reglement.rules import Ruleset
from reglement.rules.choices import holes_of
from reglement.services.rulesets import law_floor
from reglement.wording import hole_text
from vault.clock import akkoord_now

# The second key may be turned by someone who guards the reglement without leading the bureau.
SECOND_ROLES = (Role.DIRECTIE, Role.BEHEERDER, Role.PRIVACY_OFFICER)


@dataclass(frozen=True, kw_only=True)
class Impact:
    """What activating a version would mean now; `sha256` changes as soon as any of it does."""

    version_sha256: str
    law_floor_sha256: str
    replaces: tuple[str, ...]
    holes: tuple[str, ...]
    choices: tuple[str, ...]
    law_conflicts: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """Return the hash that activation asks back."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def preview_activation(version: ReglementVersion) -> Impact:
    """Return what would happen if this version were made to hold now."""
    ruleset = _ruleset_of(version)
    holes = [hole_text(hole) for hole in holes_of(ruleset)]
    holes += [f"default_deny.{name}" for name in missing_default_denies(ruleset)]
    replaced = ReglementVersion.objects.active().exclude(pk=version.pk).order_by("sha256")
    return Impact(
        version_sha256=version.sha256,
        law_floor_sha256=law_floor().sha256,
        replaces=tuple(replaced.values_list("sha256", flat=True)),
        holes=tuple(holes),
        choices=tuple(f"{c.rule}.{c.field} = {c.value}" for c in ruleset.organisation_choice),
        law_conflicts=tuple(f"{c.article}: {c.effect}" for c in ruleset.law_conflict),
    )


@transaction.atomic
def activate(version: ReglementVersion, *, impact_sha256: str, by: Any, second: Any) -> ReglementVersion:
    """Make this version hold and end the one that held.

    Raises VersionAlreadyActive, SecondPersonNeeded, NotTheirs, VersionHasHoles, ImpactOutdated.
    """
    # The order of the lock is the same for everyone, so that two activations wait for each other.
    locked = {row.pk: row for row in ReglementVersion.objects.select_for_update().order_by("pk")}
    version = locked[version.pk]
    if not version.is_draft:
        raise VersionAlreadyActive
    _refuse_unless_two(by, second)
    impact = preview_activation(version)
    if impact.holes:
        raise VersionHasHoles
    if impact.sha256 != impact_sha256:
        raise ImpactOutdated
    now = akkoord_now()
    ReglementVersion.objects.active().update(superseded_at=now)
    version.activated_at, version.activated_by, version.second_by = now, by, second
    version.impact_sha256 = impact_sha256
    version.save(update_fields=["activated_at", "activated_by", "second_by", "impact_sha256"])
    record(Word.REGLEMENT_ACTIVATED, by=by, object_type="reglement.version", object_id=version.pk)
    return version


def _refuse_unless_two(by: Any, second: Any) -> None:
    if by is None or second is None or by.pk == second.pk:
        raise SecondPersonNeeded
    if not has_role(by, Role.DIRECTIE) or not has_role(second, *SECOND_ROLES):
        raise NotTheirs


def _ruleset_of(version: ReglementVersion) -> Ruleset:
    return read_document(version.document, file=version.label)
