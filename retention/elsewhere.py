"""Personal data that lie in no dossier: how long each may stay after it was last needed, and what clears it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mail.terms import KEPT_AFTER_SENDING

# AVG 5(1)(e) names no number; these are the house's own, counted from when the data were last needed.
CONTACT_KEPT: Final = timedelta(days=365)
ACCOUNT_KEPT: Final = timedelta(days=30)
# A client may ask who looked into his dossier, so a name stays for as long as a dossier that is there says it.
STAFF_KEPT: Final = timedelta(days=365)
PROSPECT_KEPT: Final = timedelta(days=90)
REFERRAL_KEPT: Final = timedelta(days=30)
UNANSWERED_REFERRAL_KEPT: Final = timedelta(days=180)
ADMIN_LOG_KEPT: Final = timedelta(days=365)
# The key of a message keeps it from being sent twice, so its row outlives the address in it.
OUTBOX_ROW_KEPT: Final = timedelta(days=730)


@dataclass(frozen=True)
class OwnTerm:
    """How long rows of one model keep what they say of a person, and from when that counts."""

    kept: timedelta | None
    counted_from: str | Promise


# Every model with personal columns that no destruction of a dossier reaches; a new one fails the suite until then.
OWN_TERMS: Final[dict[str, OwnTerm]] = {
    "dossiers.opdrachtgevercontact": OwnTerm(
        CONTACT_KEPT, _("het laatste traject voor zijn opdrachtgever, en geen dossier noemt hem nog")
    ),
    "accounts.user": OwnTerm(
        ACCOUNT_KEPT,
        _("het laatste dossier waarvoor iemand in het portaal moest zijn; wie hier werkte: een jaar na zijn rol"),
    ),
    "accounts.organisation": OwnTerm(None, _("zolang iemand functionaris is; de beheerder houdt het bij")),
    "mail.outboxmessage": OwnTerm(KEPT_AFTER_SENDING, _("versturen of opgeven; daarna is het adres leeg")),
    "retention.paperdossier": OwnTerm(timedelta(0), _("de vernietiging van het papier")),
    "sessions.session": OwnTerm(timedelta(seconds=settings.SESSION_COOKIE_AGE), _("inloggen")),
    "usersessions.usersession": OwnTerm(timedelta(seconds=settings.SESSION_COOKIE_AGE), _("inloggen")),
    "account.emailaddress": OwnTerm(ACCOUNT_KEPT, _("zoals het account")),
    "account.emailconfirmation": OwnTerm(ACCOUNT_KEPT, _("zoals het account")),
    "mfa.authenticator": OwnTerm(ACCOUNT_KEPT, _("zoals het account")),
    "admin.logentry": OwnTerm(ADMIN_LOG_KEPT, _("de handeling in het beheer")),
}
