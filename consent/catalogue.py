"""Which kinds of data a start is about: what is asked when a client is registered, and what may be reported."""

from dossiers.catalogue import Category, categories_of
from dossiers.models import Traject
from reglement.services import active_version

# Sensitivities of what is asked when a client is registered: his name and how to reach him.
ON_THE_CARD = frozenset({"contact", "identifying"})


def categories_for_new_traject() -> list[Category]:
    """Return the categories of the reglement under which a traject would start today."""
    return categories_of(Traject(reglement_version=active_version()), health=True)


def categories_on_the_card(traject: Traject) -> list[Category]:
    """Return the categories of which data are asked when a client is registered, as far as the text lists them."""
    return [item for item in categories_of(traject, health=True) if item.tag in ON_THE_CARD]
