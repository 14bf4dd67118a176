"""The windows on opdrachtgevers, their contacts and agreements; they are kept on the pages of the house."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.administration import ReadOnlyAdmin
from dossiers.models import Agreement, Opdrachtgever, OpdrachtgeverContact

OPDRACHTGEVER_SHOWN = ("name", "kind", "created_at", "ended_at")
CONTACT_SHOWN = ("name", "job_title", "email", "opdrachtgever_name", "recipient_class", "created_at", "ended_at")
AGREEMENT_SHOWN = (
    "reference",
    "opdrachtgever_name",
    "signed_on",
    "valid_until",
    "covers_confidentiality",
    "created_at",
)


@admin.register(Opdrachtgever)
class OpdrachtgeverAdmin(ReadOnlyAdmin):
    """Opdrachtgevers."""

    list_display = ["name", "kind", "created_at", "ended_at"]
    list_filter = ["kind", ("ended_at", admin.EmptyFieldListFilter)]
    search_fields = ["name"]
    ordering = ["name"]
    fields = OPDRACHTGEVER_SHOWN
    readonly_fields = OPDRACHTGEVER_SHOWN


@admin.register(OpdrachtgeverContact)
class OpdrachtgeverContactAdmin(ReadOnlyAdmin):
    """People at opdrachtgevers."""

    list_display = ["name", "email", "opdrachtgever_name", "recipient_class", "ended_at"]
    list_select_related = ["opdrachtgever", "user"]
    list_filter = ["recipient_class", ("ended_at", admin.EmptyFieldListFilter)]
    search_fields = ["user__email", "opdrachtgever__name"]
    ordering = ["opdrachtgever__name", "created_at"]
    fields = CONTACT_SHOWN
    readonly_fields = CONTACT_SHOWN

    @admin.display(description=_("e-mailadres"), ordering="user__email")
    def email(self, contact: OpdrachtgeverContact) -> str:
        """Show the address he logs in with."""
        return contact.user.email

    @admin.display(description=_("opdrachtgever"), ordering="opdrachtgever__name")
    def opdrachtgever_name(self, contact: OpdrachtgeverContact) -> str:
        """Show for whom he acts."""
        return contact.opdrachtgever.name


@admin.register(Agreement)
class AgreementAdmin(ReadOnlyAdmin):
    """Signed agreements."""

    list_display = ["reference", "opdrachtgever_name", "signed_on", "valid_until", "covers_confidentiality"]
    list_select_related = ["opdrachtgever"]
    search_fields = ["reference", "opdrachtgever__name"]
    ordering = ["-signed_on"]
    fields = AGREEMENT_SHOWN
    readonly_fields = AGREEMENT_SHOWN

    @admin.display(description=_("opdrachtgever"), ordering="opdrachtgever__name")
    def opdrachtgever_name(self, agreement: Agreement) -> str:
        """Show with whom."""
        return agreement.opdrachtgever.name
