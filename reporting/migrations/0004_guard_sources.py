"""A source of a report is a file of the same dossier."""

from django.db import migrations

SOURCE_OF_ITS_DOSSIER = """
CREATE FUNCTION reporting_source_of_its_dossier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.part_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM reporting_report report JOIN dossiers_part part ON part.dossier_id = report.dossier_id
        WHERE report.id = NEW.report_id AND part.id = NEW.part_id AND part.item_id IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'a source is a file of the same dossier'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reporting_source_of_its_dossier BEFORE INSERT OR UPDATE ON reporting_reportsource
    FOR EACH ROW EXECUTE FUNCTION reporting_source_of_its_dossier();
"""
SOURCE_OF_ITS_DOSSIER_BACK = """
DROP TRIGGER reporting_source_of_its_dossier ON reporting_reportsource;
DROP FUNCTION reporting_source_of_its_dossier();
"""


class Migration(migrations.Migration):
    dependencies = [("reporting", "0003_sources"), ("dossiers", "0010_guard_parts")]

    operations = [migrations.RunSQL(SOURCE_OF_ITS_DOSSIER, SOURCE_OF_ITS_DOSSIER_BACK)]
