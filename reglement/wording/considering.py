"""Why a rule did or did not speak, as a sentence beside each step of the trace."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reglement.deciding import Considered
from reglement.wording.fields import field_label, value_words
from reglement.wording.outcomes import is_reason, reason_text

_OUTCOMES: dict[str, str | Promise] = {
    "takes_ground": _("De regel past: de grond “%(ground)s” telt niet mee."),
    "forbids": _("De regel past en verbiedt dit."),
    "permits": _("De regel past en staat dit toe."),
    "need_unmet": _("De regel past, maar wat hij vraagt, is er niet."),
    "satisfied": _("De regel past, en wat hij vraagt, is er."),
    "limits": _("De regel past en trekt een grens."),
    "exception_fits": _("De uitzondering van de regel past: hij zwijgt."),
    "sets_the_end": _("De termijn eindigt op %(until)s. Dat is het eerste: deze regel bepaalt de datum."),
    "ends_later": _("De termijn eindigt op %(until)s. Een andere regel eindigt eerder of net zo vroeg."),
    "term_not_started": _("De regel past, maar de termijn is nog niet begonnen: %(trigger)s."),
    "term_unset": _("De regel past, maar de organisatie heeft de termijn nog niet ingevuld."),
    "statute_not_named": _("De tekst noemt geen wet, en bij deze gegevens staat er ook geen."),
    "holds_until": _("Een wet laat dit bewaren tot en met %(until)s."),
    "held_by_file": _("De wet die bij deze gegevens staat, zegt hoe lang ze blijven."),
    "hold_over": _("Een wet liet dit bewaren tot en met %(until)s; dat is voorbij."),
    "remains": _("De vraag gaat over wat na het vernietigen bleef."),
    "other_residual": _("De vraag gaat niet over wat deze regel laat blijven."),
    "residual_asked": _("De vraag gaat over wat deze regel laat blijven."),
    "grants": _("De regel geeft de cliënt dit recht."),
}
_UNSURE = "_unsure"


def because_text(step: Considered | Mapping[str, Any]) -> str:
    """Return why this rule did what it did, in the language of the reader."""
    said = step.as_dict() if isinstance(step, Considered) else step
    key, params = said["because"], said["params"]
    if key in _SENTENCES:
        return _SENTENCES[key](params)
    if key.endswith(_UNSURE):
        unsure = gettext("Niet bekend is: %(facts)s. Daarom telt de regel mee.") % {"facts": _facts(params)}
        return f"{unsure} {_OUTCOMES[key.removesuffix(_UNSURE)]}"
    if key in _OUTCOMES:
        told = {"until": params.get("until", ""), "trigger": value_words("trigger", params.get("trigger", ""))}
        told["ground"] = value_words("ground", params.get("ground", ""))
        return str(_OUTCOMES[key]) % told
    return reason_text({"key": key, "params": params}) if is_reason(key) else str(key)


def _facts(params: Mapping[str, Any]) -> str:
    return ", ".join(field_label(line) for line in params.get("lines", ()))


def _misfit(params: Mapping[str, Any]) -> str:
    line = params.get("line", "")
    return gettext("Niet van toepassing: %(line)s is hier “%(known)s”, de regel gaat over “%(asked)s”.") % {
        "line": field_label(line),
        "asked": _values(line, params.get("asked", ())),
        "known": _values(line, params.get("known", ())) or gettext("niets"),
    }


def _values(line: str, values: Any) -> str:
    return ", ".join(value_words(line, value) for value in values)


def _not_known(params: Mapping[str, Any]) -> str:
    return gettext("Niet bekend is: %(facts)s. Daarom zwijgt de regel.") % {"facts": _facts(params)}


def _exception_not_known(params: Mapping[str, Any]) -> str:
    return gettext("Niet bekend is: %(facts)s. Misschien past de uitzondering; daarom staat de regel niets toe.") % {
        "facts": _facts(params)
    }


_SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "misfit": _misfit,
    "not_known": _not_known,
    "exception_not_known": _exception_not_known,
}
