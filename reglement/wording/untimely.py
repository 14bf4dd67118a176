"""A request that came too late or too soon, told with the day that decides."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# key: the parameter that holds the day, the sentence with it, and the one for when the day is not known
_SENTENCES: Final[Mapping[str, tuple[str, str | Promise, str | Promise]]] = {
    "window_passed": (
        "until",
        _("De tijd die de tekst hiervoor geeft, was na %(day)s voorbij."),
        _("De tijd die de tekst hiervoor geeft, is voorbij."),
    ),
    "asked_too_soon": (
        "from",
        _("Volgens de tekst komt dit verzoek te snel na het vorige. Vanaf %(day)s kan het weer."),
        _("Volgens de tekst komt dit verzoek te snel na het vorige."),
    ),
    "right_only_running": (
        "ended",
        _("De tekst geeft dit recht alleen zolang het traject loopt. Het eindigde op %(day)s."),
        _("De tekst geeft dit recht alleen zolang het traject loopt."),
    ),
}


def untimely_text(key: str, params: Mapping[str, Any]) -> str | None:
    """Return why the request came at the wrong moment as a sentence; None for any other reason."""
    if key not in _SENTENCES:
        return None
    name, dated, plain = _SENTENCES[key]
    day = params.get(name)
    return str(plain) if day is None else str(dated) % {"day": date_format(date.fromisoformat(day), "j F Y")}
