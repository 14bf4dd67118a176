"""What every way of running shares."""

import os
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import addresses, logs, schedule
from config.embedded.state import CHECKOUT
from config.settings.login import *  # noqa: F403 (the settings of accounts, kept apart by subject)
from config.settings.login import AUTHENTICATION_BACKENDS

DEBUG = False
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

# From the street to the cellar: a room may import the rooms after it, never back.
BASE_DIR = CHECKOUT
ROOMS = [
    "desk",
    "reporting",
    "retention",
    "consent",
    "dossiers",
    "reglement",
    "accounts",
    "mail",
    "audit",
    "vault",
    "ui",
]
# A room stands on the rooms after it alone, so the house also runs built up to one room.
if "AKKOORD_UP_TO_ROOM" in os.environ:
    ROOMS = ROOMS[ROOMS.index(os.environ["AKKOORD_UP_TO_ROOM"]) :]
# Whether somebody may see a dossier is asked of its grants, not of guardian's own backend, which knows no dates.
if "dossiers" in ROOMS:
    AUTHENTICATION_BACKENDS = [*AUTHENTICATION_BACKENDS, "dossiers.permissions.GrantBackend"]
INSTALLED_APPS = [
    *ROOMS,
    "vault.keys",
    "accounts.admin_config.BeheerConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "guardian",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    *(["audit.middleware.AuditMiddleware"] if "audit" in ROOMS else []),
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "config.middleware.closed_doors",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.middleware.no_store",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    *(["desk.middleware.HouseDayMiddleware", "desk.middleware.KeptOutMiddleware"] if "desk" in ROOMS else []),
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [CHECKOUT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                *(["desk.navigation.navigation"] if "desk" in ROOMS else []),
            ]
        },
    }
]
# Guardian's own backend would let a superuser in; ours reads the same rows with the dates of the grant behind each.
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]
FORM_RENDERER = "ui.forms.AkkoordRenderer"

DATABASE_ROUTERS = ["config.db.router.KeysRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"  # only tables of other packages use it

# Time and language
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
LANGUAGE_COOKIE_NAME = "taal"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LOCALE_PATHS = [CHECKOUT / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# Static files
STATIC_URL = "/static/"
STATICFILES_DIRS = [CHECKOUT / "static"] if (CHECKOUT / "static").is_dir() else []

# What a browser may do with our pages
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "connect-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],  # data: for the QR code of an authenticator app
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],  # ui.framing widens it for the preview of a PDF
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

# Errors and logs name places, never values
DEFAULT_EXCEPTION_REPORTER = "config.errors.PlainReporter"
LOGGING = logs.logging_settings("INFO")

# What other packages keep of ours under the field keys: model, JSON column, key in it, and the context of the seal.
AKKOORD_RING_TEXTS = [
    ("mfa.Authenticator", "data", "secret", "accounts.mfa.secret"),
    ("mfa.Authenticator", "data", "seed", "accounts.mfa.secret"),
]

# How many days of backups are kept; those of the keys live shorter (vault.terms.KEY_BACKUP_LIFE).
AKKOORD_BACKUP_DAYS = int(os.environ.get("AKKOORD_BACKUP_DAYS", "90"))

# Uploads
AKKOORD_MAX_UPLOAD = 25 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 10
# Plaintext never touches a temporary file.
FILE_UPLOAD_HANDLERS = ["config.uploads.BoundedMemoryHandler"]

# guardian: people are known by e-mail, and nobody anonymous ever holds a permission
ANONYMOUS_USER_NAME = None
GUARDIAN_RAISE_403 = False

# Where the ledger is kept too, beyond everybody's reach: s3://bucket/folder, with object lock.
AKKOORD_LEDGER_BUCKET = os.environ.get("AKKOORD_LEDGER_BUCKET", "")
# Where sealed files are kept instead of in a folder: s3://bucket/folder, without versions.
AKKOORD_STORAGE_BUCKET = os.environ.get("AKKOORD_STORAGE_BUCKET", "")

# Celery. A task that outlives the visibility timeout would run twice at once, so the hard limit stays below it.
CELERY_TASK_TIME_LIMIT = 240
CELERY_TASK_SOFT_TIME_LIMIT = 210
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    # The defaults look for lost tasks about every 100 s; these look each other second.
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    # A page must not wait for a broker that is gone.
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
    "retry_on_timeout": False,
    "max_retries": 0,
}
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # worker and beat do wait, for as long as it takes
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_REDIRECT_STDOUTS = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = schedule.beat_schedule(ROOMS)


def caches(*, embedded_allowed: bool = True) -> dict[str, dict[str, str]]:
    """Return Django's CACHES: Redis, so that limits on logging in count over all processes."""
    location = addresses.redis_url(1, embedded_allowed=embedded_allowed)
    return {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": location}}
