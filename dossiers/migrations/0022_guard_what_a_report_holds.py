"""What a report holds is named while it is there: a next version may add to it, and only the end takes it away."""

from django.db import migrations

RULE = """
CREATE FUNCTION dossiers_part_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.categories IS NOT DISTINCT FROM OLD.categories THEN
        RETURN NEW;
    END IF;
    IF NEW.categories IS NULL THEN
        IF TG_OP = 'UPDATE' AND NEW.destroyed_at IS NULL THEN
            RAISE EXCEPTION 'a report names what it holds' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NEW;
    END IF;
    IF jsonb_typeof(NEW.categories) <> 'array' OR NEW.categories = '[]' THEN
        RAISE EXCEPTION 'a report names what it holds' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF EXISTS (
        SELECT FROM jsonb_array_elements(NEW.categories) held
        WHERE COALESCE(held ->> 'key', '') = '' OR COALESCE(held ->> 'tag', '') = ''
    ) THEN
        RAISE EXCEPTION 'a report names what it holds' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.destroyed_at IS NOT NULL OR NOT NEW.categories @> OLD.categories) THEN
        RAISE EXCEPTION 'what a report held stays named' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER dossiers_part_holds BEFORE INSERT OR UPDATE ON dossiers_part
    FOR EACH ROW EXECUTE FUNCTION dossiers_part_holds();
"""
RULE_BACK = """
DROP TRIGGER dossiers_part_holds ON dossiers_part;
DROP FUNCTION dossiers_part_holds();
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0021_a_report_is_a_part")]

    operations = [migrations.RunSQL(RULE, RULE_BACK)]
