"""How pages tell of the parts of a dossier that end apart: how much of what, until when, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from dossiers.catalogue import labels_of
from dossiers.models import Dossier, Part
from dossiers.queries import items_in, kinds_in, words_for
from reglement.terms import UNSET
from reglement.wording import term_words
from retention.models import DossierTerm
from retention.terms import AT_ONCE, TRIGGERS


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
    )


def _term_in_words(term: DossierTerm) -> str:
    if term.term == AT_ONCE:
        return _("meteen")
    if term.statute and term.term == UNSET:
        return _("tot de dag die bij het document staat")
    return term_words(term.term)
