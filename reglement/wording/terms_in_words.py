"""Terms as people say them, working days and holes included."""

import re

from django.utils.translation import gettext, ngettext

from reglement.rules.base import ISO_TERM
from reglement.terms import UNSET
from ui.dates import duration_words

_TERM = re.compile(ISO_TERM)
_WORKING_DAYS = re.compile(r"P(\d+)WD")
AT_ONCE = re.compile(r"P0[YMWD]+")


def is_term(text: str) -> bool:
    """Say whether this is a term of the rule form, or the hole where one should stand."""
    return text == UNSET or _TERM.fullmatch(text) is not None


def term_words(term: str | None) -> str:
    """Return a term in words: "2 jaar", "5 werkdagen", "nog niet ingevuld"."""
    if term is None:
        return gettext("geen termijn")
    if term == UNSET:
        return gettext("nog niet ingevuld")
    if AT_ONCE.fullmatch(term):
        return gettext("meteen")
    working = _WORKING_DAYS.fullmatch(term)
    if working is None:
        return duration_words(term)
    count = int(working[1])
    return ngettext("%(count)d werkdag", "%(count)d werkdagen", count) % {"count": count}
