"""Consents that nobody can answer or use any more: said in the chain, though the database already refuses them."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from consent.models import Consent
from consent.services.events import append_event, lock_state
from consent.terms import LIVE_STATES, Capacity, EventKind, Evidence, State
from dossiers.models import Part
from vault.clock import today


def expire_consents(*, limit: int = 200) -> int:
    """Write down that consents have expired, and return how many; safe to call again at any moment.

    Their last day has passed, or they ask about a report or a file that was destroyed before its dossier.
    """
    gone = Part.objects.filter(item_id=OuterRef("content_version__object_id"), destroyed_at__isnull=False)
    over = Q(valid_until__lt=today()) | Q(Exists(gone), state__state=State.REQUESTED)
    past = Consent.objects.filter(over, state__state__in=LIVE_STATES, safe__fenced_at=None)
    return sum(
        _expire(consent) for consent in past.select_related("requested_by").order_by("valid_until", "pk")[:limit]
    )


@transaction.atomic
def _expire(consent: Consent) -> bool:
    if lock_state(consent) not in LIVE_STATES:
        return False
    asked_by: User = consent.requested_by
    append_event(consent, kind=EventKind.EXPIRED, by=asked_by, capacity=Capacity.BUREAU, evidence_kind=Evidence.SYSTEM)
    return True
