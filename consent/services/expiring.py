"""Consents whose last day has passed: said in the chain, though the database already refuses them."""

from django.db import transaction

from accounts.models import User
from consent.models import Consent
from consent.services.events import append_event, lock_state
from consent.terms import LIVE_STATES, Capacity, EventKind, Evidence
from vault.clock import today


def expire_consents(*, limit: int = 200) -> int:
    """Write down that consents have expired, and return how many; safe to call again at any moment."""
    past = Consent.objects.filter(valid_until__lt=today(), state__state__in=LIVE_STATES, safe__fenced_at=None)
    return sum(_expire(consent) for consent in past.select_related("requested_by").order_by("valid_until")[:limit])


@transaction.atomic
def _expire(consent: Consent) -> bool:
    if lock_state(consent) not in LIVE_STATES:
        return False
    asked_by: User = consent.requested_by
    append_event(consent, kind=EventKind.EXPIRED, by=asked_by, capacity=Capacity.BUREAU, evidence_kind=Evidence.SYSTEM)
    return True
