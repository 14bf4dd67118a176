"""A delivery that is destroyed before it ended leaves word, which stays until its sender's mail is in the outbox."""

from django.db import migrations

# Whoever destroys, in whatever order and with or without a worker beside it: an open row does not go in silence.
LEAVES_WORD = """
CREATE FUNCTION reporting_delivery_leaves_word() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reporting_lostdelivery (id, dossier_id, decision_id, requested_by_id, was_restored)
    VALUES (
        OLD.id, (SELECT decision.dossier_id FROM reglement_decision decision WHERE decision.id = OLD.decision_id),
        OLD.decision_id, OLD.requested_by_id,
        EXISTS (SELECT FROM vault_restoration restoration WHERE restoration.opened_at IS NULL)
    );
    RETURN NULL;
END $$;
CREATE TRIGGER reporting_delivery_leaves_word AFTER DELETE ON reporting_delivery
    FOR EACH ROW WHEN (OLD.delivered_at IS NULL AND OLD.refused_at IS NULL)
    EXECUTE FUNCTION reporting_delivery_leaves_word();
"""
LEAVES_WORD_BACK = """
DROP TRIGGER reporting_delivery_leaves_word ON reporting_delivery;
DROP FUNCTION reporting_delivery_leaves_word();
"""

# Who tells locks the row, for which the right to update is needed; no more is done with it.
STAYS = """
CREATE FUNCTION reporting_lost_until_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM mail_outboxmessage mail WHERE mail.idempotency_key = 'report-held-back:' || OLD.id
    ) THEN
        RAISE EXCEPTION 'the sender has not been told' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER reporting_lost_until_told BEFORE DELETE ON reporting_lostdelivery
    FOR EACH ROW EXECUTE FUNCTION reporting_lost_until_told();
CREATE TRIGGER reporting_lostdelivery_no_update BEFORE UPDATE ON reporting_lostdelivery
    FOR EACH ROW EXECUTE FUNCTION vault_refuse_change();
CREATE TRIGGER reporting_lostdelivery_no_truncate BEFORE TRUNCATE ON reporting_lostdelivery
    FOR EACH STATEMENT EXECUTE FUNCTION vault_refuse_change();
"""
STAYS_BACK = """
DROP TRIGGER reporting_lostdelivery_no_truncate ON reporting_lostdelivery;
DROP TRIGGER reporting_lostdelivery_no_update ON reporting_lostdelivery;
DROP TRIGGER reporting_lost_until_told ON reporting_lostdelivery;
DROP FUNCTION reporting_lost_until_told();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0010_lost_deliveries"),
        ("mail", "0001_initial"),
        ("vault", "0004_restorations"),
    ]

    operations = [
        migrations.RunSQL(LEAVES_WORD, LEAVES_WORD_BACK),
        migrations.RunSQL(STAYS, STAYS_BACK),
    ]
