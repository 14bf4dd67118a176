"""What else is on file for a question: notices, grounds and the reporting agreement."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.db.models import Q, QuerySet

from consent.facts.question import Question, Words
from consent.models import ClientNotice, ConsentEvent, Ground, ReportingAgreement, ReportingLine, StartNotice
from consent.terms import RHYTHM, EventKind, Frequency, NoticeAbout
from dossiers.models import Dossier
from reglement.services import current_ruleset
from vault.clock import akkoord_now

# The best proof of each thing that the client was told, by what it was and which kind of data or purpose it was about.
Told = Mapping[tuple[str, str], str]
PROOF_BY_WEIGHT = ("sent", "handed_over", "read")
ALL_ITEMS = ("recipient", "data", "way", "purpose", "frequency")


def start_notice(question: Question) -> Words:
    """Return how far the latest start notice of the traject has come, with the items it is always built of."""
    notice = StartNotice.objects.filter(traject=question.dossier.traject_id).order_by("-created_at").first()
    if notice is None or notice.sent_at is None:
        return {"evidence": "none"}
    evidence = "read" if notice.acknowledged_at or notice.read_at else notice.sent_evidence
    return {"evidence": evidence, "items": ALL_ITEMS}


def told_of(dossier: Dossier) -> Told:
    """Return the proof of everything that this client was told while his traject ran, by event and subject."""
    return {
        (notice.event, notice.category or notice.purpose): "read" if notice.read_at else notice.sent_evidence
        for notice in ClientNotice.objects.filter(dossier=dossier).only(
            "event", "category", "purpose", "read_at", "sent_evidence"
        )
    }


def notices(question: Question, told: Told, at_start: str) -> tuple[Words, ...]:
    """Return the notices that cover this question; `at_start` is the proof that the start notice reached the client.

    What is written down is covered when each kind of data in it is; any other use when its purpose is. The kinds of
    data in the text under which the traject began are no news.
    """
    covered = {
        NoticeAbout.NEW_PURPOSE: _of_what_is_new(question, told, at_start),
        NoticeAbout.DATA_FROM_OTHERS: _of_what_others_give(question, told),
    }
    return tuple({"event": event.value, "evidence": evidence} for event, evidence in covered.items() if evidence)


def _of_what_is_new(question: Question, told: Told, at_start: str) -> str | None:
    if question.act != "write":
        return told.get((NoticeAbout.NEW_PURPOSE.value, question.purpose))
    expected = current_ruleset(question.dossier.traject.reglement_version).catalogue_tags
    at_start = "" if at_start == "none" else at_start
    return _least(
        told.get((NoticeAbout.NEW_PURPOSE.value, key)) or (at_start if key in expected else "")
        for key in _keys_in(question)
    )


def _of_what_others_give(question: Question, told: Told) -> str | None:
    about = NoticeAbout.DATA_FROM_OTHERS.value
    keys = _keys_in(question)
    if not keys:
        return next((evidence for (event, _subject), evidence in told.items() if event == about), None)
    return _least(told.get((about, key), "") for key in keys)


def _keys_in(question: Question) -> list[str]:
    return question.content.category_keys if question.content else [item.key for item in question.categories]


def _least(proofs: Iterable[str]) -> str | None:
    """Return the weakest of these proofs; None when one is lacking or there are none."""
    found = list(proofs)
    return min(found, key=PROOF_BY_WEIGHT.index) if found and all(found) else None


def was_shown(question: Question) -> bool:
    """Say whether the client answered for this exact version, which proves that he had it before him."""
    if question.content is None:
        return False
    return ConsentEvent.objects.filter(
        consent__content_version=question.content,
        kind__in=[EventKind.GIVEN, EventKind.REFUSED],
        content_sha256=question.content.content_sha256,
    ).exists()


def grounds(question: Question) -> tuple[Words, ...]:
    """Return the grounds in force for this dossier or this very content; their text stays sealed."""
    return tuple(
        {
            "kind": ground.kind,
            "evidence": f"ground:{ground.pk}",
            "statute": ground.statute or None,
            "balanced": bool(ground.balanced),
            "decided_by": ground.decided_role or None,
            "recipients": tuple(ground.recipients),
            "categories": tuple(ground.categories),
        }
        for ground in grounds_in_force(question)
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
