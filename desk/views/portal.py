"""The first pages of clients and contacts, and the client's own view of the log."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from accounts.permissions import require_role
from accounts.terms import Role
from consent.permissions import own_consents
from consent.queries.approvals import questions_waiting
from desk.queries import portal
from dossiers.permissions import contact_or_404
from dossiers.queries import own_summaries, referrals_of_contact
from reporting.queries.client import versions_for, waits
from reporting.queries.contact import reports_to
from ui.doors import gated

DAYS_ON_A_PAGE = 14
ROADS = [
    (gettext_lazy("Wat ging er weg?"), "/mijn/verstrekt/", gettext_lazy("Welk rapport, naar wie, waarom")),
    (gettext_lazy("Wie keek er?"), "/mijn/inzage/", gettext_lazy("Elke keer dat iemand iets van u las")),
    (gettext_lazy("Mijn documenten"), "/mijn/documenten/", gettext_lazy("Alles wat in uw dossier zit")),
    (gettext_lazy("Mijn gesprekken"), "/mijn/gesprekken/", gettext_lazy("Samenvattingen, en of ze kloppen")),
    (gettext_lazy("Hoe lang bewaren wij dit?"), "/mijn/bewaren/", gettext_lazy("De datum, en waarom")),
    (gettext_lazy("Het reglement"), "/reglement/", gettext_lazy("De regels waar wij ons aan houden")),
]


@gated("view")
@require_role(Role.CLIENT, Role.REPRESENTATIVE)
@require_GET
def client_home(request: HttpRequest) -> HttpResponse:
    """Tell the client what waits for him, how far his traject is, and where to find the rest."""
    if portal.start_waits_for(request.user):
        return redirect("consent:my-start")
    name = portal.first_name_of(request.user)
    context = {
        "welcome": _("Welkom, %(name)s") % {"name": name} if name else _("Welkom"),
        "roads": ROADS,
        "reports": [line for line in versions_for(request.user) if waits(line.standing)],
        "questions": questions_waiting(own_consents(request.user)),
        "summaries": [line for line in own_summaries(request.user) if line.waits_for_answer],
        "trajects": portal.own_trajects(request.user),
    }
    return render(request, "desk/client_home.html", context)


@gated("view")
@require_role(Role.CLIENT, Role.REPRESENTATIVE)
@require_GET
def client_log(request: HttpRequest) -> HttpResponse:
    """Tell the client in plain words who looked into his dossier and what happened with it."""
    days = Paginator(portal.log_of(request.user), DAYS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/client_log.html", {"days": days})


@gated("view")
@require_role(Role.OPDRACHTGEVER_CONTACT)
@require_GET
def contact_home(request: HttpRequest) -> HttpResponse:
    """Show a contact the reports he received and the people he put forward."""
    contact = contact_or_404(request.user)
    context = {
        "opdrachtgever": contact.opdrachtgever.name,
        "reports": reports_to(request.user),
        "referrals": referrals_of_contact(request.user),
    }
    return render(request, "desk/contact_home.html", context)
