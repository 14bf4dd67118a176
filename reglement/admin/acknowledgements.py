"""Who got, read or signed which text."""

from django.contrib import admin

from accounts.administration import ReadOnlyAdmin
from reglement.models import Acknowledgement


@admin.register(Acknowledgement)
class AcknowledgementAdmin(ReadOnlyAdmin):
    """Acknowledgements, to read."""

    list_display = ("user", "kind", "evidence", "version", "acknowledged_at")
    list_filter = ("kind", "evidence")
    list_select_related = ("user", "version")
    fields = readonly_fields = ("user", "kind", "evidence", "version", "text_sha256", "acknowledged_at")
