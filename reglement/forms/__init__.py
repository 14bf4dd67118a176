"""Forms that are made from the typed models: one translator from a field of the rule form to a field on a page."""

from reglement.forms.fields import Offers
from reglement.forms.parts import PartForm, Row

__all__ = ["Offers", "PartForm", "Row"]
