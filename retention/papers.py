"""Reads of paper dossiers: what is due, what waits for a second person, what is gone; the number is enough."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q

from accounts.queries import names_of
from dossiers.models import Dossier
from retention.models import PaperDossier, PaperHold
from vault.clock import today
from vault.queries import held

SHOWN = 200


@dataclass(frozen=True)
class PaperLine:
    """One paper dossier as its page shows it; `held_for` says what keeps the paper itself."""

    id: UUID
    number: str
    service: str
    whereabouts: str
    due_on: date | None
    article: str
    is_due: bool
    is_overdue: bool
    is_held: bool
    held_for: str
    waits_for_second: bool
    destroyed_on: date | None
    how: str
    confirmed_by: str


def papers_to_do(*, overdue_only: bool = False) -> list[PaperLine]:
    """Return the paper that is not gone yet, the oldest date first, in a constant number of queries."""
    open_papers = PaperDossier.objects.filter(Q(destroyed_on=None) | Q(needs_second=True, seconded_at=None))
    if overdue_only:
        open_papers = open_papers.filter(destroyed_on=None, due_on__lt=today())
    return _lines(
        open_papers.select_related("dossier__traject").order_by(F("due_on").asc(nulls_last=True), "id")[:SHOWN]
    )


def papers_gone() -> list[PaperLine]:
    """Return the paper that was destroyed last."""
    gone = PaperDossier.objects.filter(destroyed_on__isnull=False).exclude(needs_second=True, seconded_at=None)
    return _lines(gone.select_related("dossier__traject").order_by("-destroyed_on", "-id")[:SHOWN])


def paper_line(paper: PaperDossier) -> PaperLine:
    """Return one paper dossier as its page shows it."""
    return _lines([paper])[0]


def paper_of(dossier: Dossier) -> PaperLine | None:
    """Return the paper of one dossier, or None when nothing was written down about it."""
    lines = _lines(PaperDossier.objects.filter(dossier=dossier).select_related("dossier__traject"))
    return lines[0] if lines else None


def lies_on_paper(dossier: Dossier) -> bool:
    """Say whether paper of this dossier was written down, and nobody wrote down that it went."""
    return PaperDossier.objects.filter(dossier=dossier, destroyed_on=None).exists()


def _lines(papers: Iterable[PaperDossier]) -> list[PaperLine]:
    found = list(papers)
    kept = held([paper.dossier.safe_id for paper in found])
    on_paper: dict[UUID, list[str]] = {}
    for hold in PaperHold.objects.filter(paper__in=found, released_at=None).order_by("placed_at", "id"):
        on_paper.setdefault(hold.paper_id, []).append(str(hold.get_ground_display()))
    names = names_of(paper.confirmed_by_id for paper in found)
    return [
        PaperLine(
            id=paper.pk,
            number=paper.dossier.number,
            service=paper.dossier.traject.get_service_display(),
            whereabouts=paper.whereabouts,
            due_on=paper.due_on,
            article=paper.article_label,
            is_due=paper.destroyed_on is None and paper.due_on is not None and paper.due_on <= today(),
            is_overdue=paper.destroyed_on is None and paper.due_on is not None and paper.due_on < today(),
            is_held=paper.dossier.safe_id in kept or paper.pk in on_paper,
            held_for=", ".join(on_paper.get(paper.pk, ())),
            waits_for_second=paper.destroyed_on is not None and not paper.is_gone,
            destroyed_on=paper.destroyed_on,
            how=paper.get_method_display() if paper.method else "",
            confirmed_by=names.get(paper.confirmed_by_id, "") if paper.confirmed_by_id else "",
        )
        for paper in found
    ]
