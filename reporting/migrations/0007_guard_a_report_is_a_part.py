"""A report lies with its versions and their PDFs in the safe of its part, which names every kind of data in them."""

from django.db import migrations

# A report of before there were parts lies in the safe of its dossier; its next versions lie beside it.
REPORT = """
CREATE FUNCTION reporting_report_in_its_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND ROW(NEW.id, NEW.safe_id, NEW.dossier_id) IS NOT DISTINCT FROM ROW(OLD.id, OLD.safe_id, OLD.dossier_id)
    THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT FROM dossiers_part part
        WHERE part.item_id = NEW.id AND part.kind = 'report' AND part.destroyed_at IS NULL
            AND part.safe_id = NEW.safe_id AND part.dossier_id = NEW.dossier_id
    ) THEN
        RAISE EXCEPTION 'a report lies in the safe of its part'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reporting_report_in_its_part BEFORE INSERT OR UPDATE ON reporting_report
    FOR EACH ROW EXECUTE FUNCTION reporting_report_in_its_part();
"""
REPORT_BACK = """
DROP TRIGGER reporting_report_in_its_part ON reporting_report;
DROP FUNCTION reporting_report_in_its_part();
"""

VERSION = """
CREATE FUNCTION reporting_version_in_its_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.content_version_id IS NULL OR NOT EXISTS (
        SELECT FROM reporting_report report
        JOIN vault_sealedfile pdf ON pdf.id = NEW.pdf_id AND pdf.safe_id = NEW.safe_id
        WHERE report.id = NEW.report_id AND report.safe_id = NEW.safe_id
    ) THEN
        RAISE EXCEPTION 'a version lies in the safe of its report'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF EXISTS (
        SELECT FROM dossiers_part part
        JOIN consent_contentversion content ON content.id = NEW.content_version_id
        WHERE part.item_id = NEW.report_id AND NOT part.categories @> content.categories
    ) THEN
        RAISE EXCEPTION 'a report names what its versions hold'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reporting_version_in_its_part BEFORE INSERT ON reporting_reportversion
    FOR EACH ROW EXECUTE FUNCTION reporting_version_in_its_part();
"""
VERSION_BACK = """
DROP TRIGGER reporting_version_in_its_part ON reporting_reportversion;
DROP FUNCTION reporting_version_in_its_part();
"""

# What the gate knows of a version goes with its dossier; the version may be kept longer by a rule about its data.
OUTLIVES = """
DROP TRIGGER reporting_reportversion_no_update ON reporting_reportversion;
CREATE TRIGGER reporting_reportversion_no_update BEFORE UPDATE ON reporting_reportversion
    FOR EACH ROW WHEN (NOT vault_is_resealing())
    EXECUTE FUNCTION vault_refuse_change('submitted_at', 'submitted_by_id', 'content_version_id');
CREATE FUNCTION reporting_version_lets_go() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.content_version_id IS DISTINCT FROM OLD.content_version_id AND (
        NEW.content_version_id IS NOT NULL OR EXISTS (
            SELECT FROM consent_contentversion content JOIN vault_safe safe ON safe.id = content.safe_id
            WHERE content.id = OLD.content_version_id AND safe.shredded_at IS NULL
        )
    ) THEN
        RAISE EXCEPTION 'a version keeps what the gate knows of it'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reporting_version_lets_go BEFORE UPDATE OF content_version_id ON reporting_reportversion
    FOR EACH ROW WHEN (NOT vault_is_resealing()) EXECUTE FUNCTION reporting_version_lets_go();
"""
OUTLIVES_BACK = """
DROP TRIGGER reporting_version_lets_go ON reporting_reportversion;
DROP FUNCTION reporting_version_lets_go();
DROP TRIGGER reporting_reportversion_no_update ON reporting_reportversion;
CREATE TRIGGER reporting_reportversion_no_update BEFORE UPDATE ON reporting_reportversion
    FOR EACH ROW WHEN (NOT vault_is_resealing())
    EXECUTE FUNCTION vault_refuse_change('submitted_at', 'submitted_by_id');
"""

SOURCE = """
CREATE OR REPLACE FUNCTION reporting_source_of_its_dossier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.part_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM reporting_report report JOIN dossiers_part part ON part.dossier_id = report.dossier_id
        WHERE report.id = NEW.report_id AND part.id = NEW.part_id AND part.item_id IS NOT NULL{but}
    ) THEN
        RAISE EXCEPTION 'a source is a file of the same dossier'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0006_a_report_is_a_part"),
        ("dossiers", "0022_guard_what_a_report_holds"),
        ("consent", "0024_guard_remark_lies_with_what_it_is_about"),
    ]

    operations = [
        migrations.RunSQL(REPORT, REPORT_BACK),
        migrations.RunSQL(VERSION, VERSION_BACK),
        migrations.RunSQL(OUTLIVES, OUTLIVES_BACK),
        migrations.RunSQL(SOURCE.replace("{but}", " AND part.kind <> 'report'"), SOURCE.replace("{but}", "")),
    ]
