"""A copy in which nobody can be recognised takes the place of a part once, and only when its dossier is gone."""

from django.db import migrations

RULE = """
CREATE FUNCTION dossiers_part_deidentified() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.deidentified_on IS DISTINCT FROM OLD.deidentified_on AND (
        OLD.deidentified_on IS NOT NULL OR OLD.destroyed_at IS NOT NULL OR NOT EXISTS (
            SELECT FROM dossiers_dossier WHERE id = NEW.dossier_id AND destroyed_at IS NOT NULL
        )
    ) THEN
        RAISE EXCEPTION 'a copy takes the place of what outlives its dossier, once'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER dossiers_part_deidentified BEFORE UPDATE OF deidentified_on ON dossiers_part
    FOR EACH ROW EXECUTE FUNCTION dossiers_part_deidentified();
"""
RULE_BACK = """
DROP TRIGGER dossiers_part_deidentified ON dossiers_part;
DROP FUNCTION dossiers_part_deidentified();
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0019_deidentified")]

    operations = [migrations.RunSQL(RULE, RULE_BACK)]
