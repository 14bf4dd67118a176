"""What a report holds and was made from, as far as terms hang on it, and letting those run once it is final."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from dossiers.models.parts import DataKind
from dossiers.services.parts import add_to_report, living_part_of
from reporting.models import Report, ReportSource
from retention.services.happening import date_anew, report_became_final


@transaction.atomic
def name_sources(report: Report, part_ids: frozenset[UUID]) -> None:
    """Write down from which files the report was made, instead of what was written down before."""
    named = set(ReportSource.objects.filter(report=report, part__destroyed_at=None).values_list("part_id", flat=True))
    ReportSource.objects.filter(report=report, part__in=named - part_ids).delete()
    ReportSource.objects.bulk_create([ReportSource(report=report, part_id=part_id) for part_id in part_ids - named])


def name_kinds_of_data(report: Report, data_kinds: Iterable[DataKind]) -> None:
    """Name the kinds of data that a next version adds; a report that is final already gets its date anew."""
    part = living_part_of(report.pk)
    if part is not None and add_to_report(part, data_kinds) and part.report_final_on is not None:
        date_anew(report.dossier)


def let_terms_run(report: Report) -> None:
    """Let the terms run that count from the day on which a report is final: its own, and of what it was made from."""
    named = ReportSource.objects.filter(report=report, part__isnull=False).values_list("part_id", flat=True)
    own = living_part_of(report.pk)
    report_became_final(report.dossier, part_ids=[*named, *([] if own is None else [own.pk])])
