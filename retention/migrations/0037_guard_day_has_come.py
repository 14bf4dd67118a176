"""A destruction begins only by a date that stands, and one that was asked for waits for what came in between."""

from django.db import migrations

DAY_CAME = """
CREATE FUNCTION retention_case_when_its_day_came() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    day date := (NEW.intent_at AT TIME ZONE 'Europe/Amsterdam')::date;
BEGIN
    IF NEW.covers = 'parts' THEN
        IF EXISTS (
            SELECT FROM retention_casepart covered WHERE covered.case_id = NEW.id AND NOT EXISTS (
                SELECT FROM retention_dossierterm term WHERE term.part_id = covered.part_id
                    AND term.due_on <= day + CASE term.bound WHEN 'complete_within' THEN 15 ELSE 0 END
            )
        ) THEN
            RAISE EXCEPTION 'the day of a part has not come' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
        END IF;
    ELSIF NEW.ground = 'term' THEN
        IF NOT EXISTS (
            SELECT FROM retention_dossierterm term
            WHERE term.dossier_id = NEW.dossier_id AND term.part_id IS NULL AND term.carrier = 'digital'
                AND term.due_on <= day + CASE term.bound WHEN 'complete_within' THEN 15 ELSE 0 END
        ) THEN
            RAISE EXCEPTION 'its day has not come' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
        END IF;
    ELSIF EXISTS (
        SELECT FROM retention_dossierterm term
        WHERE term.dossier_id = NEW.dossier_id AND term.part_id IS NULL AND term.carrier = 'digital'
            AND term.statute <> '' AND (term.due_on IS NULL OR term.due_on > day)
    ) THEN
        RAISE EXCEPTION 'a statute keeps the whole' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER retention_case_when_its_day_came BEFORE UPDATE ON retention_purgecase
    FOR EACH ROW WHEN (OLD.intent_at IS NULL AND NEW.intent_at IS NOT NULL AND NOT NEW.done_again)
    EXECUTE FUNCTION retention_case_when_its_day_came();
"""
DAY_CAME_BACK = """
DROP TRIGGER retention_case_when_its_day_came ON retention_purgecase;
DROP FUNCTION retention_case_when_its_day_came();
"""

# A request stands fast as long as a case leans on it; one that lapsed, because something stops it, does no more.
REQUEST_RULES = """
CREATE OR REPLACE FUNCTION retention_erasure_request_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT FROM vault_safe WHERE id = OLD.safe_id AND fenced_at IS NULL) THEN
            RAISE EXCEPTION 'a request goes with its safe' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF OLD.withdrawn_at IS NOT NULL OR EXISTS (
            SELECT FROM retention_purgecase
            WHERE dossier_id = OLD.dossier_id AND ground = 'requested'{standing}
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
"""


class Migration(migrations.Migration):
    dependencies = [("retention", "0036_guards_of_a_case_by_column")]

    operations = [
        migrations.RunSQL(DAY_CAME, DAY_CAME_BACK),
        migrations.RunSQL(
            REQUEST_RULES.format(standing=" AND lapsed_at IS NULL"), REQUEST_RULES.format(standing="")
        ),
    ]
