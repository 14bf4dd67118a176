"""What the reglement lets the client and the bureau change about a term, per carrier."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from audit.opening import Permit, opened
from dossiers.models import Dossier
from dossiers.terms import Carrier
from reglement import terms
from reglement.deciding.calendar import add_term
from reglement.deciding.retention import EndOfTerm
from reglement.deciding.succeeding import EndByVersions
from reglement.services import current_ruleset, versions_since
from retention.models import DossierTerm, TermChange
from retention.papers import lies_on_paper
from retention.services.dating import choice_counted_for, end_of_whole
from retention.telling import role_words
from retention.terms import ChangeKind
from vault.clock import today

BY_CLIENT = (ChangeKind.SHORTEN, ChangeKind.EXTEND)


@dataclass(frozen=True)
class Offer:
    """One change that the reglement leaves open: to whom, of which carrier, and from which date."""

    kind: ChangeKind
    carrier: Carrier
    due_on: date
    article_key: str
    article: str
    roles: frozenset[str] = frozenset()
    last_on: date | None = None

    @property
    def key(self) -> str:
        """Return the word by which a form names this offer."""
        return f"{self.carrier}.{self.kind}"


@dataclass(frozen=True)
class Decided:
    """One decision about a term, as pages tell it."""

    id: UUID
    what: str
    carrier: str
    who: str
    on: datetime
    until: date | None
    review_on: date | None
    article: str
    reason: str
    waits_for_second: bool
    recorded_by_id: UUID


def offers_of(dossier: Dossier) -> list[Offer]:
    """Return what the client may change about the dates of his closed dossier; empty while there is no date."""
    offers = []
    for carrier, ended, due_on in _dated(dossier):
        end, article = ended.end, ended.end.changed_by(ended.text)
        longest = _last_day(end, end.rule.extend_at_most)
        # What is due already can't go earlier: any day would be refused.
        for kind in BY_CLIENT if due_on > today() else (ChangeKind.EXTEND,):
            most = longest if kind == ChangeKind.EXTEND else None
            if kind.value in end.rule.client_override and (most is None or most > due_on):
                offers.append(Offer(kind, carrier, due_on, article.key, article.label, last_on=most))
    return offers


def deviations_of(dossier: Dossier) -> list[Offer]:
    """Return where the bureau may keep longer, who may decide so, and until when at most."""
    offers = []
    for carrier, ended, due_on in _dated(dossier):
        end = ended.end
        allowed = end.rule.deviation
        if allowed is None or end.chosen is not None or end.due_on is None:
            continue
        most = _last_day(end, allowed.max)
        roles = frozenset(str(role) for role in allowed.role)
        offers.append(
            Offer(ChangeKind.DEVIATE, carrier, due_on, end.article.key, end.article.label, roles, last_on=most)
        )
    return offers


def _last_day(end: EndOfTerm, longest: str | None) -> date | None:
    """Return the last day that this much after the term leaves; None where the text names none."""
    if end.due_on is None or longest is None or longest == terms.UNSET:
        return None
    return add_term(end.due_on, longest)


def history_of(dossier: Dossier, permit: Permit | None = None) -> list[Decided]:
    """Return everything that was decided about the terms of this dossier, the latest first.

    The reasons are sealed: without a permit they are left out.
    """
    made = TermChange.objects.filter(dossier=dossier).order_by("-number")
    if permit is None:
        return [_decided(change, "") for change in made.defer("reason", "evidence")]
    with opened(permit):
        return [_decided(change, change.reason or "") for change in made]


def _decided(change: TermChange, reason: str) -> Decided:
    return Decided(
        id=change.pk,
        what=change.get_kind_display(),
        carrier=change.get_carrier_display(),
        who=role_words(change.role),
        on=change.recorded_at,
        until=change.until,
        review_on=change.review_on,
        article=change.article_label,
        reason=reason,
        waits_for_second=change.needs_second and change.seconded_at is None,
        recorded_by_id=change.recorded_by_id,
    )


def _dated(dossier: Dossier) -> list[tuple[Carrier, EndByVersions, date]]:
    """Return per carrier what the rule gives and the date that stands now; of paper only where some lies."""
    if not dossier.traject.is_closed:
        return []
    texts = [current_ruleset(version) for version in versions_since(dossier.traject.reglement_version)]
    chosen = choice_counted_for(dossier.pk)
    rows = DossierTerm.objects.filter(dossier=dossier, part=None).values_list("carrier", "due_on")
    stands = {carrier: due_on for carrier, due_on in rows if due_on is not None}
    found = []
    for carrier in Carrier:
        ended = end_of_whole(dossier.traject, carrier.value, texts, chosen=chosen)
        if carrier == Carrier.PAPER and not lies_on_paper(dossier):
            continue
        if ended is not None and carrier.value in stands:
            found.append((carrier, ended, stands[carrier.value]))
    return found
