"""A choice of the client is never edited: a later one counts, handing over is noted once, and it goes with its safe."""

from django.db import migrations

from vault.guards import AppendOnly, GuardRows

TABLE = "retention_closingchoice"

RULES = """
CREATE FUNCTION retention_choice_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT FROM vault_safe WHERE id = OLD.safe_id AND fenced_at IS NULL) THEN
            RAISE EXCEPTION 'a choice goes with its safe' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF OLD.handed_over_on IS NOT NULL THEN
            RAISE EXCEPTION 'what was handed over stays so' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NEW;
    END IF;
    IF EXISTS (
        SELECT FROM retention_purgecase WHERE dossier_id = NEW.dossier_id AND intent_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'the destruction has begun' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF NEW.number <> 1 + (
        SELECT coalesce(max(number), 0) FROM retention_closingchoice WHERE dossier_id = NEW.dossier_id
    ) THEN
        RAISE EXCEPTION 'choices are numbered one by one' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER retention_choice_rules BEFORE INSERT OR UPDATE OR DELETE ON retention_closingchoice
    FOR EACH ROW EXECUTE FUNCTION retention_choice_rules();
"""
RULES_BACK = """
DROP TRIGGER retention_choice_rules ON retention_closingchoice;
DROP FUNCTION retention_choice_rules();
"""


class Migration(migrations.Migration):
    dependencies = [("retention", "0004_closing_choices"), ("vault", "0002_guards")]

    operations = [
        migrations.RunSQL(RULES, RULES_BACK),
        GuardRows(TABLE),
        AppendOnly(TABLE, may_update=("handed_over_on", "handed_over_by_id"), may_delete=True),
    ]
