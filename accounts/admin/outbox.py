"""The window on the outbox: what went out when, and what could not; never to whom or what it said.

It stands here because mail lies below accounts and can't know who may look.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.administration import ReadOnlyAdmin
from mail.models import OutboxMessage

SHOWN: Any = [
    "template",
    "language",
    "state",
    "attempts",
    "created_at",
    "not_before",
    "claimed_until",
    "data_started_at",
    "sent_at",
    "given_up_at",
    "error_class",
    "maybe_double",
    "message_id",
]


@admin.register(OutboxMessage)
class OutboxAdmin(ReadOnlyAdmin):
    """Messages; those that were given up stand first."""

    list_display = ["id", "template", "state", "attempts", "created_at", "sent_at", "error_class", "maybe_double"]
    list_filter = [
        ("given_up_at", admin.EmptyFieldListFilter),
        ("sent_at", admin.EmptyFieldListFilter),
        "maybe_double",
        "template",
    ]
    fields = SHOWN
    readonly_fields = SHOWN
    ordering = ["given_up_at", "-created_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutboxMessage]:
        """Leave address and content where they are."""
        return super().get_queryset(request).defer("to", "to_index", "context")

    @admin.display(description=_("stand"))
    def state(self, message: OutboxMessage) -> str:
        """Say in a word where the message is."""
        if message.given_up_at is not None:
            return str(_("opgegeven"))
        if message.sent_at is not None:
            return str(_("verstuurd"))
        return str(_("wacht op een nieuwe poging")) if message.attempts else str(_("wacht"))
