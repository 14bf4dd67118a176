"""Writing down in the audit log what happened to a report."""

from accounts.models import User
from audit.services import record
from audit.terms import Word
from reporting.models import ReportVersion
from reporting.permits import VERSION


def write_down(word: Word, version: ReportVersion, by: User, *, role: str, **more: object) -> None:
    """Record one event about a version, in the transaction of its cause."""
    dossier = version.report.dossier
    record(
        word,
        by=by,
        role=role,
        dossier_id=dossier.pk,
        client_id=dossier.traject.client_id,
        object_type=VERSION,
        object_id=version.pk,
        purpose="reporting",
        **more,
    )
