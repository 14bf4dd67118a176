"""What a rule asks for, sets going or limits, as a few words in a sentence."""

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reglement.rules.gate import Duty, Limit
from reglement.terms import UNSET
from reglement.wording import vocabulary as say
from reglement.wording.terms_in_words import term_words
from reglement.wording.told import instead
from reglement.wording.words import either

# Their own words say so already.
_WITH_A_STATUTE = frozenset({"legal_obligation", "authority_request"})
_WEIGHED = frozenset({"legitimate_interest", "own_rights"})
_PLAIN: say.Words = {**say.PLAIN_NEEDS, "rights_notice": _("een bericht over de rechten")}


def need_words(need: Any) -> str:
    """Return what a need asks for: "schriftelijke toestemming van de cliënt"."""
    kind = str(need.kind)
    sentence = _SENTENCES.get(kind)
    return sentence(need) if sentence else str(_PLAIN.get(kind, kind))


def duty_words(duty: Duty) -> str:
    """Return what must be done afterwards, and within which term."""
    what = str(say.DUTIES.get(duty.kind, duty.kind))
    how = "" if duty.channel == "any" else f" {say.DUTY_CHANNELS[duty.channel]}"
    return f"{what}{how}{_when(duty)}{_unless(duty.unless)}"


def limit_words(limit: Limit) -> str:
    """Return a bound on what is allowed."""
    what = str(say.LIMITS.get(limit.kind, limit.kind))
    tags = f" ({say.listed(say.TAGS, limit.category_tag)})" if limit.category_tag else ""
    return f"{what}{tags}{_unless(limit.unless)}"


def _when(duty: Duty) -> str:
    if duty.within is None:
        return ""
    if duty.within == UNSET:
        return gettext(", binnen een termijn die nog niet is ingevuld")
    return gettext(", binnen %(term)s") % {"term": term_words(duty.within)}


def _unless(needs: Any) -> str:
    if not needs:
        return ""
    return gettext(", tenzij met %(needs)s") % {"needs": instead(need_words(need) for need in needs)}


def _consent(need: Any) -> str:
    form = str(say.words.FORMS.get(need.form, need.form))
    words = gettext("%(form)s van de cliënt") % {"form": form}
    if need.bound_to:
        bound = gettext("gebonden aan %(scopes)s") % {"scopes": say.listed(say.SCOPES, need.bound_to)}
        words = f"{words} ({bound})"
    if need.not_older_than:
        words = gettext("%(consent)s, niet ouder dan %(term)s") % {
            "consent": words,
            "term": term_words(need.not_older_than),
        }
    if need.after_reading:
        words = gettext("%(consent)s, gegeven na het lezen") % {"consent": words}
    if need.reading_time:
        words = gettext("%(consent)s, gegeven na %(term)s om te lezen") % {
            "consent": words,
            "term": term_words(need.reading_time),
        }
    if need.names_treating_doctor:
        return gettext("%(consent)s, die de behandelend arts noemt") % {"consent": words}
    return words


def _categories(need: Any) -> str:
    # What is no sensitivity is the key of a category, which has words of its own in the catalogue.
    words = {key: say.TAGS.get(key, key.replace("_", " ")) for key in need.within}
    return gettext("alleen deze gegevens: %(asked)s") % {"asked": either(words, need.within)}


def _approval(need: Any) -> str:
    words = gettext("goedkeuring van de %(asked)s") % {"asked": either(say.ROLES, need.by_role)}
    return gettext("%(words)s, die niet zelf handelt") % {"words": words} if need.by_another else words


def _notice(need: Any) -> str:
    words = gettext("een bericht over %(event)s") % {"event": say.EVENTS.get(need.event, need.event)}
    if need.at_least is None:
        return words
    return gettext("%(words)s, minstens %(term)s eerder") % {"words": words, "term": term_words(need.at_least)}


def _ground(need: Any) -> str:
    words = gettext("een grond: %(grounds)s") % {"grounds": either(say.GROUNDS, need.one_of)}
    asked = [
        gettext("met de wet erbij") if need.statute and not _WITH_A_STATUTE.issuperset(need.one_of) else "",
        gettext("met een afweging") if need.balanced and not _WEIGHED.issuperset(need.one_of) else "",
        gettext("besloten door %(roles)s") % {"roles": either(say.ROLES, need.decided_by)} if need.decided_by else "",
    ]
    return ", ".join([words, *filter(None, asked)])


def _start_notice(need: Any) -> str:
    words = gettext("het startbericht")
    return f"{words} ({say.listed(say.words.PARTS, need.items)})" if need.items else words


def _shown(need: Any) -> str:
    words = gettext("inzage vooraf door de cliënt")
    if need.at_least is None:
        return words
    return gettext("%(words)s, minstens %(term)s eerder") % {"words": words, "term": term_words(need.at_least)}


def _period(need: Any) -> str:
    words = gettext("een afgesproken periode")
    if need.at_most is None:
        return words
    return gettext("%(words)s van hooguit %(term)s") % {"words": words, "term": term_words(need.at_most)}


def _body(need: Any) -> str:
    bodies = {body: capfirst(body.replace("_", " ")) for body in need.one_of}
    return gettext("een auditor van %(asked)s") % {"asked": either(bodies, need.one_of)}


def _any(need: Any) -> str:
    return instead(need_words(each) for each in need.of)


def _one_of(sentence: str | Promise, lists: say.Words, name: str = "one_of") -> Callable[[Any], str]:
    return lambda need: str(sentence) % {"asked": either(lists, getattr(need, name))}


_SENTENCES: dict[str, Callable[[Any], str]] = {
    "any": _any,
    "approval": _approval,
    "categories": _categories,
    "channel": _one_of(_("de weg: %(asked)s"), say.CHANNELS),
    "consent": _consent,
    "format": _one_of(_("de vorm: %(asked)s"), say.words.FORMATS),
    "ground": _ground,
    "group": lambda need: gettext("een groep van minstens %(people)d mensen") % {"people": need.people},
    "notice": _notice,
    "period": _period,
    "recent": lambda need: gettext("gegevens niet ouder dan %(term)s") % {"term": term_words(need.within)},
    "recipient_body": _body,
    "reporting_agreement": _one_of(_("een afspraak over: %(asked)s"), say.words.PARTS, "covers"),
    "request_condition": _one_of(_("een reden: %(asked)s"), say.words.CONDITIONS_OF_REQUEST),
    "service": _one_of(_("de dienst: %(asked)s"), say.SERVICES),
    "shown": _shown,
    "spaced": lambda need: gettext("minstens %(term)s sinds de vorige keer") % {"term": term_words(need.at_least)},
    "start_notice": _start_notice,
}
