"""The family of refusals: exceptions that state a fact of the domain and carry the sentence a person may read."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainRefusal(Exception):
    """Something the house refuses to do; subclasses set `sentence`, which never holds personal data."""

    sentence: str | Promise = _("Dat kan nu niet.")

    def __str__(self) -> str:
        return str(self.sentence)
