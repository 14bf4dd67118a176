"""The PDF of a certificate: made from its signed facts when it is first wanted, then kept as it was given out."""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retention.models import Certificate
from retention.remaining import told_on_paper
from retention.terms import Covers, Ground
from ui.dates import exact_words
from ui.pdf import render_pdf
from ui.sweeping import one_by_one
from vault.clock import AMSTERDAM

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


def pdf_of(certificate_id: UUID) -> bytes:
    """Return the PDF of a certificate, made and kept at the first call; the same bytes ever after.

    Raises Certificate.DoesNotExist.
    """
    kept = Certificate.objects.values_list("pdf", flat=True).get(pk=certificate_id)
    return bytes(kept) if kept is not None else _print(certificate_id)


def print_waiting(limit: int) -> int:
    """Make at most so many PDFs that nobody asked for yet, the oldest first, and return how many."""
    waiting = Certificate.objects.filter(pdf=None).order_by("issued_at", "id").values_list("pk", flat=True)[:limit]
    return len(one_by_one(pdf_of, waiting, name=str))


@transaction.atomic
def _print(certificate_id: UUID) -> bytes:
    # Two who ask at once wait for each other here, so that one PDF is given out.
    certificate = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate_id)
    if certificate.pdf is None:
        with translation.override("nl"):
            title = _("Certificaat van vernietiging %(number)s") % {"number": certificate.number}
            page = _page(certificate.payload, title)
            certificate.pdf = render_pdf("pdf/certificate.html", page, kind="certificate", title=title)
        certificate.save(update_fields=["pdf"])
    return bytes(certificate.pdf)


def _page(payload: dict[str, Any], title: str) -> dict[str, Any]:
    return {
        "organisation": payload["organisation"],
        "title": title,
        "reference": payload["number"],
        "day": _day_of(payload["issued_at"]),
        "facts": [
            (_("Moest weg zijn op"), exact_words(date.fromisoformat(payload["due_on"]))),
            (_("Omvat"), Covers(payload["kind"]).label),
            (_("Grond"), Ground(payload["ground"]).label),
            (_("Goedgekeurd door"), APPROVED_BY[payload["approved_by_role"]]),
            (_("Sleutel vernietigd op"), exact_words(_moment(payload["moments"]["shredded"]))),
            (_("Nagekeken op"), exact_words(_moment(payload["moments"]["verified"]))),
            (
                _("Ook uit reservekopieën niet meer te lezen na"),
                exact_words(_moment(payload["irrecoverable_after"])),
            ),
            (_("Wat het reglement laat blijven"), told_on_paper(payload.get("remains", []))),
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
            "doorzocht; er is niets teruggevonden dan wat hieronder staat. Dit certificaat noemt geen personen."
        ),
    }


def _moment(told: str) -> datetime:
    return datetime.fromisoformat(told)


def _day_of(told: str) -> date:
    return _moment(told).astimezone(AMSTERDAM).date()


def _kind_of(label: str) -> str:
    return str(apps.get_model(label)._meta.verbose_name_plural)
