"""A rule about time as sentences: how long something stays, from when, and what may remain or wait after that."""

from django.utils.translation import gettext

from reglement.rules.keeping import AllowedDeviation, ResidualRule, RetentionRule, StatutoryHold
from reglement.terms import UNSET
from reglement.wording import vocabulary as say
from reglement.wording.subjects import subject_of
from reglement.wording.terms_in_words import AT_ONCE, term_words
from reglement.wording.told import Around, Told, elsewhere, present, said
from reglement.wording.words import either


def retention_rule_told(rule: RetentionRule, around: Around) -> Told:
    """Return how long something is kept, and what the client, the bureau or a statute may do about it."""
    return Told(
        main=_how_long(rule),
        more=present(
            "" if rule.hold is not None else _at_the_end(rule),
            _rounded(rule.round_up),
            said(gettext("De cliënt mag: %(words)s."), say.listed(say.OVERRIDES, rule.client_override)),
            said(gettext("Langer blijven kan hooguit: %(words)s."), _longest(rule)),
            said(gettext("Met een van deze redenen: %(words)s."), _reasons(rule)),
            said(gettext("Bij het sluiten kiest de cliënt: %(words)s."), _choices(rule)),
            said(gettext("Eerder, als het niet meer nodig is; dat beslist: %(words)s."), _deciders(rule)),
            _deviation(rule.deviation) if rule.deviation else "",
            _hold(rule.hold) if rule.hold else "",
            _kept_with_names(rule.hold) if rule.hold else "",
            elsewhere(rule, around),
        ),
        note=rule.note,
    )


def residual_rule_told(rule: ResidualRule, around: Around) -> Told:
    """Return what may remain after destruction, for what and how long."""
    words = {
        "fields": ", ".join(rule.fields),
        "term": term_words(rule.term),
        "trigger": say.TRIGGERS.get(rule.trigger, rule.trigger),
    }
    return Told(
        main=gettext("na het vernietigen mag dit blijven: %(fields)s (%(term)s, vanaf %(trigger)s)") % words,
        more=present(
            said(gettext("Waarvoor: %(words)s."), rule.purpose),
            _rounded(rule.round_up),
            _kept_here(rule),
            gettext("Het mag alleen worden opgezocht, niet gelijst of verstuurd.") if rule.lookup_only else "",
            said(gettext("De cliënt mag: %(words)s."), say.listed(say.OVERRIDES, rule.client_override)),
            elsewhere(rule, around),
        ),
        note=rule.note,
    )


def _kept_here(rule: ResidualRule) -> str:
    """Say what the house itself lets remain."""
    if not rule.keeps:
        return gettext("Dit programma bewaart daarvan niets.")
    words = {"fields": say.listed(say.FIELDS_OF_RESIDUAL, rule.keeps), "people": rule.smallest_group}
    if rule.kind == "figures":
        return (
            gettext("Dit programma telt naar: %(fields)s. Een getal over minder dan %(people)s mensen toont het niet.")
            % words
        )
    return gettext("Dit programma bewaart daarvan: %(fields)s.") % words


def _how_long(rule: RetentionRule) -> str:
    words = {
        "subject": subject_of("retention_rule", rule),
        "term": term_words(rule.term),
        "trigger": _begin(rule),
    }
    if rule.term is None:
        return gettext("%(subject)s blijven zo lang een wet dat zegt") % words
    if rule.term == UNSET:
        return gettext("hoe lang %(subject)s blijven na %(trigger)s, is nog niet ingevuld") % words
    if AT_ONCE.fullmatch(rule.term):
        return gettext("%(subject)s gaan weg meteen na %(trigger)s") % words
    told = {
        "at_most": gettext("%(subject)s blijven hooguit %(term)s na %(trigger)s"),
        "complete_within": gettext("%(subject)s zijn volledig weg binnen %(term)s na %(trigger)s"),
        "as_a_rule": gettext("%(subject)s blijven in de regel hooguit %(term)s na %(trigger)s"),
        "exactly": gettext("%(subject)s blijven %(term)s na %(trigger)s"),
    }
    return told[rule.bound] % words


def _begin(rule: RetentionRule) -> str:
    begin = str(say.TRIGGERS.get(rule.trigger, rule.trigger))
    if not rule.or_later:
        return begin
    later = say.words.either(say.TRIGGERS, rule.or_later)
    return gettext("%(trigger)s, of later: na %(others)s") % {"trigger": begin, "others": later}


def _at_the_end(rule: RetentionRule) -> str:
    if rule.action == "deidentify":
        return gettext("Daarna leidt er niets meer naar de persoon.")
    return gettext("Daarna worden ze vernietigd.")


def _rounded(round_up: str) -> str:
    if round_up == "none":
        return ""
    return gettext("De termijn eindigt %(end)s.") % {"end": say.ROUNDINGS[round_up]}


def _longest(rule: RetentionRule) -> str:
    return term_words(rule.extend_at_most) if rule.extend_at_most else ""


def _deciders(rule: RetentionRule) -> str:
    return either(say.ROLES, rule.decided_end)


def _reasons(rule: RetentionRule) -> str:
    return either(say.words.CONDITIONS_OF_REQUEST, rule.override_conditions)


def _choices(rule: RetentionRule) -> str:
    return ", ".join(f"{say.CLOSING_CHOICES[each.choice]} ({term_words(each.term)})" for each in rule.closing_choice)


def _deviation(deviation: AllowedDeviation) -> str:
    words = {"roles": either(say.ROLES, deviation.role), "max": term_words(deviation.max)}
    pieces = [
        gettext("Langer bewaren kan in een enkel geval; dat beslist: %(roles)s") % words,
        gettext("met een opgeschreven reden") if deviation.reason_required else "",
        gettext("en hooguit %(max)s langer") % words if deviation.max else "",
    ]
    return f"{', '.join(filter(None, pieces))}."


def _kept_with_names(hold: StatutoryHold) -> str:
    """Say what the house does with what must be kept de-identified: it cannot do that to files and texts by itself."""
    if hold.form != "deidentified":
        return ""
    return gettext(
        "Dit programma maakt stukken niet zelf onherkenbaar. "
        "Dat doet wie de plicht uitvoert; daarna wordt het stuk met namen vernietigd."
    )


def _hold(hold: StatutoryHold) -> str:
    pieces = [
        hold.statute or gettext("de wet die bij het stuk zelf staat"),
        term_words(hold.term) if hold.term else "",
        gettext("onherkenbaar") if hold.form == "deidentified" else "",
        gettext("op een aparte plaats") if hold.store == "separate" else "",
    ]
    return gettext("Een wet vraagt dit: %(words)s. Tot dan wordt het niet vernietigd.") % {
        "words": ", ".join(filter(None, pieces))
    }
