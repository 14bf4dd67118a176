"""The addresses of the outbox made findable under the first key of the index ring."""

from django.db import transaction

from mail.models import OutboxMessage
from vault import blind


def waiting() -> int:
    """Return how many messages are found under an older key."""
    return OutboxMessage.objects.exclude(index_key=blind.writing_id()).count()


@transaction.atomic
def reindex_some(at_most: int) -> int:
    """Index anew some messages that nobody holds, and return how many; an address that is gone has nothing to find."""
    writing = blind.writing_id()
    old = OutboxMessage.objects.exclude(index_key=writing).order_by("pk")
    rows = list(old.select_for_update(skip_locked=True).only("pk", "to")[:at_most])
    for row in rows:
        index = blind.blind_index("email", row.to) if row.to else None
        OutboxMessage.objects.filter(pk=row.pk).update(to_index=index, index_key=writing)
    return len(rows)
