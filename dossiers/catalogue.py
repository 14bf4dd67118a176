"""The categories in which a traject may keep things: what its reglement lists, minus what the law bars."""

from dataclasses import dataclass

from dossiers.facts import CategoryRefused, CategoryUnknown
from dossiers.models import Traject
from dossiers.terms import HEALTH_TAGS, OUTSIDE_TAGS, WITHHELD_TAGS
from reglement.models import ReglementVersion
from reglement.services import current_ruleset, deciding_version

# A catalogue in one of these modes says what is kept at least, or for example; the others say what is kept at most.
OPEN_MODES = frozenset({"minimum", "indicative"})


@dataclass(frozen=True)
class Category:
    """One category: its key in the reglement, what people call it, how sensitive it is."""

    key: str
    label: str
    tag: str
    is_listed: bool = True

    @property
    def is_health(self) -> bool:
        """Say whether only people with the right to health data may see and write this."""
        return self.tag in HEALTH_TAGS


def categories_of(traject: Traject, *, health: bool) -> list[Category]:
    """Return what somebody may choose from when adding to this traject, in the order of the reglement."""
    return [
        category
        for category in _all_categories(traject)
        if category.tag not in WITHHELD_TAGS and (health or not category.is_health)
    ]


def category_of(traject: Traject, key: str) -> Category:
    """Return the category of this key; raises CategoryUnknown, or CategoryRefused when the law bars it."""
    category = next((category for category in _all_categories(traject) if category.key == key), None)
    if category is None:
        raise CategoryUnknown
    if category.tag in WITHHELD_TAGS:
        raise CategoryRefused
    return category


def labels_of(traject: Traject) -> dict[str, str]:
    """Return what people call each category, by key, those of the version under which the traject began included."""
    began_under = _categories_under(traject.reglement_version)
    return {category.key: category.label for category in [*began_under, *_all_categories(traject)]}


def _all_categories(traject: Traject) -> list[Category]:
    return _categories_under(deciding_version(traject.reglement_version))


def _categories_under(version: ReglementVersion) -> list[Category]:
    ruleset = current_ruleset(version).ruleset
    listed = [Category(item.key, item.label, item.tag) for item in ruleset.catalogue_item]
    if ruleset.catalogue is None or ruleset.catalogue.mode not in OPEN_MODES:
        return listed
    return listed + [
        Category(key.value, str(key.label), tag.value, is_listed=False) for key, tag in OUTSIDE_TAGS.items()
    ]
