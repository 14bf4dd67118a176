"""Clearing away what is left of sessions that are over: they hold addresses of people and of networks."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone


@transaction.atomic
def clear_old_sessions() -> int:
    """Delete sessions that have expired and the list of devices that went with them; return how many sessions."""
    # Django dates sessions by the machine's clock, so they end by that clock too.
    deleted, _kinds = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return deleted
