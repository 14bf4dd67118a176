"""The mark that cases have taken a step: the moment on the row, and the event in the log, in one transaction."""

from collections.abc import Sequence

from django.db import connection, transaction

from audit.services import Entry, record_many
from retention.models import MOMENTS, PurgeCase
from retention.terms import LEASE, Step

EVENT_OF = {
    Step.APPROVED: "retention.approved",
    Step.INTENT: "retention.intended",
    Step.FENCED: "retention.fenced",
    Step.SHREDDED: "retention.shredded",
    Step.ERASED: "retention.erased",
    Step.VERIFIED: "retention.verified",
    Step.CERTIFIED: "retention.certified",
}


@transaction.atomic
def mark(cases: Sequence[PurgeCase], step: Step) -> None:
    """Note that these cases took a step and renew their lease; a case that took it before is left as it is."""
    column = f"{step.value}_at"
    before = MOMENTS[MOMENTS.index(column) - 1]
    with connection.cursor() as cursor:
        # A clock that went back since the step before may not stop what has begun.
        cursor.execute(
            f"UPDATE retention_purgecase SET {column} = greatest(akkoord_now(), {before}),"  # noqa: S608
            " lease_until = CASE WHEN lease_by = '' THEN NULL ELSE akkoord_now() + make_interval(secs => %s) END"
            f" WHERE id = ANY(%s) AND {column} IS NULL RETURNING id",
            [LEASE.total_seconds(), [case.pk for case in cases]],
        )
        fresh = {case_id for (case_id,) in cursor.fetchall()}
    record_many(
        Entry(event=EVENT_OF[step], dossier_id=case.dossier_id, article=case.article_label, role="system")
        for case in cases
        if case.pk in fresh
    )
