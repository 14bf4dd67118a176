"""The mark that cases have taken a step: the moment on the row, and the event in the log, in one transaction."""

import json
from collections.abc import Sequence

from django.db import connection

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


_LEASE = "lease_until = CASE WHEN lease_by = '' THEN NULL ELSE (SELECT akkoord_now()) + make_interval(secs => %s) END"
_NO_LEASE = "lease_until = NULL, lease_by = '', failure = ''"


def is_before(case: PurgeCase, step: Step) -> bool:
    """Say whether this is the next step that the case has to take."""
    column = f"{step.value}_at"
    earlier = MOMENTS[MOMENTS.index(column) - 1]
    return getattr(case, column) is None and getattr(case, earlier) is not None


def mark(cases: Sequence[PurgeCase], *steps: Step) -> None:
    """Note that these cases took these steps, one right behind the other, and renew their lease; in a transaction.

    A case that took them before is left as it is. With the beginning the inventory is written down, which from then on
    stands fast; with the certificate the lease ends.
    """
    # An inventory can be longer than all else of the row, so it is sent once.
    begins = Step.INTENT in steps
    sent = [{"id": str(case.pk), "inventory": case.inventory if begins else None} for case in cases]
    first = f"{steps[0].value}_at"
    before = MOMENTS[MOMENTS.index(first) - 1]
    columns = [f"{step.value}_at" for step in steps]
    # A clock that went back since the step before may not stop what has begun.
    moments = [f"{column} = greatest((SELECT akkoord_now()), {before})" for column in columns]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE retention_purgecase AS kase SET {', '.join(moments)},"  # noqa: S608 - our own names
            " inventory = coalesce(taking.inventory, kase.inventory), "
            + (_NO_LEASE if Step.CERTIFIED in steps else _LEASE)
            + " FROM json_to_recordset(%s) AS taking (id uuid, inventory jsonb)"
            f" WHERE kase.id = taking.id AND {first} IS NULL RETURNING kase.id, {first}",
            [*([] if Step.CERTIFIED in steps else [LEASE.total_seconds()]), json.dumps(sent)],
        )
        moment_of = dict(cursor.fetchall())
    taking = [case for case in cases if case.pk in moment_of]
    record_many(
        Entry(event=EVENT_OF[step], dossier_id=case.dossier_id, article=case.article_label, role="system")
        for step in steps
        for case in taking
    )
    for case in taking:
        for column in columns:
            setattr(case, column, moment_of[case.pk])
