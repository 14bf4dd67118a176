"""Who got, read or signed which text."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.administration import ReadOnlyAdmin
from reglement.models import Acknowledgement


@admin.register(Acknowledgement)
class AcknowledgementAdmin(ReadOnlyAdmin):
    """Acknowledgements, to read."""

    list_display = ("person", "kind", "evidence", "version_label", "acknowledged_at")
    list_filter = ("kind", "evidence")
    list_select_related = ("user", "version")
    search_fields = ("user__email",)
    fields = readonly_fields = (
        "person",
        "kind",
        "evidence",
        "version_label",
        "text_sha256",
        "acknowledged_at",
    )

    @admin.display(description=_("wie"), ordering="user__email")
    def person(self, acknowledgement: Acknowledgement) -> str:
        """Return the address; a name stands elsewhere, and a client's under his own key."""
        return str(acknowledgement.user.email)

    @admin.display(description=_("versie van het reglement"), ordering="version__label")
    def version_label(self, acknowledgement: Acknowledgement) -> str:
        """Return which version, or nothing where the text belongs to none."""
        return acknowledgement.version.label if acknowledgement.version else ""
