"""What a new traject may report about, before there is a traject to ask it of."""

from dossiers.catalogue import Category, categories_of
from dossiers.models import Traject
from reglement.services import active_version


def categories_for_new_traject() -> list[Category]:
    """Return the categories of the reglement under which a traject would start today."""
    return categories_of(Traject(reglement_version=active_version()), health=True)
