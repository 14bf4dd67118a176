"""What the database itself keeps: a moment of a destruction is set once, a case and a certificate stay."""

from django.db import migrations

from vault.guards import AppendOnly

NUMBERS = "CREATE SEQUENCE retention_certificate_number"
NUMBERS_BACK = "DROP SEQUENCE retention_certificate_number"

FORWARD_ONLY = """
CREATE FUNCTION retention_case_goes_forward() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moment text;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a case of destruction is never deleted' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    FOREACH moment IN ARRAY ARRAY['proposed_at', 'approved_at', 'intent_at', 'fenced_at', 'shredded_at', 'erased_at',
        'verified_at', 'certified_at']
    LOOP
        IF to_jsonb(OLD) ->> moment IS NOT NULL AND to_jsonb(OLD) -> moment IS DISTINCT FROM to_jsonb(NEW) -> moment THEN
            RAISE EXCEPTION 'a step of a destruction is never taken back' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END LOOP;
    IF OLD.intent_at IS NOT NULL AND (NEW.inventory IS DISTINCT FROM OLD.inventory OR NEW.due_at <> OLD.due_at) THEN
        RAISE EXCEPTION 'what is being destroyed stands fast' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER retention_case_goes_forward BEFORE UPDATE OR DELETE ON retention_purgecase
    FOR EACH ROW EXECUTE FUNCTION retention_case_goes_forward();
"""
FORWARD_ONLY_BACK = """
DROP TRIGGER retention_case_goes_forward ON retention_purgecase;
DROP FUNCTION retention_case_goes_forward();
"""


class Migration(migrations.Migration):
    """Guards of the retention room."""

    dependencies = [("retention", "0001_initial"), ("vault", "0002_guards")]

    operations = [
        migrations.RunSQL(NUMBERS, NUMBERS_BACK),
        migrations.RunSQL(FORWARD_ONLY, FORWARD_ONLY_BACK),
        AppendOnly("retention_certificate"),
    ]
