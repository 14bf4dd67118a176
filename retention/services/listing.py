"""Destruction lists, where the organisation wants four eyes: proposing one, taking out, and approving the rest."""

from uuid import UUID

from django.conf import settings
from django.db import transaction

from accounts.models import User
from accounts.queries import people_in
from audit.services import record
from audit.terms import Word
from dossiers.permits import acting_role
from mail.services import queue
from retention.facts import ListIsClosed, ListIsYourOwn, NothingToList, NotOnTheList
from retention.lists import waiting_cases
from retention.models import DestructionList, ListedCase, PurgeCase
from retention.permissions import REVIEWERS
from retention.queries import held_among, is_held
from retention.terms import WhyTakenOut
from vault.clock import NotBefore, akkoord_now


@transaction.atomic
def propose_list(*, by: User) -> DestructionList:
    """Put every announced destruction that waits for approval on a list, and tell who may decide about it.

    Raises NothingToList. Two proposals at one moment wait for each other; a case stands on one list.
    """
    waiting = list(waiting_cases().select_for_update(of=("self",)))
    kept = held_among([case.dossier_id for case in waiting])
    cases = [case for case in waiting if case.dossier_id not in kept]
    if not cases:
        raise NothingToList
    made = DestructionList.objects.create(proposed_by=by)
    ListedCase.objects.bulk_create([ListedCase(list=made, case=case) for case in cases])
    for case in cases:
        _write_down(Word.RETENTION_LISTED, case, by)
    for reviewer in people_in(REVIEWERS).exclude(pk=by.pk):
        queue(
            template="destruction_list",
            to=reviewer.email,
            context={"link": f"{settings.AKKOORD_BASE_URL}/bewaren/lijsten/{made.pk}/"},
            idempotency_key=f"destruction-list:{made.pk}:{reviewer.pk}",
            language=reviewer.language,
        )
    return made


@transaction.atomic
def take_out(listed: DestructionList, case_id: UUID, *, why: str, by: User) -> None:
    """Take one dossier out of a list, with the reason; it may come back on a later one.

    Raises ListIsYourOwn, ListIsClosed, NotOnTheList on a second click.
    """
    _lock(listed, by)
    line = ListedCase.objects.select_related("case").filter(list=listed, case=case_id, taken_out_at=None).first()
    if line is None:
        raise NotOnTheList
    _take_out(line, WhyTakenOut(why), by)


@transaction.atomic
def approve_list(listed: DestructionList, *, by: User) -> list[UUID]:
    """Approve what is left on a list at once; the cooling-off runs from here. Returns the cases.

    What was held meanwhile is taken out. Raises ListIsYourOwn, ListIsClosed.
    """
    _lock(listed, by)
    lines = ListedCase.objects.filter(list=listed, taken_out_at=None).select_related("case")
    cases = {case.pk: case for case in PurgeCase.objects.select_for_update(of=("self",)).filter(listed__in=lines)}
    for line in lines:
        if is_held(line.case.dossier_id):
            _take_out(line, WhyTakenOut.HELD, by)
            cases.pop(line.case_id)
    now = NotBefore("proposed_at")
    DestructionList.objects.filter(pk=listed.pk).update(approved_at=now, approved_by=by)
    approved = [case for case in cases.values() if case.approved_at is None and case.lapsed_at is None]
    PurgeCase.objects.filter(pk__in=[case.pk for case in approved]).update(approved_at=now, approved_by=by)
    for case in approved:
        _write_down(Word.RETENTION_APPROVED, case, by)
    return [case.pk for case in approved]


def _take_out(line: ListedCase, why: WhyTakenOut, by: User) -> None:
    ListedCase.objects.filter(pk=line.pk).update(taken_out_at=akkoord_now(), taken_out_by=by, why=why)
    _write_down(Word.RETENTION_TAKEN_OUT, line.case, by, purpose=why.value)


def _lock(listed: DestructionList, by: User) -> None:
    locked = DestructionList.objects.select_for_update(of=("self",)).get(pk=listed.pk)
    if locked.approved_at is not None:
        raise ListIsClosed
    if locked.proposed_by_id == by.pk:
        raise ListIsYourOwn


def _write_down(word: Word, case: PurgeCase, by: User, purpose: str = "") -> None:
    record(
        word,
        by=by,
        role=acting_role(by),
        dossier_id=case.dossier_id,
        article=case.article_label,
        object_type="retention.purgecase",
        object_id=case.pk,
        purpose=purpose,
    )
