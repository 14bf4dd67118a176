"""How pages tell of the parts of a dossier that end apart: how much of what, until when, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.terms import Role
from dossiers.catalogue import labels_of
from dossiers.models import Dossier, Part
from dossiers.queries import items_in, kinds_in, words_for
from dossiers.terms import Capacity
from reglement.terms import UNSET
from reglement.wording import term_words
from retention.models import DossierTerm, TermChange
from retention.terms import AT_ONCE, TRIGGERS
from vault.clock import AMSTERDAM


@dataclass(frozen=True)
class PartLine:
    """Items that share an end of their own: what they are, the rule or the statute that sets it, and the day."""

    what: str
    trigger: str
    trigger_on: date | None
    term: str
    due_on: date | None
    article: str
    statute: str
    outlives: bool
    rule_due_on: date | None
    changed: str


def lines_of_parts(dossier: Dossier, terms: Sequence[DossierTerm], whole_on: date | None) -> list[PartLine]:
    """Return the parts with a date of their own, the first date first; what shares a rule stands on one line.

    `terms` are dates of the dossier with their parts at hand, in order; those of the whole are passed over.
    """
    dated = [(term, term.part) for term in terms if term.part is not None]
    if not dated:
        return []
    counted = items_in(part for _term, part in dated)
    groups: dict[tuple[object, ...], list[tuple[DossierTerm, Part]]] = {}
    for term, part in dated:
        shared = (term.due_on, term.article_key, term.statute, part.kind, part.data_kinds)
        groups.setdefault(shared, []).append((term, part))
    labels = labels_of(dossier.traject)
    lines = [(group[0], sum(counted[part] for _term, part in group)) for group in groups.values()]
    return [_line(term, part, count, labels, whole_on) for (term, part), count in lines if count]


def _line(term: DossierTerm, part: Part, count: int, labels: dict[str, str], whole_on: date | None) -> PartLine:
    stays = term.due_on is None or (whole_on is not None and term.due_on > whole_on)
    return PartLine(
        what=words_for(part.kind, count, kinds_in(part, labels)),
        trigger=str(TRIGGERS.get(term.trigger, term.trigger)),
        trigger_on=term.trigger_on,
        term=_term_in_words(term),
        due_on=term.due_on,
        article=_("art. %(label)s") % {"label": term.article_label},
        statute=term.statute,
        outlives=stays,
        rule_due_on=term.rule_due_on,
        changed=changed_words(term.change),
    )


def _term_in_words(term: DossierTerm) -> str:
    if term.term == AT_ONCE:
        return _("meteen")
    if term.statute and term.term == UNSET:
        return _("tot de dag die bij het document staat")
    return term_words(term.term)


def changed_words(change: TermChange | None) -> str:
    """Tell what somebody decided about a term, in which role and when; the reason itself is sealed."""
    if change is None:
        return ""
    words = {
        "what": change.get_kind_display(),
        "who": role_words(change.role),
        "day": date_format(change.recorded_at.astimezone(AMSTERDAM), "j F Y"),
    }
    return _("%(what)s, door %(who)s, op %(day)s") % words


def role_words(role: str) -> str:
    """Return a role in this bureau, or a capacity of who acts for a client, as people say it."""
    known = {**dict(Capacity.choices), **dict(Role.choices)}
    return str(known.get(role, role))
