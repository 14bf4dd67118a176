"""The addresses of this room: allauth's pages under Dutch names, and our own."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions import views as sessions
from django.urls import URLPattern, URLResolver, include, path, re_path

from accounts import views

own = [
    path("uitnodiging/<str:token>/", views.invitation, name="invitation"),
    path("account/", views.own_account, name="own-account"),
]
logging_in = [
    path("inloggen/", account.login, name="account_login"),
    path("inloggen/code/", account.request_login_code, name="account_request_login_code"),
    path("inloggen/code/invullen/", account.confirm_login_code, name="account_confirm_login_code"),
    path("inloggen/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("inloggen/tweede-stap/", second_factor.authenticate, name="mfa_authenticate"),
    path("inloggen/gesloten/", account.account_inactive, name="account_inactive"),
    path("uitloggen/", views.logout, name="account_logout"),
    path("inloggen/wachtwoord-vergeten/", account.password_reset, name="account_reset_password"),
    path("inloggen/wachtwoord-vergeten/verstuurd/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "inloggen/nieuw-wachtwoord/klaar/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^inloggen/nieuw-wachtwoord/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
# allauth reverses these names itself, so they stay outside our namespace.
own_security = [
    path("account/bevestigen/", account.reauthenticate, name="account_reauthenticate"),
    path("account/bevestigen/tweede-stap/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("account/bevestigen/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("account/wachtwoord/", views.change_password, name="account_change_password"),
    path("account/wachtwoord/kiezen/", views.set_password, name="account_set_password"),
    path("account/beveiliging/", second_factor.index, name="mfa_index"),
    path("account/beveiliging/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/beveiliging/app/uitzetten/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/beveiliging/noodcodes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/beveiliging/noodcodes/maken/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/beveiliging/noodcodes/bewaren/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("account/beveiliging/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("account/beveiliging/passkeys/toevoegen/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("account/beveiliging/passkeys/<int:pk>/weghalen/", views.remove_passkey, name="mfa_remove_webauthn"),
    path("account/beveiliging/passkeys/<int:pk>/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("account/apparaten/", sessions.list_usersessions, name="usersessions_list"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((own, "accounts"))),
    *logging_in,
    *own_security,
]
