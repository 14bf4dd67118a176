"""Looking up by exact words what remained of destroyed dossiers: for a purpose, under a decision, each look logged."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from audit.opening import Permit, opened
from audit.services import record
from audit.terms import Word
from consent.gate import article_of, ask_about_remains, permits, purposes_to_look_up
from dossiers.permits import acting_role
from dossiers.terms import OpdrachtgeverKind, Outcome, ServiceType
from reglement.models import Decision, ReglementVersion
from reglement.services import current_ruleset
from reglement.wording.vocabulary import FIELDS_OF_RESIDUAL
from reglement.wording.words import PURPOSES
from retention.facts import NotToBeLookedUp, TooManyRemain
from retention.models import ResidualRecord
from vault.blind import blind_words_candidates
from vault.clock import today
from vault.facts import SafeIsGone

# One by one, never as a list: whoever finds more has to name the person better.
FOUND_AT_MOST = 5
# What staff may need it for; the reglement decides which of these it allows.
ASKED_FOR = ("relation", "request_of_client", "legal_duty", "legal_claim", "verification", "complaint", "registration")


@dataclass(frozen=True)
class Found:
    """One line that was looked up, opened for this page only."""

    id: UUID
    facts: list[tuple[str, str]]
    purpose: str
    article: str
    kept_on: date
    until: date


def purposes_for(user: User) -> list[tuple[str, str]]:
    """Return the purposes for which this person may look something up now, as people say them."""
    allowed = purposes_to_look_up(_rules_kept(), actor=user, purposes=ASKED_FOR)
    return [(purpose, str(PURPOSES[purpose])) for purpose in allowed]


def anything_kept() -> bool:
    """Say whether anything remained of any dossier."""
    return ResidualRecord.objects.exists()


def look_up(words: str, *, purpose: str, by: User) -> list[Found]:
    """Return what remained of the people whose name has all these words; the look is in the log, also a vain one.

    Raises NotToBeLookedUp when the reglement lets `by` look nothing up for this purpose, TooManyRemain when the words
    fit more people than may be shown. Not to be called inside a transaction.
    """
    decisions = {}
    for rule, version in _rules_kept():
        decision = ask_about_remains(rule, version, actor=by, purpose=purpose)
        if permits(decision):
            decisions[rule, version.pk] = decision
    if not decisions:
        raise NotToBeLookedUp
    record(Word.REMAINS_SEARCHED, by=by, role=acting_role(by), purpose=purpose)
    rows = [row for row in _named(words) if (row.rule, row.version_id) in decisions]
    if len(rows) > FOUND_AT_MOST:
        raise TooManyRemain
    return [found for row in rows if (found := _opened(row, decisions[row.rule, row.version_id], purpose, by))]


def record_or_none(record_id: UUID) -> ResidualRecord | None:
    """Return one of what remained, still sealed."""
    return ResidualRecord.objects.select_related("version").filter(pk=record_id).first()


def _rules_kept() -> list[tuple[str, ReglementVersion]]:
    pairs = ResidualRecord.objects.order_by("rule", "version").values_list("rule", "version").distinct()
    versions = ReglementVersion.objects.in_bulk({version_id for _rule, version_id in pairs})
    return [(rule, versions[version_id]) for rule, version_id in pairs]


def _named(words: str) -> list[ResidualRecord]:
    wanted = Q(pk=None)
    for hashes in blind_words_candidates("name", words):
        if hashes:  # every row has all of no words
            wanted |= Q(name_index__contains=hashes)
    found = ResidualRecord.objects.filter(wanted, due_on__gt=today()).select_related("version")
    return list(found.order_by("kept_on", "id"))


def _opened(row: ResidualRecord, decision: Decision, purpose: str, by: User) -> Found | None:
    permit = Permit(
        event=Word.REMAINS_READ,
        actor_id=by.pk,
        actor_role=decision.actor_role,
        purpose=purpose,
        dossier_id=None,
        object_type="retention.residualrecord",
        object_id=row.pk,
        decision_id=decision.pk,
        article=article_of(decision),
        safe_ids=frozenset({row.safe_id}),
    )
    try:
        with opened(permit):
            content: dict[str, Any] = row.content
    except SafeIsGone:
        return None  # its end came between the search and the reading
    return Found(
        id=row.pk,
        facts=[(str(FIELDS_OF_RESIDUAL[field]), _in_words(field, value)) for field, value in content.items()],
        purpose=_purpose_of(row),
        article=_("art. %(label)s") % {"label": row.article_label},
        kept_on=row.kept_on,
        until=row.due_on,
    )


def _in_words(field: str, value: Any) -> str:
    known = {"service": ServiceType, "principal_kind": OpdrachtgeverKind, "outcome": Outcome}.get(field)
    return str(dict(known.choices).get(value, value)) if known else str(value)


def _purpose_of(row: ResidualRecord) -> str:
    rules = current_ruleset(row.version).ruleset.residual_rule
    return next((rule.purpose for rule in rules if rule.id == row.rule), "")
