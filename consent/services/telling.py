"""Mails of this room: a link and who asks, never what it is about."""

from uuid import UUID

from django.conf import settings

from accounts.models import User
from accounts.queries import names_of, organisation_name
from consent.models import ClientNotice, Consent, ReportingAgreement
from dossiers.models import Client, Dossier
from mail.services import queue


def tell_client_of_request(consent: Consent) -> None:
    """Queue the mail that something waits for the client's answer, once per request."""
    _tell("approval_requested", consent.client, consent.requested_by_id, f"approval-requested:{consent.pk}")


def tell_client_of_spoken_answer(consent: Consent, speaker: User, by: User) -> None:
    """Queue the mail to who spoke that his answer was written down, so that he can say it if it is not right."""
    _tell_user("answer_written_down", speaker, by.pk, f"answer-written-down:{consent.pk}")


def tell_client_of_start(dossier: Dossier) -> None:
    """Queue the mail that a new traject has started for a client who already has a login."""
    traject = dossier.traject
    _tell("traject_started", traject.client, traject.lead_coach_id, f"traject-started:{traject.pk}")


def tell_client_of_agreement(agreement: ReportingAgreement) -> None:
    """Queue the mail that what is told about the client has changed, once per new agreement (A4P 4, WC 6)."""
    traject = agreement.traject
    _tell("agreement_changed", traject.client, agreement.created_by_id, f"agreement-changed:{agreement.pk}")


def tell_client_of_notice(notice: ClientNotice) -> None:
    """Queue the mail that there is something new to read, once per notice (AVG 13(3))."""
    _tell("client_notice", notice.dossier.traject.client, notice.sent_by_id, f"client-notice:{notice.pk}")


def _tell(template: str, client: Client | None, coach_id: UUID, idempotency_key: str) -> None:
    if client is not None and client.user is not None:
        _tell_user(template, client.user, coach_id, idempotency_key)


def _tell_user(template: str, user: User, coach_id: UUID, idempotency_key: str) -> None:
    queue(
        template=template,
        to=user.email,
        context={
            "link": f"{settings.AKKOORD_BASE_URL}/mijn/",
            "organisation": organisation_name(),
            "coach": names_of([coach_id]).get(coach_id, ""),
        },
        idempotency_key=idempotency_key,
        language=user.language,
    )
