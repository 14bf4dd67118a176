"""Asking for destruction in two steps, in the portal or for the client, and taking that back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import require_role
from accounts.terms import Role
from dossiers.models import Dossier
from dossiers.permissions import dossier_or_404, own_dossier_or_404
from mail.tasks import send_due_mail
from retention.forms import ErasureForm, ErasureOnBehalfForm
from retention.services import requesting
from retention.stopping import asking_of
from retention.tasks import find_due_dossiers
from ui.answering import form_page, refusals_on, refusals_told
from ui.doors import gated, no_content
from ui.ringing import ring

OWN = (Role.CLIENT, Role.REPRESENTATIVE)
WRITERS = (Role.COACH, Role.VESTIGINGSMANAGER)


@no_content("Shows what would be destroyed by kind and number, and mails a code; nothing of the dossier is read.")
@require_role(*OWN)
@require_http_methods(["GET", "POST"])
def own_erase(request: HttpRequest, number: str) -> HttpResponse:
    """Tell the client what destroying his dossier means, and mail the code with which he asks for it."""
    return _first_step(request, own_dossier_or_404(request.user, number), "retention/own_erase.html", "retention:own")


@no_content("Takes the code with which the client asks for destruction; nothing of the dossier is read.")
@require_role(*OWN)
@require_http_methods(["GET", "POST"])
def own_erase_code(request: HttpRequest, number: str) -> HttpResponse:
    """Take the code; with it the request stands, and destruction begins where nothing stops it."""
    dossier = own_dossier_or_404(request.user, number)
    asking = asking_of(dossier)
    form = ErasureForm(request.POST or None, reasons=requesting.reasons_needed(dossier, by=request.user))
    if form.is_valid():
        code = form.cleaned_data["code"]
        with refusals_on(form):
            requesting.request_erasure(dossier, reasons=form.reasons, code=code, by=request.user)
            _ring_for_request()
            return render(request, "retention/own_erase_done.html", {"asking": asking_of(dossier)})
    return form_page(request, "retention/own_erase_code.html", form, number=number, asking=asking)


@no_content("Takes a request of the client back by its number.")
@require_role(*OWN)
@require_POST
def own_withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take the request back as long as nothing was begun."""
    return _withdraw(request, own_dossier_or_404(request.user, number), "retention:own")


@gated("write")
@require_role(*WRITERS)
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, number: str) -> HttpResponse:
    """Tell the coach what a request of the client means, and mail the coach the code that goes with it."""
    dossier = dossier_or_404(request.user, number, write=True)
    return _first_step(request, dossier, "retention/erase.html", "retention:dossier")


@gated("write")
@require_role(*WRITERS)
@require_http_methods(["GET", "POST"])
def erase_code(request: HttpRequest, number: str) -> HttpResponse:
    """Record that the client asked for destruction, with where the proof lies."""
    dossier = dossier_or_404(request.user, number, write=True)
    form = ErasureOnBehalfForm(request.POST or None, reasons=requesting.reasons_needed(dossier, by=request.user))
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("code", "proof", "evidence")}
        with refusals_on(form):
            requesting.request_on_behalf(dossier, reasons=form.reasons, by=request.user, **words)
            _ring_for_request()
            messages.success(request, _("Het verzoek is vastgelegd. Hieronder ziet u hoe het ermee staat."))
            return redirect("retention:dossier", number=number)
    asking = asking_of(dossier)
    return form_page(request, "retention/erase_code.html", form, dossier_number=number, asking=asking)


@gated("write")
@require_role(*WRITERS)
@require_POST
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take a request of the client back for him, as long as nothing was begun."""
    return _withdraw(request, dossier_or_404(request.user, number, write=True), "retention:dossier")


def _first_step(request: HttpRequest, dossier: Dossier, template: str, back: str) -> HttpResponse:
    asking = asking_of(dossier)
    if request.method == "POST":
        with refusals_told(request):
            requesting.request_code(dossier, user=request.user)
            # Somebody waits for this code with his phone in his hand; the beat would find it, but later.
            ring(send_due_mail)
            second = "retention:own-erase-code" if back == "retention:own" else "retention:erase-code"
            return redirect(second, number=dossier.number)
        return _back(back, dossier)
    return render(request, template, {"dossier_number": dossier.number, "asking": asking})


def _ring_for_request() -> None:
    # The confirmation goes first: once the account is forgotten there is no address left.
    ring(send_due_mail)
    ring(find_due_dossiers)


def _withdraw(request: HttpRequest, dossier: Dossier, back: str) -> HttpResponse:
    with refusals_told(request):
        requesting.withdraw_request(dossier, by=request.user)
        messages.success(request, _("Het verzoek is ingetrokken. De gewone bewaartermijn geldt weer."))
    return _back(back, dossier)


def _back(back: str, dossier: Dossier) -> HttpResponse:
    return redirect(back) if back == "retention:own" else redirect(back, number=dossier.number)
