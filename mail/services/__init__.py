"""What can happen to a message: it is queued, sent, forgotten."""

from mail.services.forgetting import forget_address, forget_addresses, forget_old
from mail.services.queueing import queue
from mail.services.sending import send_due

__all__ = ["forget_address", "forget_addresses", "forget_old", "queue", "send_due"]
