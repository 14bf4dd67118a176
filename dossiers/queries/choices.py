"""In which categories somebody may write or look in one dossier, and in which he may not, with why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dossiers.catalogue import Category, ClosedCategory, categories_of, closed_categories_of
from dossiers.models import Dossier
from dossiers.permissions import Access, access_of
from dossiers.terms import DossierPermission


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
    kept = {each.key: each.label for each in offered if each.key in refused}
    shut += [ClosedCategory(label, not_for_your_role(refused[key])) for key, label in kept.items()]
    return Choices(tuple(each for each in offered if each.key not in refused), tuple(shut))


def not_shown_to(access: Access, right: DossierPermission, labels: Mapping[str, str]) -> tuple[ClosedCategory, ...]:
    """Return the categories that this right does not reach, whether or not there is anything in them."""
    return tuple(
        ClosedCategory(labels.get(key, key), not_for_your_role(article))
        for key, article in access.refused(right).items()
    )


def not_for_your_role(article: str) -> str:
    """Return the sentence about a right that the reglement keeps from somebody's role."""
    return _("Niet voor uw rol, volgens artikel %(article)s.") % {"article": article}
