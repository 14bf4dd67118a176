"""Behind doors that a restore closed, words about a report that was destroyed elsewhere go again, in a living safe."""

from django.db import migrations

# The safe of the dossier lives on, and in a backup of before the report moved its words lie there (decision 31).
# Whoever would use this to take words away closes the whole house, and is seen.
GOES_AGAIN = """
CREATE FUNCTION consent_remark_outlives_its_safe() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM vault_safe safe WHERE safe.id = OLD.safe_id AND safe.fenced_at IS NULL)
        AND NOT EXISTS (SELECT FROM vault_restoration restoration WHERE restoration.opened_at IS NULL)
    THEN
        RAISE EXCEPTION 'consent_row_outlives_its_safe' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $$;
DROP TRIGGER consent_consentremark_after_fence ON consent_consentremark;
CREATE TRIGGER consent_consentremark_after_fence BEFORE DELETE ON consent_consentremark
    FOR EACH ROW EXECUTE FUNCTION consent_remark_outlives_its_safe();
"""
AS_OTHERS = """
DROP TRIGGER consent_consentremark_after_fence ON consent_consentremark;
CREATE TRIGGER consent_consentremark_after_fence BEFORE DELETE ON consent_consentremark
    FOR EACH ROW EXECUTE FUNCTION consent_only_after_fence();
DROP FUNCTION consent_remark_outlives_its_safe();
"""


class Migration(migrations.Migration):
    dependencies = [("consent", "0025_guard_what_is_being_destroyed"), ("vault", "0004_restorations")]

    operations = [migrations.RunSQL(GOES_AGAIN, AS_OTHERS)]
