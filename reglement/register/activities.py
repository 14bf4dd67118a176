"""What the bureau does with personal data: an activity for each purpose of the text, and those of the system."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.foreign_tables import EVERYBODY
from mail.terms import KEPT_AFTER_SENDING
from reglement.register.data import fields_about
from reglement.rules.gate import GateRule
from reglement.rules.ruleset import Ruleset
from reglement.rules.wordlists import CatalogueItem, PurposeEntry
from reglement.terms import DISCLOSING_ACTS
from reglement.wording import entry_told, labels_of
from reglement.wording import vocabulary as say
from reglement.wording.words import every

# Who looks into his own data receives nothing from the bureau.
_NO_RECIPIENTS: Final = frozenset({"staff", "client", "representative"})
# A rule about one of these acts is about this purpose, whether it says so or not.
_ACT_OF_PURPOSE: Final = {"reporting": "report", "quality_audit": "audit"}
_CATALOGUED: Final = frozenset({"client", "representative"})


@dataclass(frozen=True, kw_only=True)
class Activity:
    """One processing activity with what AVG 30(1) asks of it; what nobody filled in is an empty string or list."""

    name: str
    article: str
    """The printed number of the article, or the article of the law."""
    ground: str
    subjects: str
    data: tuple[str, ...]
    recipients: tuple[str, ...]
    terms: tuple[str, ...]


def activities_of(text: Ruleset) -> tuple[Activity, ...]:
    """Return an activity for each purpose of this text, in its order, and those that the system itself brings."""
    labels, terms = labels_of(text), terms_of(text)
    purposes = [_activity(entry, text, labels, terms) for entry in text.purpose]
    return (*purposes, *_of_the_system())


def terms_of(text: Ruleset) -> tuple[str, ...]:
    """Return how long data stay under this text, one sentence for each rule, and what may remain."""
    labels = labels_of(text)
    stay = [(entry_told("retention_rule", rule), rule.article) for rule in text.retention_rule]
    remain = [(entry_told("residual_rule", rule), rule.article) for rule in text.residual_rule]
    return tuple(_with_article(told.sentences[0], labels[article]) for told, article in [*stay, *remain])


def recipients_of(text: Ruleset) -> tuple[str, ...]:
    """Return every class of recipients: those that the text names, and those that a rule lets receive something."""
    return _named([*(entry.key for entry in text.recipient), *_classes(_outward(text.gate_rule))], text)


def categories_of(text: Ruleset) -> tuple[str, ...]:
    """Return the kinds of data that the text lists, those that are always refused left out."""
    return tuple(_category(item) for item in text.catalogue_item if item.tag != "credential")


def _activity(entry: PurposeEntry, text: Ruleset, labels: dict[str, str], terms: tuple[str, ...]) -> Activity:
    catalogued = _CATALOGUED & set(entry.subjects)
    others = [field for subject in entry.subjects if subject not in _CATALOGUED for field in fields_about(subject)]
    return Activity(
        name=capfirst(entry.label),
        article=gettext("artikel %(label)s") % {"label": labels[entry.article]},
        ground=capfirst(str(say.LEGAL_BASES[entry.ground])) if entry.ground else "",
        subjects=capfirst(every(say.SUBJECTS, entry.subjects)),
        data=tuple(dict.fromkeys([*(categories_of(text) if catalogued else ()), *map(capfirst, others)])),
        recipients=_recipients(entry.key, text),
        terms=terms if catalogued else (str(_WHILE_THE_RELATION_LASTS),),
    )


def _recipients(purpose: str, text: Ruleset) -> tuple[str, ...]:
    """Return who can receive data for this purpose; where no rule narrows that down, all that the text knows."""
    act = _ACT_OF_PURPOSE.get(purpose)
    about = [rule for rule in _outward(text.gate_rule) if purpose in rule.match.purpose or act in rule.act]
    return _named(_classes(about), text) or recipients_of(text)


def _named(classes: Iterable[str], text: Ruleset) -> tuple[str, ...]:
    """Return what the text calls these classes of recipients, or else what the house does."""
    names: dict[str, str] = {entry.key: entry.label for entry in text.recipient}
    return tuple(capfirst(names.get(key) or str(say.RECIPIENTS[key])) for key in dict.fromkeys(classes))


def _outward(rules: Iterable[GateRule]) -> Iterator[GateRule]:
    yield from (rule for rule in rules if rule.effect == "allow" and DISCLOSING_ACTS & set(rule.act))


def _classes(rules: Iterable[GateRule]) -> Iterator[str]:
    yield from (key for rule in rules for key in rule.match.recipient_class if key not in _NO_RECIPIENTS)


def _category(item: CatalogueItem) -> str:
    return f"{capfirst(item.label)} ({say.TAGS[item.tag]})"


def _with_article(sentence: str, label: str) -> str:
    where = gettext("artikel %(label)s") % {"label": label}
    return f"{sentence.removesuffix('.')} ({where})."


_WHILE_THE_RELATION_LASTS = _("Zolang de relatie duurt.")


@dataclass(frozen=True, kw_only=True)
class _OfTheSystem:
    name: str | Promise
    article: str
    ground: str | Promise
    data: tuple[str | Promise, ...]
    terms: str | Promise


_SYSTEM: Final = (
    _OfTheSystem(
        name=_("Inloggen en toegang"),
        article="AVG 32",
        ground=say.LEGAL_BASES["legal_obligation"],
        data=(
            _("Naam en e-mailadres"),
            _("Wachtwoord (alleen een afgeleide) en tweede stap"),
            _("Netwerkadres en soort browser van een sessie"),
        ),
        terms=_("Zolang het account bestaat; een sessie hooguit %(hours)d uur."),
    ),
    _OfTheSystem(
        name=_("Logboek van inzien, wijzigen en verstrekken"),
        article="AVG 5, AVG 32",
        ground=say.LEGAL_BASES["legal_obligation"],
        data=(_("Nummers van wie iets deed, wat, wanneer en op welke grond; geen namen"),),
        terms=_("Blijft, om achteraf te kunnen laten zien wat er is gebeurd."),
    ),
    _OfTheSystem(
        name=_("Berichten per e-mail"),
        article="AVG 12",
        ground=_("die van de verwerking waar het bericht over gaat"),
        data=(_("E-mailadres, en dat er iets klaarstaat; nooit wat"),),
        terms=_("Het adres wordt %(days)d dagen na verzending leeggemaakt."),
    ),
)


def _of_the_system() -> Iterator[Activity]:
    numbers = {"hours": settings.SESSION_COOKIE_AGE // 3600, "days": KEPT_AFTER_SENDING.days}
    for each in _SYSTEM:
        yield Activity(
            name=str(each.name),
            article=each.article,
            ground=capfirst(str(each.ground)),
            subjects=capfirst(every(say.SUBJECTS, EVERYBODY)),
            data=tuple(map(str, each.data)),
            recipients=(gettext("Niemand buiten het bureau"),),
            terms=(str(each.terms) % numbers,),
        )
