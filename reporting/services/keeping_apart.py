"""Giving a report of before reports were parts a safe of its own, so that it can end when what is in it does.

There is no list of work: a report that lies in the safe of its dossier waits. Each moves in one transaction, with its
versions, its PDFs and the client's words about it; before that its dossier gets a fresh key, so that no copy of what
lay there opens any more once the former key is gone (decision 31).
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Min, QuerySet

from audit.services import record
from audit.terms import Word
from consent.models import ConsentRemark, ConsentState, ContentVersion
from dossiers.models import Dossier, Part, Traject
from dossiers.models.parts import DataKind
from dossiers.services.parts import part_of_report
from reporting.models import Delivery, Report, ReportVersion
from reporting.permits import REPORT
from reporting.services.going import let_nobody_begin
from retention.services.happening import date_anew
from ui.sweeping import one_by_one
from vault import files
from vault.clock import AMSTERDAM
from vault.facts import SafeIsGone, UnderTheCurrentKey
from vault.models import HeldSafe, SealedFile
from vault.moving import Leaving
from vault.queries import held, live
from vault.sealed_places import SealedPlace, place_of
from vault.services import give_fresh_key

logger = logging.getLogger(__name__)

DOSSIERS_AT_ONCE: Final = 20
_BEFORE_THE_FIRST: Final = UUID(int=0)
TITLE: Final = place_of(Report, "title")
BODY: Final = place_of(ReportVersion, "body")
TEXT: Final = place_of(ConsentRemark, "text")
_MOVE: Final = "SELECT reporting_keep_apart(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


@dataclass(frozen=True)
class Waiting:
    """How many reports lie in the safe of their dossier still: that can move, that a hold keeps, that are going."""

    movable: int
    held: int
    going: int


@dataclass(frozen=True)
class Progress:
    """How many of the reports that could move lie in a safe of their own now."""

    done: int
    total: int


@dataclass(frozen=True)
class _Whole:
    # What moves together: the rows by the sealed column they have something in, in the order of the statement.
    values: dict[SealedPlace, list[UUID]]
    pdfs: list[SealedFile]


def waiting() -> Waiting:
    """Return how many reports wait for a safe of their own, and why."""
    movable = _movable().count()
    going = _older().filter(safe__fenced_at__isnull=False).count()
    return Waiting(movable, _older().count() - movable - going, going)


def keep_apart(*, at_once: int = DOSSIERS_AT_ONCE) -> Iterator[Progress]:
    """Move what can move, dossier by dossier, and yield after each batch of dossiers.

    Killed anywhere, each report lies whole in the one safe or the other, and a second call goes on. What somebody
    sealed anew meanwhile waits for another day. Raises StorageOutOfReach, and an ExceptionGroup of the reports that
    failed alone when all had a turn.
    """
    total = _movable().count()
    if not total:
        return
    files.assert_storage_in_reach()
    failed: list[Exception] = []
    for dossier_ids in _pages(at_once):
        try:
            one_by_one(_kept_apart, _that_may_leave(dossier_ids), name=str)
        except ExceptionGroup as failures:
            failed.extend(failures.exceptions)
        yield Progress(max(total - _movable().count(), 0), total)
    if failed:
        raise ExceptionGroup(f"{len(failed)} reports failed", failed)


def _older() -> QuerySet[Report]:
    return Report.objects.filter(safe=F("dossier__safe"))


def _movable() -> QuerySet[Report]:
    held_safes = HeldSafe.objects.filter(hold__released_at=None).values("safe_id")
    return _older().filter(safe__fenced_at=None).exclude(safe__in=held_safes)


def _pages(at_once: int) -> Iterator[list[UUID]]:
    after = _BEFORE_THE_FIRST
    dossiers = _movable().order_by("dossier").values_list("dossier_id", flat=True).distinct()
    while dossier_ids := list(dossiers.filter(dossier__gt=after)[:at_once]):
        after = dossier_ids[-1]
        yield dossier_ids


def _that_may_leave(dossier_ids: list[UUID]) -> list[UUID]:
    """Let these dossiers have a former key, and return the reports in them that can move."""
    safes = Dossier.objects.filter(pk__in=dossier_ids).values_list("pk", "safe_id")
    ready = [dossier_id for dossier_id, safe_id in safes if give_fresh_key(safe_id)]
    return list(_movable().filter(dossier__in=ready).order_by("dossier", "pk").values_list("pk", flat=True))


def _kept_apart(report_id: UUID) -> None:
    try:
        _move(report_id)
    except UnderTheCurrentKey:
        logger.info("report %s was sealed anew meanwhile; it moves once the former key is gone", report_id)
    except SafeIsGone:
        logger.info("report %s is being destroyed with its dossier", report_id)


@transaction.atomic
def _move(report_id: UUID) -> None:
    dossier = Report.objects.select_related("dossier__traject").get(pk=report_id).dossier
    # As who writes, and then as who destroys: in this order everybody takes them.
    Traject.objects.select_for_update(of=("self",), no_key=True).get(pk=dossier.traject_id)
    let_nobody_begin(dossier.pk)
    report = _older().select_for_update(of=("self",)).filter(pk=report_id).first()
    if report is None or not live([dossier.safe_id]) or held([dossier.safe_id]):
        return
    what = _what_is_in(report)
    leaving = Leaving(dossier.safe_id)
    # Before anything is made for it: a damaged report would leave a key without a safe each time it is tried.
    leaving.assert_may_leave(what.values, what.pdfs)
    _exchange(report, _part_for(report, dossier), what, leaving)
    record(
        Word.REPORT_KEPT_APART,
        role="system",
        dossier_id=dossier.pk,
        client_id=dossier.traject.client_id,
        object_type=REPORT,
        object_id=report.pk,
    )
    date_anew(dossier)


def _part_for(report: Report, dossier: Dossier) -> Part:
    """Make the part that this report is, naming what all its versions hold, with the day of its first delivery."""
    contents = ContentVersion.objects.filter(kind="report", object_id=report.pk).order_by("number")
    held_kinds = (
        DataKind(one["key"], one["tag"])
        for categories in contents.values_list("categories", flat=True)
        for one in categories
    )
    part = part_of_report(dossier, report_id=report.pk, data_kinds=list(dict.fromkeys(held_kinds)))
    sent = Delivery.objects.filter(report_version__report=report).aggregate(first=Min("delivered_at"))["first"]
    if sent is not None:
        part.report_final_on = sent.astimezone(AMSTERDAM).date()
        part.save(update_fields=["report_final_on"])
    return part


def _what_is_in(report: Report) -> _Whole:
    """Return all that lies with a report, and hold it still until the transaction ends."""
    versions = ReportVersion.objects.filter(report=report).order_by("number").select_for_update(of=("self",))
    pdf_ids = {version.pk: version.pdf_id for version in versions.only("pk", "pdf_id", "safe_id")}
    # Who answers holds this row, and writes his words where the report lies by then.
    asked = ConsentState.objects.filter(consent__content_version__object_id=report.pk).order_by("pk")
    list(asked.select_for_update(of=("self",)).values_list("pk"))
    remarks = ConsentRemark.objects.filter(event__consent__content_version__object_id=report.pk)
    pdfs = SealedFile.objects.filter(pk__in=pdf_ids.values()).order_by("pk").select_for_update(of=("self",))
    values = {TITLE: [report.pk], BODY: list(pdf_ids), TEXT: list(remarks.values_list("pk", flat=True))}
    return _Whole(values, list(pdfs))


def _exchange(report: Report, part: Part, what: _Whole, leaving: Leaving) -> None:
    """Exchange all that lies in the safe of the dossier for the same in that of the part, in one statement."""
    title, bodies, texts = (leaving.values_for(part.safe_id, place, ids) for place, ids in what.values.items())
    names = [leaving.file_for(part.safe_id, pdf) for pdf in what.pdfs]
    with connection.cursor() as cursor:
        cursor.execute(
            _MOVE,
            [
                *(report.pk, title.was[0], title.fresh[0]),
                *(bodies.ids, bodies.was, bodies.fresh),
                *([pdf.pk for pdf in what.pdfs], [pdf.storage_name for pdf in what.pdfs], names),
                *(texts.ids, texts.was, texts.fresh),
            ],
        )
