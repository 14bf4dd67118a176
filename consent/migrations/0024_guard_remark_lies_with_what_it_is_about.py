"""The client's words about a report or a file lie in the safe of that part, and stay as he wrote them."""

from django.db import migrations

from vault.guards import LetResealingPass

RULE = """
CREATE FUNCTION consent_remark_lies_with_its_subject() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        -- Words that outlive the answer let go of it when that goes, and nothing else about them changes.
        IF ROW(NEW.id, NEW.safe_id, NEW.text) IS DISTINCT FROM ROW(OLD.id, OLD.safe_id, OLD.text)
            OR (NEW.event_id IS DISTINCT FROM OLD.event_id AND (NEW.event_id IS NOT NULL OR EXISTS (
                SELECT FROM consent_consentevent event JOIN vault_safe safe ON safe.id = event.safe_id
                WHERE event.id = OLD.event_id AND safe.shredded_at IS NULL
            )))
        THEN
            RAISE EXCEPTION 'consent_remark_is_never_edited' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.event_id IS NULL OR NEW.safe_id IS DISTINCT FROM (
        SELECT COALESCE(part.safe_id, consent.safe_id)
        FROM consent_consentevent event
        JOIN consent_consent consent ON consent.id = event.consent_id
        LEFT JOIN consent_contentversion content ON content.id = consent.content_version_id
        LEFT JOIN dossiers_part part ON part.item_id = content.object_id AND part.destroyed_at IS NULL
        WHERE event.id = NEW.event_id
    ) THEN
        RAISE EXCEPTION 'consent_remark_lies_elsewhere' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consent_remark_lies_with_its_subject BEFORE INSERT OR UPDATE ON consent_consentremark
    FOR EACH ROW EXECUTE FUNCTION consent_remark_lies_with_its_subject();
"""
RULE_BACK = """
DROP TRIGGER consent_remark_lies_with_its_subject ON consent_consentremark;
DROP FUNCTION consent_remark_lies_with_its_subject();
"""


class Migration(migrations.Migration):
    dependencies = [("consent", "0023_remark_outlives_the_answer"), ("dossiers", "0021_a_report_is_a_part")]

    # Sealing it anew under a fresh key is no edit.
    operations = [migrations.RunSQL(RULE, RULE_BACK), LetResealingPass("consent_consentremark")]
