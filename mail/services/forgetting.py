"""Forgetting addresses: after a month, and at once when the person is destroyed."""

from collections.abc import Collection

from django.db.models import Q

from mail.models import OutboxMessage
from mail.terms import KEPT_AFTER_SENDING
from vault.blind import blind_candidates
from vault.clock import AkkoordNow, akkoord_now

BLANK = {"to": None, "to_index": None, "context": None}


def forget_old() -> int:
    """Blank address and context of what was sent or given up more than a month ago, and return how many."""
    before = akkoord_now() - KEPT_AFTER_SENDING
    old = OutboxMessage.objects.filter(to__isnull=False).filter(Q(sent_at__lt=before) | Q(given_up_at__lt=before))
    return old.update(**BLANK)


def forget_address(address: str) -> int:
    """Blank every message to this address, and give up those that were still waiting; return how many."""
    return forget_addresses([address])


def forget_addresses(addresses: Collection[str]) -> int:
    """Blank every message to any of these addresses, as forget_address() does for one."""
    known = [candidate for address in addresses for candidate in blind_candidates("email", address)]
    messages = OutboxMessage.objects.filter(to_index__in=known)
    waiting = messages.filter(sent_at=None, given_up_at=None)
    waiting.update(given_up_at=AkkoordNow(), claimed_until=None, claimed_by="", error_class="Forgotten")
    return messages.update(**BLANK)
