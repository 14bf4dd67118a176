"""What demo and test share: embedded servers and keys that the checkout made for itself."""

import os
from pathlib import Path

from config import addresses, secret_material
from config.embedded import postgres
from config.embedded.state import servers_folder
from config.settings.base import *  # noqa: F403 (a settings module is a list of names)
from config.settings.base import caches

FOLDER = servers_folder()
secret_material.load_for_checkout(FOLDER)
SECRET_KEY = secret_material.required("AKKOORD_SECRET_KEY")
AKKOORD_MASTER_KEYS = secret_material.key_ring("AKKOORD_MASTER_KEYS", os.environ["AKKOORD_MASTER_KEYS"])
AKKOORD_FIELD_KEYS = secret_material.key_ring("AKKOORD_FIELD_KEYS", os.environ["AKKOORD_FIELD_KEYS"])
AKKOORD_BACKUP_KEYS = secret_material.key_ring("AKKOORD_BACKUP_KEYS", os.environ["AKKOORD_BACKUP_KEYS"])
AKKOORD_SIGNING_KEY = secret_material.key("AKKOORD_SIGNING_KEY", os.environ["AKKOORD_SIGNING_KEY"])
AKKOORD_TRUSTED_SIGNING_KEYS = secret_material.trusted_signing_keys()
AKKOORD_INDEX_KEYS = secret_material.index_keys()
AKKOORD_STORAGE_DIR = Path(os.environ.get("AKKOORD_STORAGE_DIR", FOLDER / "files"))
AKKOORD_LEDGER_DIR = Path(os.environ.get("AKKOORD_LEDGER_DIR", FOLDER / "ledger"))
AKKOORD_BACKUP_DIR = Path(os.environ.get("AKKOORD_BACKUP_DIR", FOLDER / "backups"))
AKKOORD_POSTGRES_PROGRAMS = postgres.programs()
AKKOORD_MFA_OPTIONAL = True
AKKOORD_STYLE_GALLERY = True

DATABASES = addresses.databases()
CACHES = caches()
CELERY_BROKER_URL = addresses.broker_url(0)
STATIC_ROOT = FOLDER / "static"
STATIC_ROOT.mkdir(exist_ok=True)
