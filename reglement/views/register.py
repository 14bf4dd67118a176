"""The register of processing activities: a page for who answers for it, the same on paper and as a table."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.permissions import may_look_in_admin_site, require_role
from accounts.terms import Role
from reglement.register import register_now
from reglement.register.paper import register_paper
from reglement.register.tables import PARTS, csv_register
from reglement.views.answering import csv_answer, pdf_answer
from ui.doors import no_content

REGISTER_READERS = (Role.DIRECTIE, Role.BEHEERDER, Role.PRIVACY_OFFICER)
_NO_CONTENT = no_content("The register names kinds of data and places, and no person in a dossier.")


@_NO_CONTENT
@require_role(*REGISTER_READERS)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Show the register as it is now, with what is not filled in."""
    edit = reverse("admin:accounts_organisation_changelist") if may_look_in_admin_site(request.user) else ""
    return render(request, "reglement/register.html", {"register": register_now(), "edit_url": edit})


@_NO_CONTENT
@require_role(*REGISTER_READERS)
@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """Give the register as a PDF."""
    return pdf_answer(register_paper(register_now()), name="register-van-verwerkingen.pdf")


@_NO_CONTENT
@require_role(*REGISTER_READERS)
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Give one part of the register as CSV: the activities, or with ?deel=data where the data lie."""
    part = request.GET.get("deel", PARTS[0])
    if part not in PARTS:
        raise Http404
    name = "register-van-verwerkingen.csv" if part == PARTS[0] else "register-waar-gegevens-staan.csv"
    return csv_answer(csv_register(register_now(), part), name=name)
