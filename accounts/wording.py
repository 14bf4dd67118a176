"""What allauth says when logging in fails, in the words of this house: u, and what to do now."""

from typing import Final

from django.utils.translation import gettext_lazy as _

_WRONG_CODE = _("Deze code klopt niet. Kijk goed en probeer het opnieuw, of vraag een nieuwe code.")
_WRONG_LOGIN = _("Dit e-mailadres en wachtwoord horen niet bij elkaar. Kijk goed en probeer het opnieuw.")

LOGIN_ERRORS: Final = {
    "account_inactive": _("Dit account is gesloten. Neem contact op met uw bureau."),
    "email_password_mismatch": _WRONG_LOGIN,
    "enter_current_password": _("Vul het wachtwoord in dat u nu heeft."),
    "incorrect_code": _WRONG_CODE,
    "incorrect_password": _("Dit wachtwoord klopt niet. Kijk goed en probeer het opnieuw."),
    "invalid_or_expired_key": _("Deze link werkt niet meer. Vraag een nieuwe link aan."),
    "invalid_login": _WRONG_LOGIN,
    "invalid_password_reset": _("Deze link werkt niet meer. Vraag een nieuwe link aan."),
    "rate_limited": _(
        "U heeft dit te vaak achter elkaar geprobeerd. Wacht een paar minuten en probeer het dan opnieuw."
    ),
    "same_as_current": _("Dit is gelijk aan wat u nu heeft. Kies iets anders."),
    "too_many_login_attempts": _(
        "U heeft te vaak geprobeerd in te loggen. Wacht een paar minuten en probeer het dan opnieuw."
    ),
    "unknown_email": _("Dit e-mailadres is bij ons niet bekend. Kijk of u het goed heeft getypt."),
}
SECOND_FACTOR_ERRORS: Final = {
    "cannot_delete_authenticator": _("Dit is uw laatste tweede stap. Voeg eerst een andere toe."),
    "cannot_generate_recovery_codes": _("Stel eerst een tweede stap in. Daarna kunt u noodcodes maken."),
    "incorrect_code": _("Deze code klopt niet. Wacht op de volgende code in uw app en probeer het opnieuw."),
}
