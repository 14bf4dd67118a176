"""What else is on file for a question: notices, grounds and the reporting agreement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, Min, Q, QuerySet

from consent.facts.question import Question, Words
from consent.models import (
    ClientNotice,
    ConsentEvent,
    Ground,
    Objection,
    ReportingAgreement,
    ReportingLine,
    StartNotice,
)
from consent.queries.reading import first_read_by_client
from consent.terms import RHYTHM, EventKind, Frequency, NoticeAbout, ObjectionOutcome, UseAct
from dossiers.models import Dossier
from dossiers.queries import complaint_of
from reglement.deciding import CompiledRuleset
from reglement.models import Decision
from reglement.services import current_ruleset, deciding_version
from ui.dates import day_of
from vault.clock import akkoord_now


@dataclass(frozen=True)
class Proof:
    """That the client was told something: the best proof there is of it, and the day since when."""

    evidence: str
    on: date


# What the client was told, by what it was and which kind of data or purpose it was about.
Told = Mapping[tuple[str, str], Proof]
PROOF_BY_WEIGHT = ("sent", "handed_over", "read")
ALL_ITEMS = ("recipient", "data", "way", "purpose", "frequency")


def start_notice(question: Question) -> Proof | None:
    """Return how far the latest start notice of the traject has come, or None when none was sent."""
    notice = StartNotice.objects.filter(traject=question.dossier.traject_id).order_by("-created_at").first()
    if notice is None or notice.sent_at is None:
        return None
    evidence = "read" if notice.acknowledged_at or notice.read_at else notice.sent_evidence
    return Proof(evidence, day_of(notice.sent_at))


def about_the_start(at_start: Proof | None) -> Words:
    """Return the start notice as a fact, with the items that it is always built of."""
    return {"evidence": "none"} if at_start is None else {"evidence": at_start.evidence, "items": ALL_ITEMS}


def told_of(dossier: Dossier) -> Told:
    """Return the proof of everything that this client was told while his traject ran, by event and subject."""
    return {
        (notice.event, notice.category or notice.purpose): Proof(
            "read" if notice.read_at else notice.sent_evidence, day_of(notice.sent_at)
        )
        for notice in ClientNotice.objects.filter(dossier=dossier).only(
            "event", "category", "purpose", "read_at", "sent_at", "sent_evidence"
        )
    }


def notices(question: Question, told: Told, at_start: Proof | None) -> tuple[Words, ...]:
    """Return the notices that cover this question; `at_start` is the proof that the start notice reached the client.

    What is written down is covered when each kind of data in it is, since the last of them; any other use when its
    purpose is. The kinds of data in the text under which the traject began are no news.
    """
    covered = {
        NoticeAbout.NEW_PURPOSE: _of_what_is_new(question, told, at_start),
        NoticeAbout.DATA_FROM_OTHERS: _of_what_others_give(question, told),
    }
    return tuple(
        {"event": event.value, "evidence": proof.evidence, "on": proof.on} for event, proof in covered.items() if proof
    )


def _of_what_is_new(question: Question, told: Told, at_start: Proof | None) -> Proof | None:
    if question.act != "write":
        return told.get((NoticeAbout.NEW_PURPOSE.value, question.purpose))
    expected = current_ruleset(question.dossier.traject.reglement_version).catalogue_tags
    return _least(
        told.get((NoticeAbout.NEW_PURPOSE.value, key)) or (at_start if key in expected else None)
        for key in _keys_in(question)
    )


def _of_what_others_give(question: Question, told: Told) -> Proof | None:
    about = NoticeAbout.DATA_FROM_OTHERS.value
    keys = _keys_in(question)
    if not keys:
        return next((proof for (event, _subject), proof in told.items() if event == about), None)
    return _least(told.get((about, key)) for key in keys)


def _keys_in(question: Question) -> list[str]:
    return question.content.category_keys if question.content else [item.key for item in question.categories]


def _least(proofs: Iterable[Proof | None]) -> Proof | None:
    """Return the weakest proof and the last day among these; None when one is lacking or there are none."""
    found = list(proofs)
    known = [proof for proof in found if proof is not None]
    if not known or len(known) < len(found):
        return None
    return Proof(min((proof.evidence for proof in known), key=PROOF_BY_WEIGHT.index), max(proof.on for proof in known))


def shown_on(question: Question) -> date | None:
    """Return the day on which this exact version was put before the client, once his answer proves that he had it."""
    if question.content is None:
        return None
    answered = ConsentEvent.objects.filter(
        consent__content_version=question.content,
        kind__in=[EventKind.GIVEN, EventKind.REFUSED],
        content_sha256=question.content.content_sha256,
    )
    asked_at = answered.aggregate(first=Min("consent__requested_at"))["first"]
    return day_of(asked_at) if asked_at is not None else None


def complaint(question: Question) -> str | None:
    """Return how the complaints about this traject stand, where the text asks for it at all."""
    return complaint_of(question.dossier).state if _deciding(question).looks_at_complaints else None


def read_at(question: Question) -> datetime | None:
    """Return when the client first opened this exact version, where the text of this traject asks for it at all."""
    if question.content is None or not _deciding(question).asks_reading_first:
        return None
    return first_read_by_client(question.content)


def _deciding(question: Question) -> CompiledRuleset:
    """Return the text that decides now, which may have come after the one under which the traject began."""
    return current_ruleset(deciding_version(question.dossier.traject.reglement_version))


def last_time(question: Question) -> Words:
    """Return when the same was last done for the same recipient, or that it never was.

    Of what goes out counts every other document of its kind; of what is asked of others, every time the gate let it.
    """
    if question.content is not None and question.contact is not None:
        earlier = question.dossier.disclosures.filter(
            contact=question.contact,
            content_version__kind=question.content.kind,
            content_version__report_kind=question.content.report_kind,
        ).exclude(content_version__object_id=question.content.object_id)
        last = earlier.aggregate(last=Max("made_at"))["last"]
    elif question.act == UseAct.REQUEST_INBOUND:
        permitted = Decision.objects.filter(
            dossier_id=question.dossier.pk,
            act=question.act,
            recipient_class=question.recipient_class,
            effect="allow",
        )
        last = permitted.aggregate(last=Max("decided_at"))["last"]
    else:
        return {}
    return {"first_time": True} if last is None else {"last_on": day_of(last)}


def objections(question: Question) -> tuple[Words, ...]:
    """Return the objections that stand; one is weighed once the bureau found a compelling reason (AVG 21)."""
    standing = Objection.objects.filter(dossier=question.dossier, withdrawn_at=None).order_by("made_at", "pk")
    return tuple(
        {"purpose": purpose or None, "weighed": outcome == ObjectionOutcome.COMPELLING}
        for purpose, outcome in standing.values_list("purpose", "outcome")
    )


def grounds(question: Question) -> tuple[Words, ...]:
    """Return the grounds in force for this dossier or this very content; their text stays sealed.

    One that somebody confirmed is there twice, once as decided by each of the two.
    """
    return tuple(
        {
            "kind": ground.kind,
            "evidence": f"ground:{ground.pk}",
            "statute": ground.statute or None,
            "balanced": bool(ground.balanced),
            "decided_by": role or None,
            "recipients": tuple(ground.recipients),
            "categories": tuple(ground.categories),
        }
        for ground in grounds_in_force(question)
        for role in dict.fromkeys([ground.decided_role, ground.second_role or ground.decided_role])
    )


def grounds_in_force(question: Question) -> QuerySet[Ground]:
    """Return the grounds that were recorded for the dossier as a whole or for this content, and have not ended."""
    about = Q(content_version=None)
    if question.content is not None:
        about |= Q(content_version=question.content)
    return Ground.objects.filter(about, dossier=question.dossier, ended_at=None).order_by("recorded_at", "pk")


def reporting_agreement(question: Question) -> Words | None:
    """Return which parts of this question lie inside the current reporting agreement, or None without one."""
    agreement = ReportingAgreement.objects.filter(traject=question.dossier.traject_id, superseded_at=None).first()
    if agreement is None:
        return None
    lines = list(agreement.lines.filter(contact=question.contact)) if question.contact else []
    best = max((_covered(question, line) for line in lines), key=len, default=())
    return {"covers": best}


def _covered(question: Question, line: ReportingLine) -> tuple[str, ...]:
    content = question.content
    parts = ["recipient"]
    if content is None:
        return tuple(parts)
    if set(content.category_keys) <= set(line.categories):
        parts.append("data")
    if (content.report_kind, content.form) == (line.report_kind, line.form):
        parts.append("way")
    if content.report_purpose == line.purpose:
        parts.append("purpose")
    if _within_rhythm(question, line):
        parts.append("frequency")
    return tuple(parts)


def _within_rhythm(question: Question, line: ReportingLine) -> bool:
    """Say whether one more report still fits what the client was told about how often."""
    if question.content is None:
        return False
    earlier = question.dossier.disclosures.filter(
        contact=line.contact_id, content_version__report_kind=line.report_kind
    ).exclude(content_version__object_id=question.content.object_id)
    rhythm = RHYTHM[Frequency(line.frequency)]
    if rhythm.most is not None:
        return earlier.values("content_version__object_id").distinct().count() < rhythm.most
    return not earlier.filter(made_at__gt=akkoord_now() - timedelta(days=rhythm.least_days)).exists()
