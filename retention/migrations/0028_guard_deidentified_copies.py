"""A copy in which nobody can be recognised lies in its own safe with its file, and goes only with its key."""

from django.db import migrations

from vault.guards import AppendOnly, GuardRows

RULES = """
CREATE TRIGGER retention_deidentified_rules BEFORE INSERT OR DELETE ON retention_deidentifiedcopy
    FOR EACH ROW EXECUTE FUNCTION retention_residual_rules();
CREATE FUNCTION retention_deidentified_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM vault_sealedfile WHERE id = NEW.file_id AND safe_id = NEW.safe_id) THEN
        RAISE EXCEPTION 'a file lies in the safe of its copy' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER retention_deidentified_file BEFORE INSERT ON retention_deidentifiedcopy
    FOR EACH ROW EXECUTE FUNCTION retention_deidentified_file();
"""
RULES_BACK = """
DROP TRIGGER retention_deidentified_file ON retention_deidentifiedcopy;
DROP FUNCTION retention_deidentified_file();
DROP TRIGGER retention_deidentified_rules ON retention_deidentifiedcopy;
"""


class Migration(migrations.Migration):
    dependencies = [("retention", "0027_deidentified_copies"), ("retention", "0022_guard_what_remains")]

    operations = [
        GuardRows("retention_deidentifiedcopy"),
        AppendOnly("retention_deidentifiedcopy", may_delete=True),
        migrations.RunSQL(RULES, RULES_BACK),
    ]
