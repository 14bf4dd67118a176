"""What tables of packages keep about people: those have no declaration of their own, so it stands here."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVERYBODY: Final = ("staff", "client", "representative", "opdrachtgever_contact")


@dataclass(frozen=True, kw_only=True)
class ForeignTable:
    """Kinds of data in a table of a package that are protected alike: what they are, whose, how, and until when."""

    what: str | Promise
    fields: tuple[str | Promise, ...]
    subjects: tuple[str, ...] = EVERYBODY
    protection: str = "plain"
    end: str | Promise


_SECOND_STEPS = _("tweede stappen om in te loggen")
_UNTIL_REMOVED = _("tot de persoon de tweede stap verwijdert")
FOREIGN_TABLES: Final[dict[str, tuple[ForeignTable, ...]]] = {
    "account.EmailAddress": (
        ForeignTable(
            what=_("adressen om mee in te loggen"), fields=(_("e-mailadres"),), end=_("zolang het account bestaat")
        ),
    ),
    "account.EmailConfirmation": (
        ForeignTable(
            what=_("bevestigingen van een adres"), fields=(_("sleutel van de bevestiging"),), end=_("enkele dagen")
        ),
    ),
    "mfa.Authenticator": (
        ForeignTable(
            what=_SECOND_STEPS,
            fields=(_("geheim van de tweede stap"),),
            subjects=("staff",),
            protection="ring",
            end=_UNTIL_REMOVED,
        ),
        ForeignTable(
            what=_SECOND_STEPS,
            fields=(_("openbare sleutel van een passkey"),),
            subjects=("staff",),
            end=_UNTIL_REMOVED,
        ),
    ),
    "sessions.Session": (
        ForeignTable(what=_("sessies"), fields=(_("wie is ingelogd"),), end=_("hooguit twaalf uur, of tot uitloggen")),
    ),
    "usersessions.UserSession": (
        ForeignTable(
            what=_("apparaten waarop iemand is ingelogd"),
            fields=(_("netwerkadres (ip)"), _("soort browser"), _("moment")),
            end=_("zolang de sessie duurt"),
        ),
    ),
    "admin.LogEntry": (
        ForeignTable(
            what=_("wijzigingen in beheer"),
            fields=(_("wie wijzigde"), _("wat er gewijzigd is")),
            subjects=("staff",),
            end=_("zolang het account bestaat"),
        ),
    ),
}
# Rights, kinds of tables and the like: no person in them, or only through rows that we declare ourselves.
WITHOUT_PEOPLE: Final = frozenset(
    {
        "auth.Permission",
        "auth.Group",
        "contenttypes.ContentType",
        "guardian.UserObjectPermission",
        "guardian.GroupObjectPermission",
    }
)
