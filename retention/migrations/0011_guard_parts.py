"""What the database keeps about the destruction of parts: what a case covers stands fast, and the whole goes last."""

from django.db import migrations

from vault.guards import AppendOnly

CASE_STAYS = """
CREATE FUNCTION retention_case_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF ROW(NEW.id, NEW.dossier_id, NEW.covers) IS DISTINCT FROM ROW(OLD.id, OLD.dossier_id, OLD.covers)
        OR (OLD.lapsed_at IS NOT NULL AND NEW IS DISTINCT FROM OLD)
    THEN
        RAISE EXCEPTION 'a case stays about what it is' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.intent_at IS NULL AND NEW.intent_at IS NOT NULL AND NEW.covers = 'dossier' AND EXISTS (
        SELECT FROM retention_purgecase ending
        WHERE ending.dossier_id = NEW.dossier_id AND ending.covers = 'parts' AND ending.intent_at IS NOT NULL
            AND ending.erased_at IS NULL
    ) THEN
        RAISE EXCEPTION 'the whole goes after its parts' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER retention_case_stays BEFORE UPDATE ON retention_purgecase
    FOR EACH ROW EXECUTE FUNCTION retention_case_stays();
"""
CASE_STAYS_BACK = """
DROP TRIGGER retention_case_stays ON retention_purgecase;
DROP FUNCTION retention_case_stays();
"""

# The destruction of a part leaves the client his choice about the rest.
CHOICE_ABOUT_THE_REST = """
CREATE OR REPLACE FUNCTION retention_choice_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT FROM vault_safe WHERE id = OLD.safe_id AND fenced_at IS NULL) THEN
            RAISE EXCEPTION 'a choice goes with its safe' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF OLD.handed_over_on IS NOT NULL THEN
            RAISE EXCEPTION 'what was handed over stays so' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NEW;
    END IF;
    IF EXISTS (
        SELECT FROM retention_purgecase
        WHERE dossier_id = NEW.dossier_id AND covers = 'dossier' AND intent_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'the destruction has begun' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF NEW.number <> 1 + (
        SELECT coalesce(max(number), 0) FROM retention_closingchoice WHERE dossier_id = NEW.dossier_id
    ) THEN
        RAISE EXCEPTION 'choices are numbered one by one' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
"""
CHOICE_ABOUT_THE_REST_BACK = """
CREATE OR REPLACE FUNCTION retention_choice_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT FROM vault_safe WHERE id = OLD.safe_id AND fenced_at IS NULL) THEN
            RAISE EXCEPTION 'a choice goes with its safe' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF OLD.handed_over_on IS NOT NULL THEN
            RAISE EXCEPTION 'what was handed over stays so' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NEW;
    END IF;
    IF EXISTS (
        SELECT FROM retention_purgecase WHERE dossier_id = NEW.dossier_id AND intent_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'the destruction has begun' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF NEW.number <> 1 + (
        SELECT coalesce(max(number), 0) FROM retention_closingchoice WHERE dossier_id = NEW.dossier_id
    ) THEN
        RAISE EXCEPTION 'choices are numbered one by one' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
"""

CHANGE_OF_THE_REST = """
CREATE OR REPLACE FUNCTION retention_term_change_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT FROM vault_safe WHERE id = OLD.safe_id AND fenced_at IS NULL) THEN
            RAISE EXCEPTION 'a change goes with its safe' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF OLD.seconded_at IS NOT NULL THEN
            RAISE EXCEPTION 'a second person confirms once' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.seconded_at IS NOT NULL THEN
        RAISE EXCEPTION 'nobody confirms what is not there yet'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF EXISTS (
        SELECT FROM retention_purgecase
            WHERE dossier_id = NEW.dossier_id AND covers = 'dossier' AND intent_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'the destruction has begun' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF NEW.number <> 1 + (
        SELECT coalesce(max(number), 0) FROM retention_termchange WHERE dossier_id = NEW.dossier_id
    ) THEN
        RAISE EXCEPTION 'changes are numbered one by one' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
"""
CHANGE_OF_THE_REST_BACK = """
CREATE OR REPLACE FUNCTION retention_term_change_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT FROM vault_safe WHERE id = OLD.safe_id AND fenced_at IS NULL) THEN
            RAISE EXCEPTION 'a change goes with its safe' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF OLD.seconded_at IS NOT NULL THEN
            RAISE EXCEPTION 'a second person confirms once' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.seconded_at IS NOT NULL THEN
        RAISE EXCEPTION 'nobody confirms what is not there yet'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF EXISTS (
        SELECT FROM retention_purgecase WHERE dossier_id = NEW.dossier_id AND intent_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'the destruction has begun' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF NEW.number <> 1 + (
        SELECT coalesce(max(number), 0) FROM retention_termchange WHERE dossier_id = NEW.dossier_id
    ) THEN
        RAISE EXCEPTION 'changes are numbered one by one' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
"""

COVERED = """
CREATE FUNCTION retention_case_covers_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM retention_purgecase kase JOIN dossiers_part part ON part.dossier_id = kase.dossier_id
        WHERE kase.id = NEW.case_id AND part.id = NEW.part_id AND part.destroyed_at IS NULL
            AND kase.intent_at IS NULL AND kase.lapsed_at IS NULL
    ) THEN
        RAISE EXCEPTION 'a case covers parts of its own dossier before it begins'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER retention_casepart_of_its_dossier BEFORE INSERT ON retention_casepart
    FOR EACH ROW EXECUTE FUNCTION retention_case_covers_part();
"""
COVERED_BACK = """
DROP TRIGGER retention_casepart_of_its_dossier ON retention_casepart;
DROP FUNCTION retention_case_covers_part();
"""


class Migration(migrations.Migration):
    dependencies = [("retention", "0010_parts"), ("dossiers", "0010_guard_parts"), ("vault", "0002_guards")]

    operations = [
        migrations.RunSQL(CASE_STAYS, CASE_STAYS_BACK),
        migrations.RunSQL(CHOICE_ABOUT_THE_REST, CHOICE_ABOUT_THE_REST_BACK),
        migrations.RunSQL(CHANGE_OF_THE_REST, CHANGE_OF_THE_REST_BACK),
        migrations.RunSQL(COVERED, COVERED_BACK),
        AppendOnly("retention_casepart"),
    ]
