"""What else is on file for a question: notices, grounds and the reporting agreement."""

from datetime import timedelta

from django.db.models import Q, QuerySet

from consent.facts.question import Question, Words
from consent.models import ConsentEvent, Ground, ReportingAgreement, ReportingLine, StartNotice
from consent.terms import RHYTHM, EventKind, Frequency
from vault.clock import akkoord_now

ALL_ITEMS = ("recipient", "data", "way", "purpose", "frequency")


def start_notice(question: Question) -> Words:
    """Return how far the latest start notice of the traject has come, with the items it is always built of."""
    notice = StartNotice.objects.filter(traject=question.dossier.traject_id).order_by("-created_at").first()
    if notice is None or notice.sent_at is None:
        return {"evidence": "none"}
    evidence = "read" if notice.acknowledged_at or notice.read_at else notice.sent_evidence
    return {"evidence": evidence, "items": ALL_ITEMS}


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
