"""The mark that cases have taken a step: the moment on the row, and the event in the log, in one transaction."""

from collections.abc import Sequence

from django.db import connection, transaction
from psycopg.types.json import Jsonb

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


def is_before(case: PurgeCase, step: Step) -> bool:
    """Say whether this is the next step that the case has to take."""
    column = f"{step.value}_at"
    earlier = MOMENTS[MOMENTS.index(column) - 1]
    return getattr(case, column) is None and getattr(case, earlier) is not None


@transaction.atomic
def mark(cases: Sequence[PurgeCase], step: Step) -> None:
    """Note that these cases took a step and renew their lease; a case that took it before is left as it is.

    With the beginning the inventory is written down, which from then on stands fast.
    """
    column = f"{step.value}_at"
    before = MOMENTS[MOMENTS.index(column) - 1]
    # An inventory can be longer than all else of the row, so it is sent once.
    sent = [Jsonb(case.inventory) for case in cases] if step == Step.INTENT else []
    with connection.cursor() as cursor:
        # A clock that went back since the step before may not stop what has begun.
        cursor.execute(
            f"UPDATE retention_purgecase AS kase SET {column} = greatest(akkoord_now(), {before}),"  # noqa: S608
            " inventory = coalesce(taking.inventory, kase.inventory),"
            " lease_until = CASE WHEN lease_by = '' THEN NULL ELSE akkoord_now() + make_interval(secs => %s) END"
            " FROM unnest(%s::uuid[], %s::jsonb[]) AS taking (id, inventory)"
            f" WHERE kase.id = taking.id AND {column} IS NULL RETURNING kase.id, {column}",
            [LEASE.total_seconds(), [case.pk for case in cases], sent],
        )
        moments = dict(cursor.fetchall())
    record_many(
        Entry(event=EVENT_OF[step], dossier_id=case.dossier_id, article=case.article_label, role="system")
        for case in cases
        if case.pk in moments
    )
    for case in cases:
        if case.pk in moments:
            setattr(case, column, moments[case.pk])
