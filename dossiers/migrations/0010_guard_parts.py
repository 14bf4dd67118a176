"""What the database keeps about parts: an item lies in the safe of its own part, and a hold reaches later parts too."""

from django.db import migrations

from vault.guards import GuardRows

# What was written before there were parts lies in the safe of its dossier, and stays there until it is moved.
ITEM_IN_ITS_PART = """
CREATE FUNCTION dossiers_item_in_its_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    item jsonb := to_jsonb(NEW);
BEGIN
    IF TG_OP = 'UPDATE' AND ROW(NEW.safe_id, NEW.dossier_id, NEW.category, NEW.tag)
        IS NOT DISTINCT FROM ROW(OLD.safe_id, OLD.dossier_id, OLD.category, OLD.tag) AND EXISTS (
        SELECT FROM dossiers_dossier WHERE id = NEW.dossier_id AND safe_id = NEW.safe_id
    ) THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT FROM dossiers_part part
        WHERE part.safe_id = NEW.safe_id AND part.dossier_id = NEW.dossier_id AND part.destroyed_at IS NULL
            AND part.category = NEW.category AND part.tag = NEW.tag
            AND part.source = COALESCE(item ->> 'provenance', 'bureau')
            AND part.item_id IS NOT DISTINCT FROM
                CASE TG_TABLE_NAME WHEN 'dossiers_document' THEN NEW.id END
    ) THEN
        RAISE EXCEPTION 'an item lies in the safe of its part' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF item ? 'file_id' AND NOT EXISTS (
        SELECT FROM vault_sealedfile WHERE id = (item ->> 'file_id')::uuid AND safe_id = NEW.safe_id
    ) THEN
        RAISE EXCEPTION 'a file lies in the safe of its part' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER dossiers_note_in_its_part BEFORE INSERT OR UPDATE ON dossiers_note
    FOR EACH ROW EXECUTE FUNCTION dossiers_item_in_its_part();
CREATE TRIGGER dossiers_document_in_its_part BEFORE INSERT OR UPDATE ON dossiers_document
    FOR EACH ROW EXECUTE FUNCTION dossiers_item_in_its_part();
"""
ITEM_IN_ITS_PART_BACK = """
DROP TRIGGER dossiers_document_in_its_part ON dossiers_document;
DROP TRIGGER dossiers_note_in_its_part ON dossiers_note;
DROP FUNCTION dossiers_item_in_its_part();
"""

# Whoever places a hold and whoever makes a part wait for each other at the lock on the dossier's own safe.
HOLD_REACHES_NEW_PARTS = """
CREATE FUNCTION dossiers_hold_reaches_new_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO vault_heldsafe (id, hold_id, safe_id)
        SELECT gen_random_uuid(), held.hold_id, NEW.safe_id
        FROM dossiers_dossier dossier
        JOIN vault_heldsafe held ON held.safe_id = dossier.safe_id
        JOIN vault_hold hold ON hold.id = held.hold_id AND hold.released_at IS NULL
        WHERE dossier.id = NEW.dossier_id;
    RETURN NULL;
END $$;
CREATE TRIGGER dossiers_part_hold_reaches_new AFTER INSERT ON dossiers_part
    FOR EACH ROW EXECUTE FUNCTION dossiers_hold_reaches_new_part();
"""
HOLD_REACHES_NEW_PARTS_BACK = """
DROP TRIGGER dossiers_part_hold_reaches_new ON dossiers_part;
DROP FUNCTION dossiers_hold_reaches_new_part();
"""

# By whatever road a hold came on the safe of a dossier: it lies on all its parts.
HOLD_REACHES_PARTS = """
CREATE FUNCTION dossiers_hold_reaches_parts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO vault_heldsafe (id, hold_id, safe_id)
        SELECT gen_random_uuid(), NEW.hold_id, part.safe_id
        FROM dossiers_dossier dossier
        JOIN dossiers_part part ON part.dossier_id = dossier.id
        JOIN vault_safe safe ON safe.id = part.safe_id AND safe.fenced_at IS NULL
        WHERE dossier.safe_id = NEW.safe_id
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER vault_heldsafe_reaches_parts AFTER INSERT ON vault_heldsafe
    FOR EACH ROW EXECUTE FUNCTION dossiers_hold_reaches_parts();
"""
HOLD_REACHES_PARTS_BACK = """
DROP TRIGGER vault_heldsafe_reaches_parts ON vault_heldsafe;
DROP FUNCTION dossiers_hold_reaches_parts();
"""

PART_STAYS = """
CREATE FUNCTION dossiers_part_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF EXISTS (SELECT FROM dossiers_dossier WHERE safe_id = NEW.safe_id) OR NEW.destroyed_at IS NOT NULL THEN
            RAISE EXCEPTION 'a part begins with a safe of its own'
                USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
        END IF;
        -- Whoever fences or holds the dossier has this row for himself.
        PERFORM FROM vault_safe safe JOIN dossiers_dossier dossier ON dossier.safe_id = safe.id
            WHERE dossier.id = NEW.dossier_id FOR SHARE OF safe;
        IF EXISTS (
            SELECT FROM vault_safe safe JOIN dossiers_dossier dossier ON dossier.safe_id = safe.id
            WHERE dossier.id = NEW.dossier_id AND safe.fenced_at IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'the safe is fenced' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a part is never deleted' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF ROW(NEW.id, NEW.dossier_id, NEW.safe_id, NEW.kind, NEW.item_id, NEW.created_at)
        IS DISTINCT FROM ROW(OLD.id, OLD.dossier_id, OLD.safe_id, OLD.kind, OLD.item_id, OLD.created_at)
        OR (OLD.report_final_on IS NOT NULL AND NEW.report_final_on IS DISTINCT FROM OLD.report_final_on)
        OR (OLD.destroyed_at IS NOT NULL AND ROW(NEW.destroyed_at, NEW.destroyed_items)
            IS DISTINCT FROM ROW(OLD.destroyed_at, OLD.destroyed_items))
    THEN
        RAISE EXCEPTION 'a part stays what it is' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF ROW(NEW.category, NEW.tag, NEW.source) IS DISTINCT FROM ROW(OLD.category, OLD.tag, OLD.source)
        AND (NEW.destroyed_at IS NULL OR ROW(NEW.category, NEW.tag, NEW.source) IS DISTINCT FROM ROW('', '', ''))
    THEN
        RAISE EXCEPTION 'a part stays what it is' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF NEW.destroyed_at IS NOT NULL AND NOT EXISTS (
        SELECT FROM vault_safe WHERE id = NEW.safe_id AND shredded_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'a part is destroyed once its key is' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER dossiers_part_stays BEFORE INSERT OR UPDATE OR DELETE ON dossiers_part
    FOR EACH ROW EXECUTE FUNCTION dossiers_part_stays();
"""
PART_STAYS_BACK = """
DROP TRIGGER dossiers_part_stays ON dossiers_part;
DROP FUNCTION dossiers_part_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0009_parts"), ("vault", "0002_guards")]

    operations = [
        GuardRows("dossiers_part"),
        migrations.RunSQL(ITEM_IN_ITS_PART, ITEM_IN_ITS_PART_BACK),
        migrations.RunSQL(HOLD_REACHES_NEW_PARTS, HOLD_REACHES_NEW_PARTS_BACK),
        migrations.RunSQL(HOLD_REACHES_PARTS, HOLD_REACHES_PARTS_BACK),
        migrations.RunSQL(PART_STAYS, PART_STAYS_BACK),
    ]
