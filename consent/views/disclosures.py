"""What left the bureau about this client, for staff."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.permissions import require_role
from accounts.queries import names_of
from accounts.terms import STAFF_ROLES
from consent.queries import disclosure_lines, looked_lines
from dossiers.permissions import dossier_or_404
from ui.doors import gated


@gated("view")
@require_role(*STAFF_ROLES)
@require_GET
def show(request: HttpRequest, number: str) -> HttpResponse:
    """Show the disclosure ledger of one dossier."""
    dossier = dossier_or_404(request.user, number)
    lines = disclosure_lines(dossier.disclosures.all())
    context = {
        "dossier_number": dossier.number,
        "lines": lines,
        "looked": looked_lines([dossier]),
        "names": names_of({line.made_by_id for line in lines}),
    }
    return render(request, "consent/disclosures.html", context)
