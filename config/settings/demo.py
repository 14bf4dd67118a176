"""A checkout on somebody's own machine: fictional people, a mail catcher, no DEBUG."""

import os

from config.settings.checkout import *  # noqa: F403 (a settings module is a list of names)

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
AKKOORD_BASE_URL = os.environ.get("AKKOORD_BASE_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ.get("AKKOORD_MAILCATCHER_PORT", "1025"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = "Akkoord <akkoord@bureau.example>"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost
