"""The categories in which a traject may keep things: what its reglement lists, minus what the law bars."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dossiers.facts import CategoryClosed, CategoryRefused, CategoryUnknown
from dossiers.models import Document, Dossier, Note, Traject
from dossiers.terms import HEALTH_TAGS, OUTSIDE_TAGS, WITHHELD_TAGS, Carrier, Provenance
from reglement.models import ReglementVersion
from reglement.rules.wordlists import CatalogueItem
from reglement.services import current_ruleset, deciding_version
from reglement.wording.vocabulary import SERVICES, SOURCES
from reglement.wording.words import either

# A catalogue in one of these modes says what is kept at least, or for example; the others say what is kept at most.
OPEN_MODES = frozenset({"minimum", "indicative"})
# What a category may need that people can show: a note at the writing itself, a notice through the gate before it.
NECESSITY = "necessity_note"
SHOWN_HERE = frozenset({NECESSITY, "notice"})


@dataclass(frozen=True)
class Category:
    """One category: its key in the reglement, what people call it, how sensitive it is."""

    key: str
    label: str
    tag: str
    is_listed: bool = True
    article: str = ""
    services: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    is_unspecified: bool = False

    @property
    def asks_why(self) -> bool:
        """Say whether it is only kept with a note why it is needed."""
        return not self.is_listed or NECESSITY in self.needs

    @property
    def is_health(self) -> bool:
        """Say whether only people with the right to health data may see and write this."""
        return self.tag in HEALTH_TAGS


@dataclass(frozen=True)
class ClosedCategory:
    """A category that this traject may not use, and why not, with the article."""

    label: str
    why: str
    untold: str = ""
    """What the client must be told about first, and the key of the category; empty where that does not help."""


def categories_of(traject: Traject, *, health: bool, source: str | None = None) -> list[Category]:
    """Return what somebody may choose from when adding to this traject, in the order of the reglement.

    With `source` only what may come from there; without, that is asked when it is written.
    """
    return [
        category for category in _permitted_by_law(traject, health=health) if not why_closed(category, traject, source)
    ]


def closed_categories_of(traject: Traject, *, health: bool, source: str | None = None) -> list[ClosedCategory]:
    """Return what the reglement lists but not for this traject, each with the reason."""
    answers = (
        (category, why_closed(category, traject, source)) for category in _permitted_by_law(traject, health=health)
    )
    return [ClosedCategory(category.label, why) for category, why in answers if why]


def category_of(traject: Traject, key: str, *, source: str | None = None) -> Category:
    """Return the category of this key; raises CategoryUnknown, CategoryRefused (law) or CategoryClosed (reglement)."""
    category = next((category for category in _all_categories(traject) if category.key == key), None)
    if category is None:
        raise CategoryUnknown
    if category.tag in WITHHELD_TAGS:
        raise CategoryRefused
    why = why_closed(category, traject, source)
    if why:
        raise CategoryClosed(why)
    return category


def why_closed(category: Category, traject: Traject, source: str | None) -> str:
    """Return why the reglement keeps this category shut here, in plain words; "" when it is open.

    A traject that is still being filled in has no service yet; that is asked again when it starts.
    """
    said = {"article": category.article}
    if category.is_unspecified:
        return _("Artikel %(article)s zegt niet wat hierin staat. Kies de soort gegevens die erin staat.") % said
    if category.services and traject.service and traject.service not in category.services:
        said["services"] = either(SERVICES, category.services)
        return _("Mag volgens artikel %(article)s alleen bij: %(services)s.") % said
    if category.carriers and Carrier.DIGITAL not in category.carriers:
        return _("Mag volgens artikel %(article)s alleen op papier.") % said
    if category.sources and source is not None and source not in category.sources:
        said["sources"] = either(SOURCES, category.sources)
        return _("Mag volgens artikel %(article)s alleen komen %(sources)s.") % said
    if category.needs - SHOWN_HERE:
        return _("Artikel %(article)s stelt hier eerst een voorwaarde, en die kunt u hier nog niet vastleggen.") % said
    return ""


def every_category_in(dossier: Dossier) -> list[Category]:
    """Return each category that something in this dossier has or could get, of whichever version of the reglement.

    What the law keeps out of every dossier is not among them.
    """
    traject = dossier.traject
    known = {each.key: each for each in [*_categories_under(traject.reglement_version), *_all_categories(traject)]}
    for items in (Note.objects, Document.objects):
        for key, tag in items.filter(dossier=dossier).values_list("category", "tag").distinct():
            known.setdefault(key, Category(key, key, tag))
    return [each for each in known.values() if each.tag not in WITHHELD_TAGS]


def sources_of(category: Category) -> list[str]:
    """Return from whom data of this category may come, the client first, as far as the house knows such people."""
    return [source for source in Provenance.values if not category.sources or source in category.sources]


def usual_source(categories: Sequence[Category]) -> str:
    """Return the client where all of these may come from him, and else the first source that any of them names."""
    named = {source for category in categories for source in category.sources}
    return Provenance.CLIENT.value if not named or Provenance.CLIENT in named else min(named)


def labels_of(traject: Traject) -> dict[str, str]:
    """Return what people call each category, by key, those of the version under which the traject began included."""
    began_under = _categories_under(traject.reglement_version)
    return {category.key: category.label for category in [*began_under, *_all_categories(traject)]}


def _permitted_by_law(traject: Traject, *, health: bool) -> list[Category]:
    return [
        category
        for category in _all_categories(traject)
        if category.tag not in WITHHELD_TAGS and (health or not category.is_health)
    ]


def _all_categories(traject: Traject) -> list[Category]:
    return _categories_under(deciding_version(traject.reglement_version))


def _categories_under(version: ReglementVersion) -> list[Category]:
    text = current_ruleset(version)
    ruleset = text.ruleset
    listed = [_category(item, text.articles[item.article].label) for item in ruleset.catalogue_item]
    if ruleset.catalogue is None or ruleset.catalogue.mode not in OPEN_MODES:
        return listed
    return listed + [
        Category(key.value, str(key.label), tag.value, is_listed=False) for key, tag in OUTSIDE_TAGS.items()
    ]


def _category(item: CatalogueItem, article: str) -> Category:
    return Category(
        item.key,
        item.label,
        item.tag,
        article=article,
        services=item.services,
        carriers=item.carriers,
        sources=item.source,
        needs=frozenset(need.kind for need in item.needs),
        is_unspecified=item.unspecified,
    )
