"""The confidentiality statement, signed before the first dossier opens."""

import hashlib

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_http_methods

from accounts.permissions import require_role
from accounts.terms import STAFF_ROLES
from reglement.queries import has_signed_confidentiality
from reglement.services import acknowledge
from ui.doors import no_content

# The words that are signed; a change of one letter is another text with another hash.
STATEMENT = [
    gettext_lazy("Ik houd geheim wat ik over cliënten te weten kom, ook na mijn werk hier."),
    gettext_lazy("Ik gebruik gegevens alleen voor de begeleiding waarvoor zij zijn gegeven."),
    gettext_lazy("Ik kijk alleen in dossiers waarvoor ik toegang heb en die ik voor mijn werk nodig heb."),
    gettext_lazy("Ik weet dat elke keer dat ik kijk wordt vastgelegd, en dat de cliënt dat kan lezen."),
]


def statement_sha256() -> str:
    """Return the hash of the Dutch text, which is the one that binds."""
    with override("nl"):
        return hashlib.sha256("\n".join(str(line) for line in STATEMENT).encode()).hexdigest()


@no_content("A statement about secrecy; no dossier is opened.")
@require_role(*STAFF_ROLES)
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest) -> HttpResponse:
    """Let a member of staff read and sign the statement; a second click changes nothing."""
    if has_signed_confidentiality(request.user):
        return redirect("desk:my_day")
    if request.method == "POST":
        acknowledge(
            user=request.user,
            kind="confidentiality",
            evidence="signed",
            text_sha256=statement_sha256(),
        )
        messages.success(request, _("Dank u. Uw verklaring is vastgelegd."))
        return redirect("desk:my_day")
    return render(request, "desk/confidentiality.html", {"statement": STATEMENT})
