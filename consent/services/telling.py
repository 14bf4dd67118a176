"""Mails of this room: a link and who asks, never what it is about."""

from uuid import UUID

from django.conf import settings

from accounts.queries import names_of, organisation_name
from consent.models import Consent, ReportingAgreement
from dossiers.models import Client, Dossier
from mail.services import queue


def tell_client_of_request(consent: Consent) -> None:
    """Queue the mail that something waits for the client's answer, once per request."""
    _tell("approval_requested", consent.client, consent.requested_by_id, f"approval-requested:{consent.pk}")


def tell_client_of_start(dossier: Dossier) -> None:
    """Queue the mail that a new traject has started for a client who already has a login."""
    traject = dossier.traject
    _tell("traject_started", traject.client, traject.lead_coach_id, f"traject-started:{traject.pk}")


def tell_client_of_agreement(agreement: ReportingAgreement) -> None:
    """Queue the mail that what is told about the client has changed, once per new agreement (A4P 4, WC 6)."""
    traject = agreement.traject
    _tell("agreement_changed", traject.client, agreement.created_by_id, f"agreement-changed:{agreement.pk}")


def _tell(template: str, client: Client | None, coach_id: UUID, idempotency_key: str) -> None:
    if client is None or client.user is None:
        return
    queue(
        template=template,
        to=client.user.email,
        context={
            "link": f"{settings.AKKOORD_BASE_URL}/mijn/",
            "organisation": organisation_name(),
            "coach": names_of([coach_id]).get(coach_id, ""),
        },
        idempotency_key=idempotency_key,
        language=client.user.language,
    )
