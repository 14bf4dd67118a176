"""Whether a report is being destroyed, and keeping that from beginning while it is sent."""

from uuid import UUID

from dossiers.models import Dossier
from reporting.models import ReportVersion
from vault.queries import live


def let_nobody_begin(dossier_id: UUID) -> None:
    """Let every destruction of this dossier, or of a part of it, wait until this transaction ends.

    Take it before any other row: who destroys takes the row of the dossier first, too.
    """
    Dossier.objects.select_for_update(of=("self",), no_key=True).get(pk=dossier_id)


def is_going(version: ReportVersion) -> bool:
    """Say whether the destruction of this report, or of its whole dossier, has begun; needs the dossier joined."""
    safe_ids = {version.safe_id, version.report.dossier.safe_id}
    return live(safe_ids) != safe_ids
