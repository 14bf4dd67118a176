"""The triggers of the vault's own tables, and the functions behind the guards of everybody's."""

from django.db import migrations

from vault.guards import GuardRows
from vault.guards.functions import FUNCTIONS

TRIGGERS = {
    "vault_safe": ("UPDATE OR DELETE", "vault_guard_safe"),
    "vault_hold": ("UPDATE OR DELETE", "vault_guard_hold"),
    "vault_heldsafe": ("INSERT OR UPDATE OR DELETE", "vault_guard_heldsafe"),
}


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_initial")]

    operations = [
        *(migrations.RunSQL(sql, f"DROP FUNCTION {name}();") for name, sql in FUNCTIONS.items()),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER {table}_guard BEFORE {events} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}();",
                f"DROP TRIGGER {table}_guard ON {table};",
            )
            for table, (events, function) in TRIGGERS.items()
        ),
        GuardRows("vault_sealedfile"),
    ]
