"""Paper: writing down where it lies, letting its date follow, and confirming that it was destroyed."""

from datetime import date

from django.db import transaction

from accounts.models import User
from accounts.queries import wants_four_eyes
from audit.services import record
from audit.terms import Word
from dossiers.models import Dossier
from dossiers.permissions import access_of
from dossiers.permits import acting_role
from dossiers.terms import Carrier
from retention.facts import (
    NotTheirChoice,
    PaperGoneBefore,
    PaperHeldAlready,
    PaperIsHeld,
    PaperNotDue,
    SecondIsTheSame,
    SecondNotWanted,
)
from retention.models import DossierTerm, PaperDossier, PaperHold, PurgeCase
from retention.permissions import may_handle_paper, may_review
from retention.terms import Ground, PaperMethod
from vault.clock import NotBefore, akkoord_now, today
from vault.queries import held


@transaction.atomic
def record_paper(dossier: Dossier, *, whereabouts: str, by: User) -> PaperDossier:
    """Write down where the paper dossier lies, or lies now; raises NotTheirChoice, PaperGoneBefore."""
    if not (access_of(by, dossier).writes or may_handle_paper(by)):
        raise NotTheirChoice
    paper, _fresh = PaperDossier.objects.select_for_update(of=("self",)).get_or_create(
        dossier=dossier, defaults={"recorded_by": by}
    )
    if paper.destroyed_on is not None:
        raise PaperGoneBefore
    paper.whereabouts, paper.recorded_at, paper.recorded_by = whereabouts.strip(), akkoord_now(), by
    paper.save(update_fields=["whereabouts", "recorded_at", "recorded_by"])
    _write_down(Word.PAPER_RECORDED, paper, by)
    date_paper(dossier)
    return paper


def date_paper(dossier: Dossier) -> None:
    """Let the date of the paper follow the terms.

    The client's own request is about paper too, so it is due now, unless a statute keeps it.
    """
    papers = PaperDossier.objects.filter(dossier=dossier, destroyed_on=None)
    term = DossierTerm.objects.filter(dossier=dossier, carrier=Carrier.PAPER, part=None).first()
    asked = PurgeCase.objects.of_whole(dossier.pk).filter(ground=Ground.REQUESTED).exists()
    if term is not None and (not asked or term.is_kept_by_statute(today())):
        papers.update(due_on=term.due_on, article_label=term.article_label)
    elif asked:
        papers.update(due_on=today())


@transaction.atomic
def confirm_paper(paper: PaperDossier, *, on: date, method: str, by: User) -> PaperDossier:
    """Confirm that the paper was destroyed, on which day, by whom and how; where it lay is forgotten.

    Raises NotTheirChoice, PaperGoneBefore on a second click, PaperNotDue before its date, PaperIsHeld.
    """
    if not may_handle_paper(by):
        raise NotTheirChoice
    paper = PaperDossier.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=paper.pk)
    if paper.destroyed_on is not None:
        raise PaperGoneBefore
    if held([paper.dossier.safe_id]) or paper.holds.filter(released_at=None).exists():
        raise PaperIsHeld
    if paper.due_on is None or paper.due_on > today() or on > today():
        raise PaperNotDue
    paper.destroyed_on, paper.method, paper.whereabouts = on, PaperMethod(method), ""
    paper.confirmed_at, paper.confirmed_by, paper.needs_second = akkoord_now(), by, wants_four_eyes()
    paper.save()
    _write_down(Word.PAPER_DESTROYED, paper, by)
    return paper


@transaction.atomic
def hold_paper(paper: PaperDossier, *, ground: str, review_on: date, by: User) -> PaperHold:
    """Keep paper from being destroyed, whether or not the digital dossier is there.

    Raises NotTheirChoice, PaperGoneBefore, PaperHeldAlready.
    """
    if not may_review(by):
        raise NotTheirChoice
    paper = PaperDossier.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if paper.destroyed_on is not None:
        raise PaperGoneBefore
    if paper.holds.filter(ground=ground, released_at=None).exists():
        raise PaperHeldAlready
    placed = PaperHold.objects.create(paper=paper, ground=ground, review_on=review_on, placed_by=by)
    _write_down(Word.PAPER_HELD, paper, by)
    return placed


@transaction.atomic
def release_paper(paper: PaperDossier, *, by: User) -> None:
    """Lift every hold on this paper itself; a second click changes nothing. Raises NotTheirChoice."""
    if not may_review(by):
        raise NotTheirChoice
    PaperDossier.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    lying = PaperHold.objects.filter(paper=paper, released_at=None)
    lifted = lying.update(released_at=NotBefore("placed_at"), released_by=by)
    if lifted:
        _write_down(Word.PAPER_RELEASED, paper, by)


@transaction.atomic
def second_paper(paper: PaperDossier, *, by: User) -> PaperDossier:
    """Confirm as the second person; raises NotTheirChoice, SecondNotWanted, SecondIsTheSame."""
    if not may_handle_paper(by):
        raise NotTheirChoice
    paper = PaperDossier.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if not paper.needs_second or paper.seconded_at is not None:
        raise SecondNotWanted
    if paper.confirmed_by_id == by.pk:
        raise SecondIsTheSame
    paper.seconded_at, paper.seconded_by = akkoord_now(), by
    paper.save(update_fields=["seconded_at", "seconded_by"])
    _write_down(Word.PAPER_SECONDED, paper, by)
    return paper


def _write_down(word: Word, paper: PaperDossier, by: User) -> None:
    record(
        word,
        by=by,
        role=acting_role(by),
        dossier_id=paper.dossier_id,
        object_type="retention.paperdossier",
        object_id=paper.pk,
        article=paper.article_label,
    )
