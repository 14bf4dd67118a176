"""In which categories somebody may write or look in one dossier, and in which he may not, with why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dossiers.catalogue import Category, ClosedCategory, categories_of, closed_categories_of
from dossiers.models import Dossier
from dossiers.permissions import Access, access_of
from dossiers.terms import IN_GENERAL, DossierPermission


@dataclass(frozen=True)
class Choices:
    """What somebody may choose from when he adds to a dossier, and what the reglement lists but keeps from him."""

    categories: tuple[Category, ...]
    closed: tuple[ClosedCategory, ...]


def choices_of(user: Any, dossier: Dossier, *, source: str | None = None) -> Choices:
    """Return the categories that are open to `user` for what comes from this source, and those that are not."""
    access = access_of(user, dossier)
    refused = access.refused(DossierPermission.WRITE)
    offered = categories_of(dossier.traject, health=access.sees_health, source=source)
    shut = closed_categories_of(dossier.traject, health=access.sees_health, source=source)
    waiting = access.waiting_for_notice()
    kept = {each.key: each.label for each in offered if each.key in refused}
    shut += [
        ClosedCategory(label, _tell_first(refused[key]), untold=f"{waiting[key][0]}:{key}")
        if key in waiting
        else ClosedCategory(label, not_open_to_you(refused[key]))
        for key, label in kept.items()
    ]
    return Choices(tuple(each for each in offered if each.key not in refused), tuple(shut))


def not_shown_to(access: Access, right: DossierPermission, labels: Mapping[str, str]) -> tuple[ClosedCategory, ...]:
    """Return the categories that this right does not reach, whether or not there is anything in them."""
    labels = {IN_GENERAL: _("samenvattingen van gesprekken"), **labels}
    return tuple(
        ClosedCategory(labels.get(key, key), not_open_to_you(article))
        for key, article in access.refused(right).items()
    )


def not_open_to_you(article: str) -> str:
    """Return the sentence about a right that the reglement, or the law under it, keeps from somebody."""
    return _("Niet open voor u, volgens artikel %(article)s.") % {"article": article}


def _tell_first(article: str) -> str:
    return _("Vertel dit eerst de cliënt, volgens artikel %(article)s.") % {"article": article}
