"""Which database holds which table: wrapped keys in `keys`, all else in `default`."""

from typing import Any

from django.db.models import Model

KEYS_APP = "keys"
KEYS_DATABASE = "keys"


class KeysRouter:
    """Send the app of the wrapped keys to its own database, and let no relation cross."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        """Name the database a model is read from."""
        return _database_of(model._meta.app_label)

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        """Name the database a model is written to."""
        return _database_of(model._meta.app_label)

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        """Allow a relation only inside one database."""
        return _database_of(one._meta.app_label) == _database_of(other._meta.app_label)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Migrate each app in its own database only."""
        return db == _database_of(app_label)


def _database_of(app_label: str) -> str:
    return KEYS_DATABASE if app_label == KEYS_APP else "default"
