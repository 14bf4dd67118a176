"""A request to destroy is proven by a fresh code and never edited; a case leans on it only while it is there."""

from django.db import migrations

from vault.guards import AppendOnly, GuardRows

TABLE = "retention_erasurerequest"

RULES = """
CREATE FUNCTION retention_erasure_request_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT FROM vault_safe WHERE id = OLD.safe_id AND fenced_at IS NULL) THEN
            RAISE EXCEPTION 'a request goes with its safe' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF OLD.withdrawn_at IS NOT NULL OR EXISTS (
            SELECT FROM retention_purgecase WHERE dossier_id = OLD.dossier_id AND ground = 'requested'
        ) THEN
            RAISE EXCEPTION 'this request stands fast' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT FROM accounts_stepupcode
        WHERE id = NEW.step_up_id AND user_id = NEW.recorded_by_id AND subject_id = NEW.dossier_id
            AND purpose = 'retention.erasure' AND used_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'a request needs its fresh code' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF NOT EXISTS (
        SELECT FROM reglement_decision
        WHERE id = NEW.decision_id AND dossier_id = NEW.dossier_id AND act = 'exercise_right' AND effect = 'allow'
    ) THEN
        RAISE EXCEPTION 'a request needs its decision' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER retention_erasure_request_rules BEFORE INSERT OR UPDATE OR DELETE ON retention_erasurerequest
    FOR EACH ROW EXECUTE FUNCTION retention_erasure_request_rules();

CREATE FUNCTION retention_case_ground() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.ground = OLD.ground THEN
            RETURN NEW;
        END IF;
        IF OLD.intent_at IS NOT NULL OR OLD.ground <> 'term' THEN
            RAISE EXCEPTION 'the ground of a destruction stands fast'
                USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
        END IF;
    END IF;
    IF NEW.ground = 'requested' AND NOT EXISTS (
        SELECT FROM retention_erasurerequest WHERE dossier_id = NEW.dossier_id AND withdrawn_at IS NULL
    ) THEN
        RAISE EXCEPTION 'nobody asked for this destruction'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER retention_case_ground BEFORE INSERT OR UPDATE ON retention_purgecase
    FOR EACH ROW EXECUTE FUNCTION retention_case_ground();
"""
RULES_BACK = """
DROP TRIGGER retention_case_ground ON retention_purgecase;
DROP FUNCTION retention_case_ground();
DROP TRIGGER retention_erasure_request_rules ON retention_erasurerequest;
DROP FUNCTION retention_erasure_request_rules();
"""


class Migration(migrations.Migration):
    dependencies = [("retention", "0006_erasure_requests"), ("vault", "0002_guards")]

    operations = [
        migrations.RunSQL(RULES, RULES_BACK),
        GuardRows(TABLE),
        AppendOnly(TABLE, may_update=("withdrawn_at", "withdrawn_by_id"), may_delete=True),
    ]
