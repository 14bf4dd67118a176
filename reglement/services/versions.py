"""Loading a profile as a version, and finding the ruleset of one."""

from pathlib import Path
from typing import Any

from django.db import transaction

from audit.services import record
from reglement.deciding import CompiledRuleset, compile_ruleset
from reglement.deciding.compiling import document_sha256
from reglement.facts_of_refusal import NoActiveReglement
from reglement.loading import law_floor, read_document, read_profile
from reglement.models import Article, Reglement, ReglementVersion


@transaction.atomic
def load_profile(content: bytes, *, file: str, by: Any, choices: Path | None = None) -> ReglementVersion:
    """Store a profile as a draft version; the same text twice is the same version. Raises ProfileInvalid."""
    ruleset = read_profile(content, file=file, choices=choices)
    sha256 = document_sha256(ruleset)
    known = ReglementVersion.objects.filter(sha256=sha256).first()
    if known is not None:
        return known
    reglement, _fresh = Reglement.objects.get_or_create(
        key=ruleset.metadata.key, defaults={"name": ruleset.metadata.name}
    )
    version = ReglementVersion.objects.create(
        reglement=reglement,
        label=ruleset.metadata.label,
        document=ruleset.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        sha256=sha256,
        valid_from=ruleset.metadata.valid_from,
        loaded_by=by,
    )
    Article.objects.bulk_create(
        Article(
            version=version,
            key=article.key,
            label=article.label,
            heading=article.heading,
            text=article.text,
            position=position,
        )
        for position, article in enumerate(ruleset.articles)
    )
    record("reglement.loaded", by=by, object_type="reglement.version", object_id=version.pk)
    return version


def active_version() -> ReglementVersion:
    """Return the version that new trajecten fall under; raises NoActiveReglement."""
    version = ReglementVersion.objects.active().order_by("-activated_at").first()
    if version is None:
        raise NoActiveReglement
    return version


def current_ruleset(version: ReglementVersion) -> CompiledRuleset:
    """Return the rules of this version ready to be asked; made once per text and process."""
    compiled = _compiled.get(version.sha256)
    if compiled is None:
        compiled = _compiled[version.sha256] = compile_ruleset(
            read_document(version.document, file=version.label), law_floor()
        )
    return compiled


_compiled: dict[str, CompiledRuleset] = {}
