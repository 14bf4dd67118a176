"""Mails of this room: a link and who wrote, never what it is about."""

from django.conf import settings

from accounts.queries import names_of
from dossiers.models import Client, Consult
from mail.services import queue


def tell_client_of_summary(consult: Consult, client: Client | None) -> None:
    """Queue the mail that a summary waits for the client's answer, once per summary; no login, no mail."""
    if client is None or client.user is None:
        return
    queue(
        template="summary_shared",
        to=client.user.email,
        context={
            "link": f"{settings.AKKOORD_BASE_URL}/mijn/gesprekken/",
            "coach": names_of([consult.coach_id]).get(consult.coach_id, ""),
        },
        idempotency_key=f"summary-shared:{consult.pk}",
        language=client.user.language,
    )
