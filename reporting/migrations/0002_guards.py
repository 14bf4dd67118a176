"""Guards of reports: held and fenced safes, closed trajecten, and versions that never change."""

from django.db import migrations

from dossiers.guards import ContentOfOpenTraject
from vault.guards import AppendOnly, GuardRows

SUBMITTED_ONCE = """
CREATE FUNCTION reporting_submitted_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.submitted_at IS NOT NULL
        AND (NEW.submitted_at, NEW.submitted_by_id) IS DISTINCT FROM (OLD.submitted_at, OLD.submitted_by_id) THEN
        RAISE EXCEPTION 'reporting_version_submitted_before' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reporting_submitted_once BEFORE UPDATE ON reporting_reportversion
    FOR EACH ROW EXECUTE FUNCTION reporting_submitted_once();
"""

DELIVERY_ENDS_ONCE = """
CREATE FUNCTION reporting_delivery_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.delivered_at IS NOT NULL OR OLD.refused_at IS NOT NULL THEN
        RAISE EXCEPTION 'reporting_delivery_ended_before' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reporting_delivery_ends_once BEFORE UPDATE ON reporting_delivery
    FOR EACH ROW EXECUTE FUNCTION reporting_delivery_ends_once();
"""


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial"), ("dossiers", "0002_guards"), ("vault", "0002_guards")]

    operations = [
        GuardRows("reporting_report"),
        GuardRows("reporting_reportversion"),
        GuardRows("reporting_delivery"),
        ContentOfOpenTraject("reporting_report"),
        AppendOnly("reporting_reportversion", may_update=("submitted_at", "submitted_by_id"), may_delete=True),
        migrations.RunSQL(
            SUBMITTED_ONCE,
            "DROP TRIGGER reporting_submitted_once ON reporting_reportversion;"
            "DROP FUNCTION reporting_submitted_once();",
        ),
        migrations.RunSQL(
            DELIVERY_ENDS_ONCE,
            "DROP TRIGGER reporting_delivery_ends_once ON reporting_delivery;"
            "DROP FUNCTION reporting_delivery_ends_once();",
        ),
    ]
