"""A client whose destruction has begun: no traject of his begins any more."""

from django.db import migrations, models

LEAVES = """
CREATE FUNCTION dossiers_no_traject_of_who_leaves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    leaving timestamptz;
BEGIN
    -- The lock makes who begins a destruction wait for this traject, and this traject for him.
    SELECT leaving_at INTO leaving FROM dossiers_client WHERE id = NEW.client_id FOR SHARE;
    IF leaving IS NOT NULL THEN
        RAISE EXCEPTION 'dossiers_client_is_leaving' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER dossiers_no_traject_of_who_leaves BEFORE INSERT OR UPDATE OF client_id ON dossiers_traject
    FOR EACH ROW WHEN (NEW.client_id IS NOT NULL) EXECUTE FUNCTION dossiers_no_traject_of_who_leaves();

CREATE FUNCTION dossiers_client_leaves_for_good() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'dossiers_client_leaves_for_good' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER dossiers_client_leaves_for_good BEFORE UPDATE OF leaving_at ON dossiers_client
    FOR EACH ROW WHEN (OLD.leaving_at IS NOT NULL AND NEW.leaving_at IS DISTINCT FROM OLD.leaving_at)
    EXECUTE FUNCTION dossiers_client_leaves_for_good();
"""
BACK = """
DROP TRIGGER dossiers_client_leaves_for_good ON dossiers_client;
DROP FUNCTION dossiers_client_leaves_for_good();
DROP TRIGGER dossiers_no_traject_of_who_leaves ON dossiers_traject;
DROP FUNCTION dossiers_no_traject_of_who_leaves();
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0016_guard_statute_of_a_file")]

    operations = [
        migrations.AddField(
            "client",
            "leaving_at",
            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="wordt vernietigd sinds"),
        ),
        migrations.RunSQL(LEAVES, BACK),
    ]
