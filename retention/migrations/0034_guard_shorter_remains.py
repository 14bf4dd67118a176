"""The end of what remained only comes nearer."""

from django.db import migrations

RULES = """
DROP TRIGGER retention_residualrecord_no_update ON retention_residualrecord;
CREATE TRIGGER retention_residualrecord_no_update BEFORE UPDATE ON retention_residualrecord
    FOR EACH ROW WHEN (NOT vault_is_resealing())
    EXECUTE FUNCTION vault_refuse_change('name_index', 'index_key', 'to_ledger', 'due_on');
CREATE FUNCTION retention_residual_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.due_on > OLD.due_on THEN
        RAISE EXCEPTION 'what remains does not remain longer'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER retention_residualrecord_end BEFORE UPDATE ON retention_residualrecord
    FOR EACH ROW WHEN (NOT vault_is_resealing()) EXECUTE FUNCTION retention_residual_end();
"""
RULES_BACK = """
DROP TRIGGER retention_residualrecord_end ON retention_residualrecord;
DROP FUNCTION retention_residual_end();
DROP TRIGGER retention_residualrecord_no_update ON retention_residualrecord;
CREATE TRIGGER retention_residualrecord_no_update BEFORE UPDATE ON retention_residualrecord
    FOR EACH ROW WHEN (NOT vault_is_resealing())
    EXECUTE FUNCTION vault_refuse_change('name_index', 'index_key', 'to_ledger');
"""


class Migration(migrations.Migration):
    dependencies = [("retention", "0033_remains_count_from")]

    operations = [migrations.RunSQL(RULES, RULES_BACK)]
