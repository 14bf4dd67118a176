"""How a component is drawn, and the tones it may have."""

from typing import Any, Final

from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

TONES: Final = frozenset({"plain", "yes", "wait", "no", "info", "brand"})
BUTTON_TONES: Final = frozenset({"plain", "main", "quiet", "danger"})


class NoSuchTone(Exception):
    """A page asked for a colour that has no meaning here."""


def drawn(component: str, /, **inputs: Any) -> SafeString:
    """Return the component's own template with these inputs and nothing of the page around it."""
    return render_to_string(f"components/{component}.html", inputs)


def known(tone: str, tones: frozenset[str] = TONES) -> str:
    """Return the tone; raises NoSuchTone."""
    if tone not in tones:
        raise NoSuchTone(tone)
    return tone


def form_token(context):
    """Return the token of this request's forms, also inside `include … only`, which leaves it behind."""
    request = getattr(context, "request", None)
    return context.get("csrf_token") or (get_token(request) if request is not None else "")
