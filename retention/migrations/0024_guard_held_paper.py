"""The time to think is kept by the database, and paper on which a hold lies is not said to be destroyed."""

from datetime import timedelta

from django.db import migrations, models
from django.db.models.expressions import CombinedExpression

# What was done again before this column existed had its approval and its beginning at one moment.
MARK = """
UPDATE retention_purgecase SET done_again = true
WHERE intent_at < approved_at + interval '2 days' AND NOT at_once AND ground <> 'requested'
"""

CASES = """
CREATE FUNCTION retention_case_time_to_think() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.done_again IS DISTINCT FROM (TG_OP = 'UPDATE' AND OLD.done_again) AND (
        NOT NEW.done_again OR NOT EXISTS (SELECT FROM vault_restoration WHERE opened_at IS NULL)
    ) THEN
        RAISE EXCEPTION 'only what was put back is done again' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF NEW.intent_at IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.intent_at IS NULL) AND NEW.at_once AND NOT NEW.done_again
        AND NOT EXISTS (
            SELECT FROM retention_dossierterm term
            WHERE term.dossier_id = NEW.dossier_id AND term.part_id IS NOT NULL AND term.term = 'P0D'
        )
    THEN
        RAISE EXCEPTION 'no term of nothing' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER retention_case_time_to_think BEFORE INSERT OR UPDATE ON retention_purgecase
    FOR EACH ROW EXECUTE FUNCTION retention_case_time_to_think();
"""
CASES_BACK = """
DROP TRIGGER retention_case_time_to_think ON retention_purgecase;
DROP FUNCTION retention_case_time_to_think();
"""

PAPER = """
CREATE FUNCTION retention_paper_not_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.destroyed_on IS NULL AND NEW.destroyed_on IS NOT NULL AND EXISTS (
        SELECT FROM retention_paperhold hold WHERE hold.paper_id = NEW.id AND hold.released_at IS NULL
    ) THEN
        RAISE EXCEPTION 'a hold lies on this paper' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER retention_paper_not_held BEFORE UPDATE ON retention_paperdossier
    FOR EACH ROW EXECUTE FUNCTION retention_paper_not_held();

CREATE FUNCTION retention_paper_hold_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a hold on paper is lifted, not deleted' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF TG_OP = 'INSERT' THEN
        PERFORM FROM retention_paperdossier WHERE id = NEW.paper_id AND destroyed_on IS NULL FOR UPDATE;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'this paper is gone' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
        END IF;
    ELSIF OLD.released_at IS NOT NULL
        OR to_jsonb(NEW) - ARRAY['released_at', 'released_by_id'] <> to_jsonb(OLD) - ARRAY['released_at', 'released_by_id']
    THEN
        RAISE EXCEPTION 'a hold on paper is only lifted' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER retention_paper_hold_rules BEFORE INSERT OR UPDATE OR DELETE ON retention_paperhold
    FOR EACH ROW EXECUTE FUNCTION retention_paper_hold_rules();
"""
PAPER_BACK = """
DROP TRIGGER retention_paper_hold_rules ON retention_paperhold;
DROP FUNCTION retention_paper_hold_rules();
DROP TRIGGER retention_paper_not_held ON retention_paperdossier;
DROP FUNCTION retention_paper_not_held();
"""


class Migration(migrations.Migration):
    dependencies = [("retention", "0023_time_to_think_and_held_paper"), ("vault", "0004_restorations")]

    operations = [
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='purgecase',
            constraint=models.CheckConstraint(condition=models.Q(('intent_at', None), ('at_once', True), ('done_again', True), ('ground', 'requested'), ('intent_at__gte', CombinedExpression(models.F('approved_at'), '+', models.Value(timedelta(days=2)))), _connector='OR'), name='case_begins_after_the_time_to_think', violation_error_message='Na de goedkeuring is er nog tijd om terug te komen.'),
        ),
        migrations.RunSQL(CASES, CASES_BACK),
        migrations.RunSQL(PAPER, PAPER_BACK),
    ]
