"""Reading a profile into a draft version, and writing a version out again as a file."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from audit.services import record
from audit.terms import Word
from reglement.deciding.compiling import document_sha256
from reglement.loading import ProfileInvalid, read_profile
from reglement.models import Article, Reglement, ReglementVersion
from reglement.refusals import ProfileRefused
from reglement.rules import Ruleset


def load_profile(source: Path | bytes, *, by: Any, choices: Path | None = None, file: str = "") -> ReglementVersion:
    """Store a profile as a draft version and return it; the same content twice is the same version.

    `choices` is a file with the organisation's own choices for holes in the text. Raises ProfileRefused, which names
    file, line and field of everything that is wrong.
    """
    content = source if isinstance(source, bytes) else source.read_bytes()
    name = file or (source.name if isinstance(source, Path) else "profile.toml")
    try:
        ruleset = read_profile(content, file=name, choices=choices)
    except ProfileInvalid as invalid:
        raise ProfileRefused(invalid.problems) from None
    return store_version(ruleset, by=by)


@transaction.atomic
def store_version(ruleset: Ruleset, *, by: Any) -> ReglementVersion:
    """Store a ruleset as a draft version and return it; the same content twice is the same version."""
    reglement, _made = Reglement.objects.get_or_create(
        key=ruleset.metadata.key, defaults={"name": ruleset.metadata.name}
    )
    version, is_new = ReglementVersion.objects.get_or_create(
        sha256=document_sha256(ruleset),
        defaults={
            "reglement": reglement,
            "label": ruleset.metadata.label,
            "document": ruleset.model_dump(mode="json", by_alias=True, exclude_defaults=True),
            "valid_from": ruleset.metadata.valid_from,
            "loaded_by": by,
        },
    )
    if is_new:
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
        record(Word.REGLEMENT_LOADED, by=by, object_type="reglement.version", object_id=version.pk)
    return version


def export_profile(version: ReglementVersion) -> str:
    """Return the rules of a version as JSON, in the rule form and with the organisation's choices; it loads again."""
    return json.dumps(version.document, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
