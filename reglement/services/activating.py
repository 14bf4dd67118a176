"""Making a version the one that counts: shown first, then by two people, on what was shown."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from audit.services import record
from reglement.facts_of_refusal import PreviewOutdated, TwoPeopleNeeded, VersionAlreadyActive, VersionHasHoles
from reglement.loading import read_document
from reglement.loading.checking import missing_default_denies
from reglement.models import ReglementVersion
from reglement.rules.choices import holes_of
from reglement.rules.ruleset import Ruleset
from vault.clock import akkoord_now


@dataclass(frozen=True)
class Impact:
    """What activating a version would change, and the hash that the two people agree to."""

    version_sha256: str
    replaces_sha256: str
    holes: tuple[str, ...]
    law_conflicts: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """Return the hash of everything the preview showed."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def preview_activation(version: ReglementVersion) -> Impact:
    """Return what activating this version would change; changes nothing."""
    replaced = ReglementVersion.objects.active().filter(reglement=version.reglement).exclude(pk=version.pk).first()
    ruleset = read_document(version.document, file=version.label)
    return Impact(
        version_sha256=version.sha256,
        replaces_sha256="" if replaced is None else replaced.sha256,
        holes=_holes(ruleset),
        law_conflicts=tuple(conflict.article for conflict in ruleset.law_conflict),
    )


def _holes(ruleset: Ruleset) -> tuple[str, ...]:
    places = tuple(f"{hole.rule}.{hole.field}" for hole in holes_of(ruleset))
    return (*places, *(f"default_deny.{name}" for name in missing_default_denies(ruleset)))


@transaction.atomic
def activate(version: ReglementVersion, *, impact_sha256: str, by: Any, second: Any) -> ReglementVersion:
    """Make this version the one that new trajecten fall under, and end the one before it.

    Raises VersionAlreadyActive, TwoPeopleNeeded, VersionHasHoles, PreviewOutdated; then nothing has changed.
    """
    version = ReglementVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if version.activated_at is not None:
        raise VersionAlreadyActive
    if by.pk == second.pk:
        raise TwoPeopleNeeded
    impact = preview_activation(version)
    if impact.holes:
        raise VersionHasHoles
    if impact.sha256 != impact_sha256:
        raise PreviewOutdated
    now = akkoord_now()
    ReglementVersion.objects.active().filter(reglement=version.reglement).update(superseded_at=now)
    version.activated_at, version.activated_by, version.second_by = now, by, second
    version.impact_sha256 = impact_sha256
    version.save(update_fields=["activated_at", "activated_by", "second_by", "impact_sha256"])
    record("reglement.activated", by=by, object_type="reglement.version", object_id=version.pk)
    return version
