"""The tests: real servers of their own, quick passwords, and nothing undefined in a template."""

from config.settings.checkout import *  # noqa: F403 (a settings module is a list of names)
from config.settings.checkout import TEMPLATES
from config.settings.undefined import Undefined

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
AKKOORD_BASE_URL = "http://testserver"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined()
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEFAULT_FROM_EMAIL = "Akkoord <akkoord@bureau.example>"
ACCOUNT_RATE_LIMITS = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
