"""The tests: real servers of their own, quick passwords, and nothing undefined in a template."""

import os

from config import addresses
from config.settings.checkout import *  # noqa: F403 (a settings module is a list of names)
from config.settings.checkout import CACHES, TEMPLATES
from config.settings.undefined import Undefined

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
# A browser test has a site and a post office, which its worker must find too.
AKKOORD_BASE_URL = os.environ.get("AKKOORD_BASE_URL", "http://testserver")
EMAIL_HOST = "127.0.0.1"
# Without one nothing listens: what a test sends may not land in the inbox of a demo that runs beside it.
EMAIL_PORT = int(os.environ.get("AKKOORD_MAILCATCHER_PORT", "9"))
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined()
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEFAULT_FROM_EMAIL = "Akkoord <akkoord@bureau.example>"
ACCOUNT_RATE_LIMITS = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

# Two test processes side by side must not hear each other's tasks, nor clear each other's cache.
REDIS_DATABASE = 2 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
CELERY_BROKER_URL = addresses.broker_url(REDIS_DATABASE)
CACHES["default"]["LOCATION"] = addresses.redis_url(REDIS_DATABASE + 1)
