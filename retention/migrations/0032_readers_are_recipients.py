"""Who read a document on the screen is a recipient too: his client's request is not begun before he is written down."""

from django.db import migrations

RULES = """
CREATE FUNCTION retention_readers_known() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.intent_at IS NULL OR OLD.intent_at IS NOT NULL OR NEW.ground <> 'requested' OR NEW.covers <> 'dossier'
        OR NEW.done_again
    THEN
        RETURN NEW;
    END IF;
    IF EXISTS (
        SELECT FROM audit_event seen JOIN dossiers_opdrachtgevercontact contact ON contact.user_id = seen.actor_id
        WHERE seen.dossier_id = NEW.dossier_id AND seen.event = 'document.read'
            AND seen.actor_role = 'opdrachtgever_contact'
            AND NOT EXISTS (
                SELECT FROM retention_recipientnotice notice
                WHERE notice.case_id = NEW.id AND notice.contact_id = contact.id
            )
    ) THEN
        RAISE EXCEPTION 'who read on the screen is not written down'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER retention_readers_known BEFORE UPDATE ON retention_purgecase
    FOR EACH ROW EXECUTE FUNCTION retention_readers_known();
"""
RULES_BACK = """
DROP TRIGGER retention_readers_known ON retention_purgecase;
DROP FUNCTION retention_readers_known();
"""


class Migration(migrations.Migration):
    dependencies = [("retention", "0031_guard_what_is_entrusted"), ("audit", "0001_initial")]

    operations = [migrations.RunSQL(RULES, RULES_BACK)]
