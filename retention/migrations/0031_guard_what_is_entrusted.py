"""The line that goes to the ledger is there from the beginning and only goes away; nothing else may change with it."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION retention_entrusted_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.to_ledger IS NOT NULL AND NEW.to_ledger IS DISTINCT FROM OLD.to_ledger THEN
        RAISE EXCEPTION 'what is entrusted to the ledger stays as it is'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
"""
FUNCTION_BACK = "DROP FUNCTION retention_entrusted_rules();"
TABLES = {"retention_residualrecord": ("name_index", "index_key"), "retention_deidentifiedcopy": ()}


def _guard(table: str, allowed: tuple[str, ...]) -> str:
    words = ", ".join(f"'{column}'" for column in allowed)
    return f"""
DROP TRIGGER {table}_no_update ON {table};
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
    FOR EACH ROW WHEN (NOT vault_is_resealing()) EXECUTE FUNCTION vault_refuse_change({words});
"""


def _forward(table: str, allowed: tuple[str, ...]) -> str:
    return f"""{_guard(table, (*allowed, "to_ledger"))}
CREATE TRIGGER {table}_entrusted BEFORE UPDATE ON {table}
    FOR EACH ROW WHEN (NOT vault_is_resealing()) EXECUTE FUNCTION retention_entrusted_rules();
"""


def _backward(table: str, allowed: tuple[str, ...]) -> str:
    return f"DROP TRIGGER {table}_entrusted ON {table};\n{_guard(table, allowed)}"


class Migration(migrations.Migration):
    dependencies = [("retention", "0030_entrusted_to_the_ledger")]

    operations = [
        migrations.RunSQL(FUNCTION, FUNCTION_BACK),
        *(migrations.RunSQL(_forward(table, allowed), _backward(table, allowed)) for table, allowed in TABLES.items()),
        migrations.RunSQL(
            "GRANT UPDATE (to_ledger) ON retention_deidentifiedcopy TO akkoord_app",
            "REVOKE UPDATE (to_ledger) ON retention_deidentifiedcopy FROM akkoord_app",
        ),
    ]
