"""No note changes safes without a trace, and the trace stays until what the note was opens no more."""

from django.db import migrations

from vault.guards import AppendOnly

# Who begins a destruction has the row of the dossier for himself while he looks what lies elsewhere: of the two one
# is first. A move that comes second finds the safe fenced.
DEPARTS = """
CREATE FUNCTION dossiers_note_departs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM dossiers_dossier WHERE id = NEW.dossier_id FOR SHARE;
    UPDATE dossiers_departure SET safe_id = NEW.safe_id WHERE item_id = NEW.id;
    INSERT INTO dossiers_departure (id, item_id, safe_id, left_safe_id)
        VALUES (gen_random_uuid(), NEW.id, NEW.safe_id, OLD.safe_id);
    RETURN NULL;
END $$;
CREATE TRIGGER dossiers_note_departs AFTER UPDATE ON dossiers_note
    FOR EACH ROW WHEN (NOT vault_is_resealing() AND OLD.safe_id IS DISTINCT FROM NEW.safe_id)
    EXECUTE FUNCTION dossiers_note_departs();
"""
DEPARTS_BACK = """
DROP TRIGGER dossiers_note_departs ON dossiers_note;
DROP FUNCTION dossiers_note_departs();
"""

# Fifteen days are KEY_BACKUP_LIFE and one for the work.
STAYS = """
CREATE FUNCTION dossiers_departure_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.gone_at <= akkoord_now() - interval '15 days' OR EXISTS (
            SELECT FROM vault_safe safe
            WHERE safe.id IN (OLD.safe_id, OLD.left_safe_id) AND safe.shredded_at IS NOT NULL
        ) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'what was left still opens' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF (OLD.under_key IS NOT NULL AND NEW.under_key IS DISTINCT FROM OLD.under_key)
        OR (NEW.gone_at IS DISTINCT FROM OLD.gone_at AND (OLD.gone_at IS NOT NULL OR NEW.gone_at <> akkoord_now()))
        OR (NEW.safe_id <> OLD.safe_id AND NOT EXISTS (
            SELECT FROM dossiers_note WHERE id = NEW.item_id AND safe_id = NEW.safe_id
        ))
    THEN
        RAISE EXCEPTION 'a departure stays as it was written'
            USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER dossiers_departure_stays BEFORE UPDATE OR DELETE ON dossiers_departure
    FOR EACH ROW EXECUTE FUNCTION dossiers_departure_stays();
"""
STAYS_BACK = """
DROP TRIGGER dossiers_departure_stays ON dossiers_departure;
DROP FUNCTION dossiers_departure_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0024_departures"), ("vault", "0008_residual_safes")]

    operations = [
        AppendOnly("dossiers_departure", may_update=("safe_id", "under_key", "gone_at"), may_delete=True),
        migrations.RunSQL(STAYS, STAYS_BACK),
        migrations.RunSQL(DEPARTS, DEPARTS_BACK),
    ]
