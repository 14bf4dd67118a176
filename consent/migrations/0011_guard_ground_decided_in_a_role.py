"""Who decides on a ground holds the role in which he does, and what was decided stays."""

from django.db import migrations

RULES = """
CREATE FUNCTION consent_ground_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.second_role <> '' AND NEW.second_role <> OLD.second_role THEN
        RAISE EXCEPTION 'consent_moment_already_set' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.second_role <> '' AND (TG_OP = 'INSERT' OR OLD.second_role = '') AND NOT EXISTS (
        SELECT FROM accounts_roleassignment held
        WHERE held.user_id = NEW.second_by_id AND held.role = NEW.second_role AND held.valid_from <= akkoord_now()
            AND (held.valid_until IS NULL OR held.valid_until > akkoord_now())
    ) THEN
        RAISE EXCEPTION 'consent_ground_decided_in_another_role' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consent_ground_decided BEFORE INSERT OR UPDATE ON consent_ground
    FOR EACH ROW EXECUTE FUNCTION consent_ground_decided();
"""
RULES_BACK = "DROP TRIGGER consent_ground_decided ON consent_ground; DROP FUNCTION consent_ground_decided();"


class Migration(migrations.Migration):
    dependencies = [("consent", "0010_ground_decided_in_a_role"), ("accounts", "0001_initial")]

    operations = [migrations.RunSQL(RULES, RULES_BACK)]
