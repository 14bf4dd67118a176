"""What a client has destroyed is not begun before each recipient is written down, and what was told stays so."""

from django.db import migrations

RULES = """
CREATE FUNCTION retention_recipient_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'who has to be told is never deleted' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF OLD.told_at IS NOT NULL OR OLD.not_told <> ''
        OR to_jsonb(NEW) - ARRAY['told_at', 'not_told', 'decided_at', 'by_id']
            <> to_jsonb(OLD) - ARRAY['told_at', 'not_told', 'decided_at', 'by_id']
    THEN
        RAISE EXCEPTION 'what was told stays so' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER retention_recipient_rules BEFORE UPDATE OR DELETE ON retention_recipientnotice
    FOR EACH ROW EXECUTE FUNCTION retention_recipient_rules();

CREATE FUNCTION retention_recipients_known() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.intent_at IS NULL OR OLD.intent_at IS NOT NULL OR NEW.ground <> 'requested' OR NEW.covers <> 'dossier'
        OR NEW.done_again
    THEN
        RETURN NEW;
    END IF;
    IF EXISTS (
        SELECT FROM consent_disclosure gone
        WHERE gone.dossier_id = NEW.dossier_id AND gone.recipient_class NOT IN ('client', 'representative', 'staff')
            AND NOT EXISTS (
                SELECT FROM retention_recipientnotice notice
                WHERE notice.case_id = NEW.id AND notice.contact_id IS NOT DISTINCT FROM gone.contact_id
                    AND notice.recipient_class = gone.recipient_class
            )
    ) THEN
        RAISE EXCEPTION 'a recipient is not written down' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER retention_recipients_known BEFORE UPDATE ON retention_purgecase
    FOR EACH ROW EXECUTE FUNCTION retention_recipients_known();
"""
RULES_BACK = """
DROP TRIGGER retention_recipients_known ON retention_purgecase;
DROP FUNCTION retention_recipients_known();
DROP TRIGGER retention_recipient_rules ON retention_recipientnotice;
DROP FUNCTION retention_recipient_rules();
"""


class Migration(migrations.Migration):
    dependencies = [("retention", "0025_recipient_notices"), ("consent", "0003_disclosure_guard")]

    operations = [migrations.RunSQL(RULES, RULES_BACK)]
