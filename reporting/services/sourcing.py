"""Naming the files from which a report was made, and letting their terms run once it is final."""

from uuid import UUID

from django.db import transaction

from reporting.models import Report, ReportSource
from retention.services.happening import report_became_final


@transaction.atomic
def name_sources(report: Report, part_ids: frozenset[UUID]) -> None:
    """Write down from which files the report was made, instead of what was written down before."""
    named = set(ReportSource.objects.filter(report=report, part__destroyed_at=None).values_list("part_id", flat=True))
    ReportSource.objects.filter(report=report, part__in=named - part_ids).delete()
    ReportSource.objects.bulk_create([ReportSource(report=report, part_id=part_id) for part_id in part_ids - named])


def let_sources_go(report: Report) -> None:
    """Let the terms of the files run that count from the day on which the report that was made from them is final."""
    named = ReportSource.objects.filter(report=report, part__isnull=False).values_list("part_id", flat=True)
    report_became_final(report.dossier, part_ids=list(named))
