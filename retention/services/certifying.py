"""The certificate of a destruction: signed facts, without a word about a person."""

from datetime import date
from typing import Any

from django.db import connection

from accounts.models import Organisation
from dossiers.models import Part
from retention.models import Certificate, ListedCase, PaperDossier, PurgeCase
from retention.services.signing import sign
from retention.terms import Ground, Step
from vault.clock import AMSTERDAM, akkoord_now, today
from vault.terms import KEY_BACKUP_LIFE


def certify(case: PurgeCase) -> Certificate:
    """Make the certificate of a verified case, once; a second call returns the first."""
    made = Certificate.objects.filter(case=case).first()
    if made is not None:
        return made
    number = _next_number()
    payload = _payload(case, number)
    Part.objects.filter(ending__case=case).update(certificate_number=number)
    return Certificate.objects.create(case=case, number=number, payload=payload, signature=sign(payload))


def _payload(case: PurgeCase, number: str) -> dict[str, Any]:
    moments = ("proposed", "approved", "intent", "fenced", "shredded", "erased", "verified")
    return {
        "number": number,
        "organisation": Organisation.objects.values_list("name", flat=True).first() or "",
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
        "paper": _paper_of(case),
        "approved_by_role": _approving_role(case),
        "method": "key shredded, rows and files erased, database catalogue and storage scanned",
        "irrecoverable_after": (case.moment_of(Step.SHREDDED) + KEY_BACKUP_LIFE).isoformat(timespec="seconds"),
        "issued_at": akkoord_now().isoformat(timespec="seconds"),
    }


def _paper_of(case: PurgeCase) -> str:
    paper = PaperDossier.objects.filter(dossier=case.dossier_id).first()
    if paper is None:
        return "none"
    return "destroyed" if paper.is_gone else "to_do"


def _last_day(case: PurgeCase) -> date:
    """Return the day that the text sets, which may come after the day on which the work had to begin."""
    return case.last_on or case.due_at.astimezone(AMSTERDAM).date()


def _approving_role(case: PurgeCase) -> str:
    if case.ground == Ground.REQUESTED:
        return "client"
    if ListedCase.objects.filter(case=case, taken_out_at=None, list__approved_at__isnull=False).exists():
        return "two_reviewers"
    return "reglement" if case.approved_by_id is None else "reviewer"


def _next_number() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('retention_certificate_number')")
        return f"V-{today().year}-{cursor.fetchone()[0]:05d}"
