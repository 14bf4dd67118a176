"""A list is decided once and by another; where four eyes are wanted nothing is approved but by a list."""

from django.db import migrations

from vault.guards import AppendOnly

RULES = """
CREATE FUNCTION retention_list_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.approved_at IS NOT NULL THEN
        RAISE EXCEPTION 'a list is decided once' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER retention_list_rules BEFORE UPDATE ON retention_destructionlist
    FOR EACH ROW EXECUTE FUNCTION retention_list_rules();

CREATE FUNCTION retention_listed_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.taken_out_at IS NOT NULL OR TG_OP = 'UPDATE' AND OLD.taken_out_at IS NOT NULL THEN
        RAISE EXCEPTION 'a dossier is taken out once' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    PERFORM FROM retention_destructionlist WHERE id = NEW.list_id AND approved_at IS NULL FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'this list was decided' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF NEW.taken_out_by_id = (SELECT proposed_by_id FROM retention_destructionlist WHERE id = NEW.list_id) THEN
        RAISE EXCEPTION 'another decides about a list' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER retention_listed_rules BEFORE INSERT OR UPDATE ON retention_listedcase
    FOR EACH ROW EXECUTE FUNCTION retention_listed_rules();

CREATE FUNCTION retention_case_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- A restored database does again what was approved before: approval and intent come back at one moment.
    IF NEW.approved_at IS NULL OR OLD.approved_at IS NOT NULL OR NEW.intent_at IS NOT NULL
        OR NEW.ground <> 'term' OR NEW.at_once
        OR NOT EXISTS (SELECT FROM accounts_organisation WHERE four_eyes)
    THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT FROM retention_listedcase line
        JOIN retention_destructionlist listed ON listed.id = line.list_id
        WHERE line.case_id = NEW.id AND line.taken_out_at IS NULL AND listed.approved_by_id = NEW.approved_by_id
    ) THEN
        RAISE EXCEPTION 'two people are wanted' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER retention_case_four_eyes BEFORE UPDATE ON retention_purgecase
    FOR EACH ROW EXECUTE FUNCTION retention_case_four_eyes();
"""
RULES_BACK = """
DROP TRIGGER retention_case_four_eyes ON retention_purgecase;
DROP FUNCTION retention_case_four_eyes();
DROP TRIGGER retention_listed_rules ON retention_listedcase;
DROP FUNCTION retention_listed_rules();
DROP TRIGGER retention_list_rules ON retention_destructionlist;
DROP FUNCTION retention_list_rules();
"""


class Migration(migrations.Migration):
    dependencies = [("retention", "0013_destruction_lists"), ("accounts", "0004_four_eyes")]

    operations = [
        migrations.RunSQL(RULES, RULES_BACK),
        AppendOnly("retention_destructionlist", may_update=("approved_at", "approved_by_id")),
        AppendOnly("retention_listedcase", may_update=("taken_out_at", "taken_out_by_id", "why")),
    ]
