"""What was decided about a term is never edited: a later decision counts, a second confirms once, it goes with its safe."""

from django.db import migrations

from vault.guards import AppendOnly, GuardRows

TABLE = "retention_termchange"

RULES = """
CREATE FUNCTION retention_term_change_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT FROM vault_safe WHERE id = OLD.safe_id AND fenced_at IS NULL) THEN
            RAISE EXCEPTION 'a change goes with its safe' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF OLD.seconded_at IS NOT NULL THEN
            RAISE EXCEPTION 'a second person confirms once' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.seconded_at IS NOT NULL THEN
        RAISE EXCEPTION 'nobody confirms what is not there yet'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF EXISTS (
        SELECT FROM retention_purgecase WHERE dossier_id = NEW.dossier_id AND intent_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'the destruction has begun' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF NEW.number <> 1 + (
        SELECT coalesce(max(number), 0) FROM retention_termchange WHERE dossier_id = NEW.dossier_id
    ) THEN
        RAISE EXCEPTION 'changes are numbered one by one' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER retention_term_change_rules BEFORE INSERT OR UPDATE OR DELETE ON retention_termchange
    FOR EACH ROW EXECUTE FUNCTION retention_term_change_rules();
"""
RULES_BACK = """
DROP TRIGGER retention_term_change_rules ON retention_termchange;
DROP FUNCTION retention_term_change_rules();
"""


class Migration(migrations.Migration):
    dependencies = [("retention", "0008_term_changes"), ("vault", "0002_guards")]

    operations = [
        migrations.RunSQL(RULES, RULES_BACK),
        GuardRows(TABLE),
        AppendOnly(TABLE, may_update=("seconded_at", "seconded_by_id"), may_delete=True),
    ]
