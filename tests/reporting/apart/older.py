"""Reports as they lay before they were parts: with their dossier, in its safe; and the day after they moved."""

import io
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, connections, transaction

from audit.services import go_on_renewing
from consent.models import ConsentRemark
from dossiers.models import Part
from reporting.models import Report, ReportVersion
from tests.factories.vault import unlock
from vault import storage
from vault.ciphers import keys_of
from vault.files import read_file, seal_file
from vault.models import Safe, SealedFile
from vault.sealed_places import place_of
from vault.services.shredding import let_keys_go

TITLE, BODY = place_of(Report, "title"), place_of(ReportVersion, "body")
TEXT = place_of(ConsentRemark, "text")


def laid_as_before(report_id: UUID) -> Report:
    """Lay a report, its versions, their PDFs and the client's words back with its dossier, past every guard."""
    report = Report.objects.select_related("dossier__safe").get(pk=report_id)
    part, whole = Part.objects.get(item_id=report_id), report.dossier.safe
    versions = list(ReportVersion.objects.filter(report=report).select_related("pdf"))
    remarks = ConsentRemark.objects.filter(safe=part.safe)
    rows = {TITLE: [report.pk], BODY: [each.pk for each in versions], TEXT: [each.pk for each in remarks]}
    with unlock(part.safe_id):
        papers = {each.pdf_id: read_file(each.pdf) for each in versions}
    with transaction.atomic(), connection.cursor() as cursor:
        names = {pdf_id: _sealed_for(whole, paper) for pdf_id, paper in papers.items()}
        cursor.execute("SET LOCAL ROLE NONE; SET LOCAL session_replication_role = replica")
        for place, ids in rows.items():
            for row_id, sealed in _sealed_under(place, ids, part.safe_id, whole.pk):
                statement = f"UPDATE {place.table} SET safe_id = %s, {place.column} = %s WHERE id = %s"
                cursor.execute(statement, [whole.pk, sealed, row_id])
        for pdf_id, name in names.items():
            _take_the_bytes(cursor, pdf_id, name)
        for name in storage.names_of(part.safe_id):
            storage.remove(name)
        cursor.execute("DELETE FROM dossiers_part WHERE id = %s", [part.pk])
        cursor.execute("DELETE FROM vault_safe WHERE id = %s", [part.safe_id])
    with transaction.atomic(using="keys"):
        let_keys_go([part.safe_id])
    return Report.objects.get(pk=report_id)


def a_day_later() -> None:
    """Let the beat have renewed the keys, and the former keys have lingered for a day."""
    go_on_renewing(at_most_seconds=60)
    with connections["keys"].cursor() as cursor:
        cursor.execute(
            "UPDATE keys_safekey SET retired_at = retired_at - interval '2 days',"
            " emptied_at = emptied_at - interval '25 hours' WHERE retired_at IS NOT NULL"
        )
    go_on_renewing(at_most_seconds=60)


def _sealed_under(place, ids, source: UUID, target: UUID) -> list[tuple[UUID, bytes]]:
    keys = {safe_id: AESGCM(found[0]) for safe_id, found in keys_of([source, target]).items()}
    return [
        (
            row_id,
            place.sealed(
                keys[target],
                place.opened(keys[source], sealed, safe_id=source, row_id=row_id),
                safe_id=target,
                row_id=row_id,
            ),
        )
        for row_id, sealed in place.values_of(ids)
    ]


def _sealed_for(whole: Safe, paper: bytes) -> SealedFile:
    return seal_file(whole, io.BytesIO(paper), media_type="application/pdf")


def _take_the_bytes(cursor, pdf_id: UUID, made: SealedFile) -> None:
    # The id is part of the seal of a file, so the version takes the new file.
    cursor.execute("UPDATE reporting_reportversion SET pdf_id = %s WHERE pdf_id = %s", [made.pk, pdf_id])
    cursor.execute("DELETE FROM vault_sealedfile WHERE id = %s", [pdf_id])
