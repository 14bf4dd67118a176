"""The migration operations other apps put on their tables."""

from collections.abc import Collection
from typing import Any

from django.db import router
from django.db.migrations.operations.base import Operation, OperationCategory

APP_ROLE = "akkoord_app"


class _Statements(Operation):
    # An operation that only speaks SQL and leaves Django's picture of the models alone.
    reduces_to_sql = True
    reversible = True
    category = OperationCategory.SQL

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Change nothing in the picture of the models."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Set the guard."""
        self._execute(self.forward(), app_label, schema_editor)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take the guard away."""
        self._execute(self.backward(), app_label, schema_editor)

    def _execute(self, statements: list[str], app_label: str, schema_editor: Any) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            for statement in statements:
                schema_editor.execute(statement, params=None)

    def forward(self) -> list[str]:
        """Return the statements that set the guard."""
        raise NotImplementedError

    def backward(self) -> list[str]:
        """Return the statements that take the guard away."""
        raise NotImplementedError


class GuardRows(_Statements):
    """Guard a content table with columns id and safe_id: held rows stay, fenced safes take nothing in.

    Statement triggers with a transition table: a purge of many rows pays once, not per row.
    """

    TRIGGERS = (
        ("held_delete", "DELETE", "OLD TABLE AS gone", "vault_refuse_delete_of_held"),
        ("held_move", "UPDATE", "OLD TABLE AS was NEW TABLE AS fresh", "vault_refuse_move_of_held"),
        ("fenced_insert", "INSERT", "NEW TABLE AS fresh", "vault_refuse_insert_in_fenced"),
        ("fenced_update", "UPDATE", "NEW TABLE AS fresh", "vault_refuse_update_in_fenced"),
    )

    def forward(self) -> list[str]:
        """Return one trigger per refusal."""
        return [
            f'CREATE TRIGGER "{self.table}_{name}" AFTER {event} ON "{self.table}" REFERENCING {tables}'
            f" FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
            for name, event, tables, function in self.TRIGGERS
        ]

    def backward(self) -> list[str]:
        """Return the drops."""
        return [f'DROP TRIGGER IF EXISTS "{self.table}_{name}" ON "{self.table}"' for name, *_rest in self.TRIGGERS]

    def describe(self) -> str:
        """Say what the migration does."""
        return f"Guard held and fenced rows of {self.table}"


GuardHeldRows = GuardRows


class AppendOnly(_Statements):
    """Let rows be added and never changed; `may_update` names columns that may change, `may_delete` allows a purge."""

    def __init__(
        self, table: str, *, may_update: Collection[str] = (), may_delete: bool = False, role: str = APP_ROLE
    ) -> None:
        super().__init__(table)
        self.role = role
        self.may_update = tuple(may_update)
        self.may_delete = may_delete

    def forward(self) -> list[str]:
        """Return the triggers and the revoked privileges; each alone would do against the other's absence."""
        statements = [self._trigger("truncate", "TRUNCATE", "STATEMENT", "")]
        revoked = ["TRUNCATE"]
        if not self.may_delete:
            statements.append(self._trigger("delete", "DELETE", "ROW", ""))
            revoked.append("DELETE")
        allowed = ", ".join(f"'{column}'" for column in self.may_update)
        statements.append(self._trigger("update", "UPDATE", "ROW", allowed))
        if not self.may_update:
            revoked.append("UPDATE")
        return [*statements, f'REVOKE {", ".join(revoked)} ON "{self.table}" FROM {self.role}']

    def backward(self) -> list[str]:
        """Return the drops; privileges come back with the next grant."""
        return [
            *(f'DROP TRIGGER IF EXISTS "{self.table}_no_{name}" ON "{self.table}"' for name in _EVENTS),
            f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{self.table}" TO {self.role}',
        ]

    def describe(self) -> str:
        """Say what the migration does."""
        return f"Let {self.table} only grow"

    def _trigger(self, name: str, event: str, level: str, arguments: str) -> str:
        return (
            f'CREATE TRIGGER "{self.table}_no_{name}" BEFORE {event} ON "{self.table}"'
            f" FOR EACH {level} EXECUTE FUNCTION vault_refuse_change({arguments})"
        )


_EVENTS = ("truncate", "delete", "update")
