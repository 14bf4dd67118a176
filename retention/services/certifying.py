"""The certificate of a destruction: signed facts, without a word about a person."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection

from accounts.models import Organisation
from retention.models import Certificate, ListedCase, PaperDossier, PurgeCase
from retention.services.signing import sign
from retention.terms import Ground, Step
from vault.among import Ids
from vault.clock import AMSTERDAM, akkoord_now
from vault.ids import new_id
from vault.terms import KEY_BACKUP_LIFE

# Past the ORM, which sends each value of each row apart; the parts that went are told which certificate proves it.
_INSERT: Final = """
    WITH made AS (
        INSERT INTO retention_certificate (id, case_id, number, payload, signature)
        SELECT * FROM json_to_recordset(%s) AS one (id uuid, case_id uuid, number text, payload jsonb, signature text)
        RETURNING case_id, number
    )
    UPDATE dossiers_part AS part SET certificate_number = made.number
    FROM made JOIN retention_casepart AS covered ON covered.case_id = made.case_id WHERE part.id = covered.part_id
"""


def certify(cases: Sequence[PurgeCase]) -> None:
    """Make the certificates of verified cases, one for each; a second call leaves the first as it is."""
    ids = Ids(case.pk for case in cases)
    made = set(Certificate.objects.filter(case__among=ids).values_list("case_id", flat=True))
    lacking = [case for case in cases if case.pk not in made]
    told = _told_beside(lacking)
    numbers = _next_numbers(len(lacking), year=told.issued_at.astimezone(AMSTERDAM).year)
    rows = [_row(case, _payload(case, number, told)) for case, number in zip(lacking, numbers, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [json.dumps(rows)])


@dataclass(frozen=True)
class _Beside:
    """What certificates tell beside their cases: by whom, when, which cases people listed, and what is on paper."""

    organisation: str
    issued_at: datetime
    listed: frozenset[UUID]
    papers: dict[UUID, PaperDossier]


def _told_beside(cases: Sequence[PurgeCase]) -> _Beside:
    listed = ListedCase.objects.filter(
        case__among=Ids(case.pk for case in cases), taken_out_at=None, list__approved_at__isnull=False
    )
    papers = PaperDossier.objects.filter(dossier__among=Ids(case.dossier_id for case in cases))
    return _Beside(
        Organisation.objects.values_list("name", flat=True).first() or "",
        akkoord_now(),
        frozenset(listed.values_list("case_id", flat=True)),
        {paper.dossier_id: paper for paper in papers},
    )


def _row(case: PurgeCase, payload: dict[str, Any]) -> dict[str, Any]:
    ids = {"id": str(new_id()), "case_id": str(case.pk)}
    return {**ids, "number": payload["number"], "payload": payload, "signature": sign(payload)}


def _payload(case: PurgeCase, number: str, told: _Beside) -> dict[str, Any]:
    moments = ("proposed", "approved", "intent", "fenced", "shredded", "erased", "verified")
    return {
        "number": number,
        "organisation": told.organisation,
        "kind": case.covers,
        "counts": case.inventory["counts"],
        "files": case.inventory["files"],
        "keys": len(case.inventory["safe_ids"]),
        "article": case.article_label,
        "article_key": case.article_key,
        "reglement": f"{case.version.reglement.name}, {case.version.label}",
        "reglement_sha256": case.version.sha256,
        "due_on": _last_day(case).isoformat(),
        "begun_from": case.due_at.astimezone(AMSTERDAM).date().isoformat(),
        "moments": {word: getattr(case, f"{word}_at").isoformat(timespec="seconds") for word in moments},
        "ground": case.ground,
        "remains": case.inventory.get("remains", []),
        "paper": _paper_of(told.papers.get(case.dossier_id)),
        "approved_by_role": _approving_role(case, told),
        "method": "key shredded, rows and files erased, database catalogue and storage scanned",
        "irrecoverable_after": (case.moment_of(Step.SHREDDED) + KEY_BACKUP_LIFE).isoformat(timespec="seconds"),
        "issued_at": told.issued_at.isoformat(timespec="seconds"),
    }


def _paper_of(paper: PaperDossier | None) -> str:
    if paper is None:
        return "none"
    return "destroyed" if paper.is_gone else "to_do"


def _last_day(case: PurgeCase) -> date:
    """Return the day that the text sets, which may come after the day on which the work had to begin."""
    return case.last_on or case.due_at.astimezone(AMSTERDAM).date()


def _approving_role(case: PurgeCase, told: _Beside) -> str:
    if case.ground == Ground.REQUESTED:
        return "client"
    if case.pk in told.listed:
        return "two_reviewers"
    return "reglement" if case.approved_by_id is None else "reviewer"


def _next_numbers(count: int, *, year: int) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('retention_certificate_number') FROM generate_series(1, %s)", [count])
        return [f"V-{year}-{number:05d}" for (number,) in cursor.fetchall()]
