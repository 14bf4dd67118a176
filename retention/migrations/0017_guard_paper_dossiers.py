"""What is said to be destroyed stays so, is not held, and a paper dossier is never deleted."""

from django.db import migrations

RULES = """
CREATE FUNCTION retention_paper_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a paper dossier is never deleted' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF NEW.dossier_id <> OLD.dossier_id
        OR OLD.destroyed_on IS NOT NULL AND (
            to_jsonb(NEW) - ARRAY['seconded_at', 'seconded_by_id', 'whereabouts']
            IS DISTINCT FROM to_jsonb(OLD) - ARRAY['seconded_at', 'seconded_by_id', 'whereabouts']
        )
        OR OLD.seconded_at IS NOT NULL AND NEW.seconded_at IS DISTINCT FROM OLD.seconded_at
    THEN
        RAISE EXCEPTION 'what was destroyed stays so' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF OLD.destroyed_on IS NULL AND NEW.destroyed_on IS NOT NULL AND EXISTS (
        SELECT FROM dossiers_dossier dossier
        JOIN vault_heldsafe held ON held.safe_id = dossier.safe_id
        JOIN vault_hold hold ON hold.id = held.hold_id AND hold.released_at IS NULL
        WHERE dossier.id = NEW.dossier_id
    ) THEN
        RAISE EXCEPTION 'a hold lies on this dossier' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER retention_paper_rules BEFORE UPDATE OR DELETE ON retention_paperdossier
    FOR EACH ROW EXECUTE FUNCTION retention_paper_rules();
"""
RULES_BACK = """
DROP TRIGGER retention_paper_rules ON retention_paperdossier;
DROP FUNCTION retention_paper_rules();
"""


class Migration(migrations.Migration):
    dependencies = [("retention", "0016_paper_dossiers"), ("vault", "0002_guards"), ("dossiers", "0001_initial")]

    operations = [migrations.RunSQL(RULES, RULES_BACK)]
