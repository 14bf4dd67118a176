"""Fulfilling a duty."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import require_role
from accounts.terms import PASSWORD_ROLES
from dossiers import services
from dossiers.permissions import dossier_or_404, duty_or_404
from ui.answering import refusals_told
from ui.doors import gated


@gated("write")
@require_POST
@require_role(*PASSWORD_ROLES)
def duty_done(request: HttpRequest, number: str, duty_id: UUID) -> HttpResponseBase:
    """Record that a duty was fulfilled, and go back to where the button was."""
    dossier = dossier_or_404(request.user, number, write=True)
    with refusals_told(request):
        services.finish_duty(duty=duty_or_404(dossier, duty_id), by=request.user)
        messages.success(request, _("Vastgelegd dat dit is gedaan."))
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = f"/dossiers/{dossier.number}/"
    return redirect(back)
