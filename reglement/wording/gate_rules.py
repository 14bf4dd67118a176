"""A rule about an act as sentences: what may or may not, with what, what follows, and within which bounds."""

from django.utils.translation import gettext

from reglement.rules.gate import GateRule
from reglement.wording.fields import value_words
from reglement.wording.needs import duty_words, limit_words, need_words
from reglement.wording.subjects import match_words, subject_of
from reglement.wording.told import Around, Told, elsewhere, instead, present, said, together


def gate_rule_told(rule: GateRule, around: Around) -> Told:
    """Return what a gate rule comes down to: "rapporteren aan de opdrachtgever mag alleen met ..."."""
    limits = "; ".join(limit_words(limit) for limit in rule.limits)
    return Told(
        main=f"{_outcome(rule)}{_but(rule)}",
        more=present(
            said(gettext("Daarna moet het bureau: %(words)s."), "; ".join(duty_words(duty) for duty in rule.duties)),
            gettext("Wat op iets anders rust, gaat door.") if rule.takes_ground else "",
            "" if rule.effect == "limit" else said(gettext("Met een grens: %(words)s."), limits),
            elsewhere(rule, around),
        ),
        note=rule.note,
    )


def _outcome(rule: GateRule) -> str:
    words = {
        "subject": subject_of("gate_rule", rule),
        "needs": together(need_words(need) for need in rule.needs),
        "limits": value_words("limits", rule.limits),
    }
    told = {
        "deny": gettext("%(subject)s mag niet"),
        "limit": gettext("%(subject)s mag met een grens: %(limits)s"),
        "require": gettext("%(subject)s mag alleen met %(needs)s"),
        "allow": gettext("%(subject)s mag met %(needs)s") if rule.needs else gettext("%(subject)s mag"),
    }
    return told[rule.effect] % words


def _but(rule: GateRule) -> str:
    """Return when a gate rule is silent."""
    pieces = []
    if rule.except_ is not None:
        pieces.append(gettext(", behalve bij: %(match)s") % {"match": match_words(rule.except_)})
    if rule.unless:
        needs = instead(need_words(need) for need in rule.unless)
        pieces.append(gettext(", tenzij met %(needs)s") % {"needs": needs})
    return "".join(pieces)
