"""What remains goes only with its key, a figure only at its end; neither is changed meanwhile."""

from django.db import migrations

from vault.guards import AppendOnly, GuardRows, LetResealingPass

RESIDUAL = """
CREATE FUNCTION retention_residual_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT EXISTS (SELECT FROM vault_safe WHERE id = NEW.safe_id AND kind = 'residual') THEN
            RAISE EXCEPTION 'what remains lies in a safe of its own'
                USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NEW;
    END IF;
    IF NOT EXISTS (SELECT FROM vault_safe WHERE id = OLD.safe_id AND shredded_at IS NOT NULL) THEN
        RAISE EXCEPTION 'what remains goes with its key' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER retention_residual_rules BEFORE INSERT OR DELETE ON retention_residualrecord
    FOR EACH ROW EXECUTE FUNCTION retention_residual_rules();
"""
RESIDUAL_BACK = """
DROP TRIGGER retention_residual_rules ON retention_residualrecord;
DROP FUNCTION retention_residual_rules();
"""

FIGURE = """
CREATE FUNCTION retention_figure_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.due_on > (akkoord_now() AT TIME ZONE 'Europe/Amsterdam')::date THEN
            RAISE EXCEPTION 'a figure goes at its end' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'INSERT' AND NEW.people <> 1 OR TG_OP = 'UPDATE' AND NEW.people <> OLD.people + 1 THEN
        RAISE EXCEPTION 'a figure counts one by one' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER retention_figure_rules BEFORE INSERT OR UPDATE OR DELETE ON retention_figure
    FOR EACH ROW EXECUTE FUNCTION retention_figure_rules();
"""
FIGURE_BACK = """
DROP TRIGGER retention_figure_rules ON retention_figure;
DROP FUNCTION retention_figure_rules();
"""


class Migration(migrations.Migration):
    dependencies = [("retention", "0021_what_remains"), ("vault", "0008_residual_safes")]

    operations = [
        GuardRows("retention_residualrecord"),
        AppendOnly("retention_residualrecord", may_update=("name_index", "index_key"), may_delete=True),
        migrations.RunSQL(RESIDUAL, RESIDUAL_BACK),
        LetResealingPass("retention_residualrecord"),
        AppendOnly("retention_figure", may_update=("people",), may_delete=True),
        migrations.RunSQL(FIGURE, FIGURE_BACK),
    ]
