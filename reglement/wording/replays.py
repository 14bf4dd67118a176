"""The words of decisions that are decided again under another text."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reglement.wording import vocabulary as say

_KINDS: dict[str, str | Promise] = {
    "opens": _("mocht niet, mag dan wel"),
    "closes": _("mocht wel, mag dan niet"),
    "earlier": _("moet eerder"),
    "later": _("mag later"),
    "other": _("andere uitkomst"),
    "articles": _("zelfde uitkomst, om andere redenen"),
}
_EFFECTS: dict[str, str | Promise] = {
    "allow": _("mag"),
    "deny": _("mag niet"),
    "keep": _("bewaren"),
    "destroy": _("vernietigen"),
    "hold": _("vasthouden"),
}


def kind_words(kind: str) -> str:
    """Return in what way a decision would come out differently."""
    return str(_KINDS.get(kind, kind))


def effect_words(effect: str) -> str:
    """Return an outcome in a word or two."""
    return str(_EFFECTS.get(effect, effect))


def act_words(act: str) -> str:
    """Return what people call an act."""
    return str(say.ACTS.get(act, act))
