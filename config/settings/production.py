"""A server: every address and every key comes from the environment, and one that is missing stops the start."""

import os
from pathlib import Path

from config import addresses, secret_material
from config.settings.base import *  # noqa: F403 (a settings module is a list of names)
from config.settings.base import caches

required = secret_material.required

SECRET_KEY = required("AKKOORD_SECRET_KEY")
AKKOORD_MASTER_KEYS = secret_material.key_ring("AKKOORD_MASTER_KEYS", required("AKKOORD_MASTER_KEYS"))
AKKOORD_FIELD_KEYS = secret_material.key_ring("AKKOORD_FIELD_KEYS", required("AKKOORD_FIELD_KEYS"))
AKKOORD_SIGNING_KEY = secret_material.key("AKKOORD_SIGNING_KEY", required("AKKOORD_SIGNING_KEY"))
AKKOORD_TRUSTED_SIGNING_KEYS = secret_material.trusted_signing_keys()
AKKOORD_INDEX_KEYS = secret_material.index_keys()
AKKOORD_STORAGE_DIR = Path(required("AKKOORD_STORAGE_DIR"))
AKKOORD_LEDGER_DIR = Path(required("AKKOORD_LEDGER_DIR"))
# Backups are made where a folder and a key for them are given; `manage.py backup` says which one is missing.
AKKOORD_BACKUP_KEYS = (
    secret_material.key_ring("AKKOORD_BACKUP_KEYS", given)
    if (given := secret_material.optional("AKKOORD_BACKUP_KEYS"))
    else {}
)
AKKOORD_BACKUP_DIR = Path(os.environ["AKKOORD_BACKUP_DIR"]) if os.environ.get("AKKOORD_BACKUP_DIR") else None
AKKOORD_POSTGRES_PROGRAMS = os.environ.get("AKKOORD_POSTGRES_PROGRAMS") or None
AKKOORD_BASE_URL = required("AKKOORD_BASE_URL")

ALLOWED_HOSTS = required("AKKOORD_HOSTS").split(",")
CSRF_TRUSTED_ORIGINS = [AKKOORD_BASE_URL]
DATABASES = addresses.databases(embedded_allowed=False)
CACHES = caches(embedded_allowed=False)
CELERY_BROKER_URL = addresses.broker_url(0, embedded_allowed=False)

STATIC_ROOT = Path(os.environ.get("AKKOORD_STATIC_DIR", "/var/lib/akkoord/static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

EMAIL_HOST = required("AKKOORD_SMTP_HOST")
EMAIL_PORT = int(os.environ.get("AKKOORD_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("AKKOORD_SMTP_USER", "")
EMAIL_HOST_PASSWORD = required("AKKOORD_SMTP_PASSWORD") if EMAIL_HOST_USER else ""
EMAIL_USE_TLS = EMAIL_PORT != 465
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = required("AKKOORD_FROM_EMAIL")

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^gezond/$", r"^gereed/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessie"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("AKKOORD_TRUSTED_PROXIES", "1"))
