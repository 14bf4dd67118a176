"""The certificate of a destruction: signed facts and a PDF, without a word about a person."""

from datetime import date
from typing import Any, Final

from django.apps import apps
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from dossiers.models import Part
from retention.models import Certificate, ListedCase, PaperDossier, PurgeCase
from retention.services.signing import sign
from retention.terms import Ground, Step
from ui.dates import exact_words
from ui.pdf import render_pdf
from vault.clock import AMSTERDAM, akkoord_now, today
from vault.terms import KEY_BACKUP_LIFE

APPROVED_BY: Final = {
    "reglement": gettext_lazy("het reglement, na de aangekondigde datum"),
    "reviewer": gettext_lazy("een beoordelaar"),
    "two_reviewers": gettext_lazy("een beoordelaar, op voorstel van een ander"),
    "client": gettext_lazy("de cliënt, of wie voor hem optreedt"),
}

PAPER: Final = {
    "none": gettext_lazy("er is geen papier van dit dossier bekend"),
    "destroyed": gettext_lazy("ook het papier is vernietigd"),
    "to_do": gettext_lazy("het papier heeft een eigen termijn en is nog niet vernietigd"),
}


def certify(case: PurgeCase) -> Certificate:
    """Make the certificate of a verified case, once; a second call returns the first."""
    made = Certificate.objects.filter(case=case).first()
    if made is not None:
        return made
    number = _next_number()
    payload = _payload(case, number)
    signature = sign(payload)
    title = _("Certificaat van vernietiging %(number)s") % {"number": number}
    pdf = render_pdf("pdf/certificate.html", _page(case, payload, title), kind="certificate", title=title)
    Part.objects.filter(ending__case=case).update(certificate_number=number)
    return Certificate.objects.create(case=case, number=number, payload=payload, signature=signature, pdf=pdf)


def _payload(case: PurgeCase, number: str) -> dict[str, Any]:
    moments = ("proposed", "approved", "intent", "fenced", "shredded", "erased", "verified")
    return {
        "number": number,
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
        "paper": _paper_of(case),
        "approved_by_role": _approving_role(case),
        "method": "key shredded, rows and files erased, database catalogue and storage scanned",
        "irrecoverable_after": (case.moment_of(Step.SHREDDED) + KEY_BACKUP_LIFE).isoformat(timespec="seconds"),
        "issued_at": akkoord_now().isoformat(timespec="seconds"),
    }


def _page(case: PurgeCase, payload: dict[str, Any], title: str) -> dict[str, Any]:
    return {
        "organisation": Organisation.objects.values_list("name", flat=True).first() or "",
        "title": title,
        "reference": payload["number"],
        "day": today(),
        "facts": [
            (_("Moest weg zijn op"), exact_words(_last_day(case))),
            (_("Omvat"), case.get_covers_display()),
            (_("Grond"), case.get_ground_display()),
            (_("Goedgekeurd door"), APPROVED_BY[payload["approved_by_role"]]),
            (_("Sleutel vernietigd op"), exact_words(case.moment_of(Step.SHREDDED))),
            (_("Nagekeken op"), exact_words(case.moment_of(Step.VERIFIED))),
            (
                _("Ook uit reservekopieën niet meer te lezen na"),
                exact_words(case.moment_of(Step.SHREDDED) + KEY_BACKUP_LIFE),
            ),
            (_("Papier"), PAPER[payload["paper"]]),
            (_("Reglement"), payload["reglement"]),
        ],
        "rows": [
            {"what": _kind_of(label), "count": count, "article": payload["article"]}
            for label, count in payload["counts"].items()
        ]
        + [{"what": _("bestanden in de opslag"), "count": payload["files"], "article": payload["article"]}],
        "statement": _(
            "De sleutel is vernietigd, de gegevens en bestanden zijn gewist. Daarna is de hele database en opslag "
            "doorzocht; er is niets teruggevonden. Dit certificaat noemt geen personen."
        ),
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


def _kind_of(label: str) -> str:
    model = apps.get_model(label)
    return str(model._meta.verbose_name_plural)


def _next_number() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('retention_certificate_number')")
        return f"V-{today().year}-{cursor.fetchone()[0]:05d}"
