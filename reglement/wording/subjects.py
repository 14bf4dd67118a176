"""What an entry is about, in a few words, so that a sentence about it can be read without the file."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from django.utils.translation import gettext

from reglement.rules.gate import GateRule, Match
from reglement.rules.keeping import KeepingMatch, RetentionRule
from reglement.wording import vocabulary as say
from reglement.wording.fields import field_label, value_words
from reglement.wording.words import either, every

INSIDE: Final = frozenset({"view", "write", "substitute", "use_internally", "audit"})
OUTWARDS: Final = frozenset({"report", "disclose", "export"})


def subject_of(part: str, entry: Any) -> str:
    """Return what this entry is about: "rapporteren aan de opdrachtgever (schriftelijk)", "papieren dossiers"."""
    told = _SUBJECTS.get(part)
    return told(entry) if told else str(getattr(entry, "label", "") or getattr(entry, "key", "") or entry)


def kept(rule: RetentionRule) -> str:
    """Return what a retention rule is about."""
    match = rule.match
    what = _kept_things(match)
    about = [
        ("service", match.service),
        ("principal_kind", match.principal_kind),
        ("source", match.source),
        ("outcome", match.outcome),
    ]
    narrower = [value_words(name, value) for name, value in about if value]
    if rule.except_ is not None:
        narrower.append(gettext("behalve: %(things)s") % {"things": keeping_words(rule.except_)})
    if rule.hold is not None:
        narrower.append(gettext("wat een wet laat bewaren"))
    return f"{what} ({'; '.join(narrower)})" if narrower else what


def done(rule: GateRule) -> str:
    """Return what a gate rule is about: the acts, to whom, and the rest of its match between brackets."""
    acts = either(say.ACTS, rule.act)
    match = rule.match
    whom = f" {_towards(rule.act)} {either(say.RECIPIENTS, match.recipient_class)}" if match.recipient_class else ""
    narrower = match_words(match, without="recipient_class")
    return f"{acts}{whom} ({narrower})" if narrower else f"{acts}{whom}"


def keeping_words(match: KeepingMatch) -> str:
    """Return which items a match of a retention rule fits, one line after the other."""
    told = [value_words(name, value) for name in KeepingMatch.model_fields if (value := getattr(match, name))]
    return "; ".join(told)


def match_words(match: Match, *, without: str = "") -> str:
    """Return what a match fits, one line after the other."""
    told = [
        _flag(name, value=value) if isinstance(value, bool) else value_words(name, value)
        for name in Match.model_fields
        if (value := getattr(match, name)) not in ((), None) and name != without
    ]
    return "; ".join(told)


def _towards(acts: Iterable[str]) -> str:
    """Return the word between an act and the other party."""
    asked = frozenset(acts)
    if asked <= INSIDE:
        return gettext("door")
    if asked <= OUTWARDS:
        return gettext("aan")
    return gettext("bij") if asked == {"request_inbound"} else gettext("aan of door")


def _kept_things(match: KeepingMatch) -> str:
    carriers: dict[tuple[str, ...], str] = {
        ("paper",): gettext("papieren dossiers"),
        ("digital",): gettext("digitale dossiers"),
    }
    kinds = [
        value_words("category_tag", match.category_tag) if match.category_tag else "",
        value_words("category_key", match.category_key) if match.category_key else "",
        value_words("content_kind", match.content_kind) if match.content_kind else "",
    ]
    things = ", ".join(filter(None, kinds))
    if not things:
        return carriers.get(match.carrier, gettext("dossiers"))
    return f"{things} ({value_words('carrier', match.carrier)})" if match.carrier else things


def _flag(name: str, *, value: bool) -> str:
    told = field_label(name)
    return told if value else gettext("niet: %(flag)s") % {"flag": told}


_SUBJECTS: dict[str, Callable[[Any], str]] = {
    "articles": lambda entry: " ".join(
        filter(None, [gettext("artikel %(label)s") % {"label": entry.label}, entry.heading and f"({entry.heading})"])
    ),
    "gate_rule": done,
    "retention_rule": kept,
    "residual_rule": lambda entry: (
        gettext("wat na het vernietigen mag blijven (%(purpose)s)") % {"purpose": entry.purpose}
    ),
    "right_rule": lambda entry: (
        gettext("recht van de cliënt: %(right)s") % {"right": say.RIGHTS.get(entry.right, entry.right)}
    ),
    "notice_rule": lambda entry: (
        gettext("bericht aan %(audience)s over %(event)s")
        % {
            "audience": every(say.AUDIENCES, entry.audience),
            "event": say.EVENTS.get(entry.event, entry.event),
        }
    ),
    "law_conflict": lambda entry: (
        gettext("artikel %(article)s naast %(law)s") % {"article": entry.article, "law": ", ".join(entry.law)}
    ),
    "organisation_choice": lambda entry: gettext("eigen keuze bij regel %(rule)s") % {"rule": entry.rule},
    "term": lambda entry: gettext("het woord «%(word)s»") % {"word": entry.word},
    "recipient": lambda entry: gettext("ontvanger: %(label)s") % {"label": entry.label},
    "purpose": lambda entry: gettext("doel: %(label)s") % {"label": entry.label},
    "catalogue_item": lambda entry: gettext("soort gegevens: %(label)s") % {"label": entry.label},
    "role": lambda entry: gettext("rol: %(label)s") % {"label": entry.label},
    "measure": lambda entry: gettext("beveiliging: %(label)s") % {"label": entry.label},
}
