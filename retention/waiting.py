"""Which destructions may go further now, and in which order, so that nothing at the front keeps the rest waiting."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.queries import wants_four_eyes
from dossiers.models import Dossier, Part
from retention.models import FAILED, PurgeCase, PurgeCaseQuerySet
from retention.terms import COOLING_OFF, Ground
from vault.clock import AkkoordNow, akkoord_now
from vault.models import HeldSafe


def movable() -> PurgeCaseQuerySet:
    """Return the cases that may take a step now: the oldest date first, those that failed before last.

    What is held, not due yet, being thought over, or in the hands of a worker is left out: it would fill the front.
    """
    now = akkoord_now()
    unapproved = Q(approved_at=None, proposed_at__isnull=False, due_at__lte=now + COOLING_OFF)
    if wants_four_eyes():
        unapproved &= Q(at_once=True)  # the others wait for a list that people approve
    cooled = Q(approved_at__lte=now - COOLING_OFF) | Q(at_once=True) | Q(ground=Ground.REQUESTED)
    not_begun = Q(intent_at=None) & (unapproved | (Q(approved_at__isnull=False, due_at__lte=now) & cooled))
    cases = PurgeCase.objects.unfinished().filter(free(), Q(intent_at__isnull=False) | not_begun)
    for held in _held_dossiers():
        cases = cases.exclude(Q(intent_at=None) & Q(dossier_id__in=held))
    return cases.order_by(FAILED, "due_at", "id")


def free() -> Q:
    """Return the condition under which no worker has a case at this moment."""
    return Q(lease_until=None) | Q(lease_until__lt=AkkoordNow())


def _held_dossiers() -> list[QuerySet[Any, Any]]:
    """Return by each way the dossiers on which a hold lies, from the holds on: they are few, and dossiers many."""
    held = HeldSafe.objects.filter(hold__released_at=None).values("safe_id")
    return [
        Dossier.objects.filter(safe__in=held).values("pk"),
        Part.objects.filter(safe__in=held).values("dossier_id"),
        Dossier.objects.filter(traject__client__safe__in=held).values("pk"),
    ]
