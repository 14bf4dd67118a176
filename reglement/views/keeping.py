"""How the house keeps its own reglement: per article what carries it, on which pages, and what proves it."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.permissions import require_role
from accounts.terms import Role
from reglement import services
from reglement.refusals import NoActiveReglement
from reglement.trace.showing import ArticleKept, kept
from ui.doors import no_content
from ui.parts import Link

# Who answers for the reglement, and who looks whether it is kept.
READERS: Final = (Role.DIRECTIE, Role.BEHEERDER, Role.PRIVACY_OFFICER, Role.AUDITOR)
_SHOWN: dict[str, tuple[str | Promise, Callable[[ArticleKept], bool]]] = {
    "": (_("Alle artikelen"), lambda article: True),
    "gedaan": (_("Het systeem houdt zich eraan"), lambda article: article.is_carried),
    "verteld": (_("Alleen verteld"), lambda article: not article.is_carried),
}


@no_content("The text of the reglement holds nothing about a person.")
@require_role(*READERS)
@require_safe
def trace(request: HttpRequest) -> HttpResponse:
    """Show for each article of the version that holds now how it is kept."""
    try:
        version = services.active_version()
    except NoActiveReglement as refusal:
        return render(request, "reglement/trace.html", {"refusal": str(refusal)})
    text = kept(services.current_ruleset(version).ruleset)
    asked = request.GET.get("toon", "")
    chosen = asked if asked in _SHOWN else ""
    _label, is_shown = _SHOWN[chosen]
    context = {
        "version": version,
        "text": text,
        "articles": [article for article in text.articles if is_shown(article)],
        "carried": sum(article.is_carried for article in text.articles),
        "tabs": [_tab(word, text.articles, chosen) for word in _SHOWN],
    }
    return render(request, "reglement/trace.html", context)


def _tab(word: str, articles: tuple[ArticleKept, ...], chosen: str) -> Link:
    label, is_shown = _SHOWN[word]
    return Link(str(label), f"?toon={word}", word == chosen, sum(map(is_shown, articles)))
