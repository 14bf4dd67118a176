"""The dates of a dossier, computed from the rules of its reglement version and written down with their reasons."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from audit.services import record
from dossiers.models import Dossier, Traject
from dossiers.terms import Carrier
from reglement.deciding import CompiledRuleset
from reglement.deciding.retention import EndOfTerm, Item
from reglement.deciding.succeeding import EndByVersions, end_by_versions
from reglement.facts import Events
from reglement.models import ReglementVersion
from reglement.services import current_ruleset, versions_since
from reglement.terms import DATED_TRIGGERS, UNSET
from retention.changes import changed_by
from retention.facts import NoRetentionRule
from retention.models import DossierTerm, PurgeCase, TermChange, changes_counted, latest_choices
from retention.terms import EVERYTHING, Ground
from vault.clock import start_of, today


@transaction.atomic
def recompute(dossier: Dossier) -> list[DossierTerm]:
    """Replace the dates of a dossier by what its reglement says now, and bring an open case along.

    Of the versions that held since the traject began the earliest end counts. Raises NoRetentionRule for a carrier
    about which none of them says anything.
    """
    versions = versions_since(dossier.traject.reglement_version)
    made = terms_of(dossier, versions)
    DossierTerm.objects.filter(dossier=dossier).delete()
    DossierTerm.objects.bulk_create(made)
    _bring_case_along(dossier)
    record("retention.computed", dossier_id=dossier.pk, role="system", article=made[0].article_label)
    return made


def terms_of(dossier: Dossier, versions: Sequence[ReglementVersion]) -> list[DossierTerm]:
    """Return the dates of a dossier under these versions, the oldest first; nothing is stored."""
    by_text = {current_ruleset(version).sha256: version for version in versions}
    texts = [current_ruleset(version) for version in versions]
    made = []
    chosen = choice_counted_for(dossier.pk)
    changes = changes_counted([dossier.pk]).get(dossier.pk, [])
    for carrier in Carrier.values:
        ended = end_of_part(dossier.traject, carrier, texts, chosen=chosen)
        if ended is None:
            raise NoRetentionRule(str(dossier.traject.reglement_version_id))
        term = _term(dossier, carrier, ended, by_text[ended.text.sha256])
        made.append(_changed(term, ended.end, changes))
    return made


def end_of_part(
    traject: Traject, carrier: str, texts: Sequence[CompiledRuleset], *, chosen: str | None
) -> EndByVersions | None:
    """Return when what lies on this carrier must be gone, by which of these texts, after what the client chose."""
    events = Events.model_validate(dict.fromkeys(DATED_TRIGGERS, traject.ended_on))
    return end_by_versions(texts, item_of(traject, carrier, chosen=chosen), events)


def item_of(traject: Traject, carrier: str, *, chosen: str | None) -> Item:
    """Return what lies on this carrier as the reglement asks after it."""
    kind = traject.opdrachtgever.kind
    return Item(carrier=carrier, service=traject.service, principal_kind=kind, chosen=chosen)


def choice_counted_for(dossier_id: UUID) -> str | None:
    """Return the choice at the end by which the terms of this dossier run, or None."""
    made = latest_choices([dossier_id]).get(dossier_id)
    return None if made is None else made.counts_as


def _bring_case_along(dossier: Dossier) -> None:
    """Move the date of a case that has not begun; what is being destroyed stands fast."""
    last = (
        DossierTerm.objects.filter(dossier=dossier, carrier=Carrier.DIGITAL)
        .exclude(due_on=None)
        .order_by("-due_on", "id")
        .first()
    )
    if last is not None and last.begins_on is not None:
        PurgeCase.objects.filter(dossier_id=dossier.pk, intent_at=None, ground=Ground.TERM).update(
            due_at=start_of(last.begins_on),
            article_key=last.article_key,
            article_label=last.article_label,
            version=last.version,
        )


def _term(dossier: Dossier, carrier: str, ended: EndByVersions, version: ReglementVersion) -> DossierTerm:
    end, began = ended.end, ended.began
    return DossierTerm(
        dossier=dossier,
        carrier=carrier,
        category=EVERYTHING,
        trigger=end.rule.trigger,
        trigger_on=end.started_on if end.due_on else None,
        term=end.term or UNSET,
        bound=end.rule.bound,
        due_on=end.due_on,
        article_key=end.article.key,
        article_label=end.article.label,
        version=version,
        chosen=end.chosen or "",
        **_of_the_beginning(began),
    )


def _changed(term: DossierTerm, end: EndOfTerm, changes: Sequence[TermChange]) -> DossierTerm:
    """Let what people decided move the date, and remember what the rule itself said."""
    due_on, change = changed_by(end, changes, carrier=term.carrier, on=today())
    if change is None or due_on is None or end.due_on is None:
        return term
    term.due_on, term.rule_due_on, term.change = max(due_on, end.started_on or due_on), end.due_on, change
    if term.began_due_on is not None and term.began_due_on <= term.due_on:
        term.began_article_label, term.began_term, term.began_due_on = "", "", None
    return term


def _of_the_beginning(began: EndOfTerm | None) -> dict[str, object]:
    if began is None:
        return {}
    return {
        "began_article_label": began.article.label,
        "began_term": began.term or UNSET,
        "began_due_on": began.due_on,
    }
