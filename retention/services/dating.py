"""The dates of a dossier and its parts, computed from the rules of its reglement and written down with reasons."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from audit.services import record
from dossiers.models import Dossier, Part, Traject
from dossiers.terms import Carrier, PartKind
from reglement.deciding import CompiledRuleset
from reglement.deciding.calendar import ONE_DAY
from reglement.deciding.decision import Citation
from reglement.deciding.retention import EndOfTerm, Item, statutory_ends, waits_for_complaint
from reglement.deciding.succeeding import EndByVersions, earliest_end, end_by_versions, term_by_versions
from reglement.facts import Events
from reglement.models import ReglementVersion
from reglement.services import current_ruleset, law_floor, versions_since
from reglement.terms import UNSET
from retention.changes import changed_by
from retention.events import happened, outcome_of, with_part
from retention.facts import NoRetentionRule
from retention.models import DossierTerm, PurgeCase, PurgeCaseQuerySet, TermChange, changes_counted, latest_choices
from retention.services.paper import date_paper
from retention.terms import AT_ONCE, Bound, Ground
from vault.clock import AMSTERDAM, akkoord_now, start_of, today

# What the reglement calls the content of a part; the bureau's own notes are of no kind.
CONTENT_KIND = {PartKind.DOCUMENT: "document", PartKind.TEST_RESULT: "test_result", PartKind.REPORT: "report"}


@transaction.atomic
def recompute(dossier: Dossier) -> list[DossierTerm]:
    """Replace the dates of a dossier by what its reglement says now, and bring the cases that wait along.

    Of the versions that held since the traject began the earliest end counts. While the traject runs only parts can
    have a date. Raises NoRetentionRule for a carrier about which none of the versions says anything.
    """
    made = terms_of(dossier, versions_since(dossier.traject.reglement_version))
    DossierTerm.objects.filter(dossier=dossier).delete()
    DossierTerm.objects.bulk_create(made)
    _bring_case_along(dossier)
    bring_parts_along(dossier.pk)
    date_paper(dossier)
    if made:
        record("retention.computed", dossier_id=dossier.pk, role="system", article=made[0].article_label)
    return made


def terms_of(dossier: Dossier, versions: Sequence[ReglementVersion]) -> list[DossierTerm]:
    """Return the dates of a dossier under these versions, the oldest first; nothing is stored."""
    by_text = {current_ruleset(version).sha256: version for version in versions}
    texts = [current_ruleset(version) for version in versions]
    chosen = choice_counted_for(dossier.pk)
    changes = changes_counted([dossier.pk]).get(dossier.pk, [])
    wholes = {}
    past = happened(dossier.traject, texts)
    for carrier in _kept_whole(dossier):
        item = item_of(dossier.traject, carrier, chosen=chosen, complaint=past.complaint)
        ended = end_by_versions(texts, item, past.events)
        if ended is None:
            raise NoRetentionRule(str(dossier.traject.reglement_version_id))
        term = _term(dossier, carrier, ended, by_text[ended.text.sha256])
        term = _changed(term, ended.end, changes)
        wholes[carrier] = _by_statute(term, [item], past.events, texts) or term
    return [*wholes.values(), *_terms_of_parts(dossier, versions, wholes.get(Carrier.DIGITAL), changes)]


def terms_ahead(dossier: Dossier) -> list[DossierTerm]:
    """Return by which terms a running dossier will be kept once its traject has ended, without a date; none is stored.

    A carrier about which no text says anything is passed over: closing the traject is refused for it, in words.
    """
    versions = versions_since(dossier.traject.reglement_version)
    by_text = {current_ruleset(version).sha256: version for version in versions}
    texts = [current_ruleset(version) for version in versions]
    chosen = choice_counted_for(dossier.pk)
    found = []
    for carrier in Carrier:
        ended = term_by_versions(texts, item_of(dossier.traject, carrier, chosen=chosen))
        if ended is not None:
            undated = ended._replace(end=ended.end._replace(due_on=None), began=None)
            found.append(_term(dossier, carrier, undated, by_text[ended.text.sha256]))
    return found


def _kept_whole(dossier: Dossier) -> list[Carrier]:
    """Return the carriers whose whole has a date: paper may outlive what lies in this program."""
    if not dossier.traject.is_closed:
        return []
    return [Carrier.PAPER] if dossier.is_destroyed else list(Carrier)


def end_of_whole(
    traject: Traject, carrier: str, texts: Sequence[CompiledRuleset], *, chosen: str | None
) -> EndByVersions | None:
    """Return when what lies on this carrier must be gone, by which of these texts, after what the client chose."""
    past = happened(traject, texts)
    return end_by_versions(texts, item_of(traject, carrier, chosen=chosen, complaint=past.complaint), past.events)


def end_of_part(
    traject: Traject, part: Part, texts: Sequence[CompiledRuleset], *, chosen: str | None
) -> EndByVersions | None:
    """Return when this part must be gone, by which of these texts, after what the client chose."""
    past = happened(traject, texts)
    items = items_of(traject, part, chosen=chosen, complaint=past.complaint)
    return earliest_end(texts, items, with_part(past.events, part))


def item_of(traject: Traject, carrier: str, *, chosen: str | None, complaint: str | None = None) -> Item:
    """Return what lies on this carrier as the reglement asks after it."""
    return Item(
        carrier=carrier,
        service=traject.service,
        principal_kind=traject.opdrachtgever.kind,
        outcome=outcome_of(traject),
        chosen=chosen,
        complaint=complaint,
    )


def items_of(traject: Traject, part: Part, *, chosen: str | None, complaint: str | None = None) -> list[Item]:
    """Return one part as the reglement asks after it: once for each kind of data in it, of which a report has several.

    The part ends as a whole, so of these the earliest end counts, and of what laws ask the longest.
    """
    whole = item_of(traject, Carrier.DIGITAL, chosen=chosen, complaint=complaint)
    told = whole._replace(source=part.source, content_kind=CONTENT_KIND.get(PartKind(part.kind)))
    return [told._replace(category=one.category, tag=one.tag) for one in part.data_kinds]


def choice_counted_for(dossier_id: UUID) -> str | None:
    """Return the choice at the end by which the terms of this dossier run, or None."""
    made = latest_choices([dossier_id]).get(dossier_id)
    return None if made is None else made.counts_as


def bring_parts_along(dossier_id: UUID) -> None:
    """Move the waiting case of parts to the first date that is left; see _bring_along()."""
    waiting = PurgeCase.objects.waiting_for_parts().filter(dossier_id=dossier_id)
    first = DossierTerm.objects.of_parts().filter(dossier=dossier_id).order_by("due_on", "id").first()
    _bring_along(waiting, first)
    if first is not None:
        waiting.update(at_once=first.term == AT_ONCE)


def _bring_case_along(dossier: Dossier) -> None:
    """Move the date of a case that has not begun; what is being destroyed stands fast.

    What the client asked has no date, but a statute that keeps the whole since then stops it: his request waits again.
    """
    waiting = PurgeCase.objects.of_whole(dossier.pk).filter(intent_at=None)
    by_term = waiting.filter(ground=Ground.TERM)
    _bring_along(by_term, DossierTerm.objects.of_wholes().filter(dossier=dossier).first())
    if DossierTerm.objects.keeping_whole_by_statute(today()).filter(dossier=dossier).exists():
        waiting.filter(ground=Ground.REQUESTED).update(lapsed_at=akkoord_now())


def _bring_along(waiting: PurgeCaseQuerySet, term: DossierTerm | None) -> None:
    """Let the case that waits, if any, follow its date.

    With no date left it lapses, and so it does when it was approved for another day or article: nobody approved this
    one, or was told of it. When its day comes near, the next sweep opens another.
    """
    told = {} if term is None else _as_told_by(term)
    lapsing = waiting
    if told:
        same = {word: told[word] for word in ("due_at", "article_key")}
        lapsing = waiting.filter(approved_at__isnull=False).exclude(**same)
    lapsing.update(lapsed_at=akkoord_now())
    if told:
        waiting.update(**told)


def _as_told_by(term: DossierTerm) -> dict[str, object]:
    if term.begins_on is None:
        return {}
    return {
        "due_at": start_of(term.begins_on),
        "last_on": term.due_on,
        "article_key": term.article_key,
        "article_label": term.article_label,
        "version": term.version,
    }


def _terms_of_parts(
    dossier: Dossier, versions: Sequence[ReglementVersion], whole: DossierTerm | None, changes: Sequence[TermChange]
) -> list[DossierTerm]:
    """Return the dates of the parts that end apart; the others go with the whole."""
    parts = Part.objects.filter(dossier=dossier, destroyed_at=None, ending=None).order_by("created_at", "id")
    chosen, whole_on = choice_counted_for(dossier.pk), whole.due_on if whole else None
    texts = [current_ruleset(version) for version in versions]
    by_text = {text.sha256: version for text, version in zip(texts, versions, strict=True)}
    past = happened(dossier.traject, texts)
    made = []
    for part in parts:
        items = items_of(dossier.traject, part, chosen=chosen, complaint=past.complaint)
        events = with_part(past.events, part)
        if part.deidentified_on is not None:
            made.append(_replaced(dossier, part, part.deidentified_on, article_of_holding(items, events, texts)))
            continue
        ends = [ended for item in items if (ended := end_by_versions(texts, item, events)) is not None]
        dated = [
            _changed(_term(dossier, Carrier.DIGITAL, one, by_text[one.text.sha256], part=part), one.end, changes)
            for one in ends
            if one.end.due_on is not None
        ]
        own = min(dated, key=lambda term: term.due_on or date.max, default=None)
        term = _by_statute(own or whole, items, events, texts, part) or own
        term = _by_its_own_statute(term or whole, items, events, texts, part) or term
        if term is not None and term.due_on != whole_on:
            made.append(term)
    return made


def _by_statute(
    ordinary: DossierTerm | None,
    items: Sequence[Item],
    events: Events,
    texts: Sequence[CompiledRuleset],
    part: Part | None = None,
) -> DossierTerm | None:
    """Return the date of a whole or a part that a statute keeps longer than the reglement; None where none does."""
    longest = max((end for item in items for end in _statutory(item, events, texts)), key=_until, default=None)
    if longest is None or longest.rule.hold is None or ordinary is None or ordinary.due_on is None:
        return None
    if _until(longest) <= ordinary.due_on:
        return None
    told = _told(ordinary.dossier, ordinary.carrier, longest, ordinary.version, part)
    return DossierTerm(**told, statute=longest.rule.hold.statute or "")


def _by_its_own_statute(
    ordinary: DossierTerm | None, items: Sequence[Item], events: Events, texts: Sequence[CompiledRuleset], part: Part
) -> DossierTerm | None:
    """Return the date of a file that a law keeps which it names itself; None where the date is later already.

    The article is that of the text which says "by law", else that of the law floor about what a law asks to keep.
    """
    until = part.statute_until
    if until is None or ordinary is None or ordinary.due_on is None or until < ordinary.due_on:
        return None
    article = article_of_holding(items, events, texts)
    return DossierTerm(
        dossier=ordinary.dossier,
        carrier=ordinary.carrier,
        part=part,
        trigger="document_event",
        trigger_on=part.created_at.astimezone(AMSTERDAM).date(),
        term=UNSET,
        bound=Bound.EXACTLY,
        due_on=until + ONE_DAY,  # on its last day the law still keeps it
        article_key=article.key,
        article_label=article.label,
        version=ordinary.version,
        statute=part.statute,
    )


def _replaced(dossier: Dossier, part: Part, on: date, article: Citation) -> DossierTerm:
    """Return the date of a part in whose place a copy came in which nobody can be recognised: it goes at once."""
    return DossierTerm(
        dossier=dossier,
        carrier=Carrier.DIGITAL,
        part=part,
        trigger="document_event",
        trigger_on=on,
        term=AT_ONCE,
        bound=Bound.EXACTLY,
        due_on=on,
        article_key=article.key,
        article_label=article.label,
        version=dossier.traject.reglement_version,
    )


def article_of_holding(items: Sequence[Item], events: Events, texts: Sequence[CompiledRuleset]) -> Citation:
    """Return the article by which a law keeps a part: of the newest text that says so, else of the law floor."""
    articles = [
        end.article for text in reversed(texts) for item in items for end in statutory_ends(text, item, events)
    ]
    floor = law_floor()
    return next(iter(articles), floor.articles[floor.ruleset.holding or ""])


def _statutory(item: Item, events: Events, texts: Sequence[CompiledRuleset]) -> list[EndOfTerm]:
    """Return the terms of the statutes that are named; where a text only says "by law" a file names its own."""
    ends = [end for text in (law_floor(), *texts) for end in statutory_ends(text, item, events)]
    named = [end for end in ends if end.rule.hold is not None and end.rule.hold.statute and end.term]
    return [end for end in named if end.due_on is not None or _will_begin(end, item)]


def _will_begin(end: EndOfTerm, item: Item) -> bool:
    """Say whether a statute keeps although its term does not run yet: a complaint that nobody made keeps nothing."""
    return end.rule.trigger != "complaint_closed" or waits_for_complaint(end.rule, item)


def _until(end: EndOfTerm) -> date:
    """Return until when a statute keeps; without an end while its trigger is open."""
    return end.due_on or date.max


def _term(
    dossier: Dossier, carrier: str, ended: EndByVersions, version: ReglementVersion, *, part: Part | None = None
) -> DossierTerm:
    return DossierTerm(**_told(dossier, carrier, ended.end, version, part), **_of_the_beginning(ended.began))


def _told(
    dossier: Dossier, carrier: str, end: EndOfTerm, version: ReglementVersion, part: Part | None
) -> dict[str, object]:
    return {
        "dossier": dossier,
        "carrier": carrier,
        "part": part,
        "trigger": end.rule.trigger,
        "trigger_on": end.started_on if end.due_on else None,
        "term": end.term or UNSET,
        "bound": end.rule.bound,
        "due_on": end.due_on,
        "article_key": end.article.key,
        "article_label": end.article.label,
        "version": version,
        "chosen": end.chosen or "",
    }


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
