"""The law that a file names is written down while dossier and file are there; after that it can only be blanked."""

from django.db import migrations

RULE = """
CREATE FUNCTION dossiers_part_statute() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.statute_until IS NOT DISTINCT FROM OLD.statute_until AND NEW.statute IN (OLD.statute, '') THEN
        RETURN NEW;
    END IF;
    IF OLD.destroyed_at IS NOT NULL OR EXISTS (
        SELECT FROM dossiers_dossier dossier JOIN vault_safe safe ON safe.id = dossier.safe_id
        WHERE dossier.id = NEW.dossier_id AND safe.fenced_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'what a law keeps stands fast once the rest goes'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER dossiers_part_statute BEFORE UPDATE OF statute, statute_until ON dossiers_part
    FOR EACH ROW EXECUTE FUNCTION dossiers_part_statute();
"""
RULE_BACK = """
DROP TRIGGER dossiers_part_statute ON dossiers_part;
DROP FUNCTION dossiers_part_statute();
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0015_statute_of_a_file"), ("vault", "0002_guards")]

    operations = [migrations.RunSQL(RULE, RULE_BACK)]
