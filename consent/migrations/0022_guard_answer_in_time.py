"""An answer is put off once, within the first month, by another than who objected, and before it was decided."""

from django.db import migrations

from vault.guards import LetResealingPass

TABLE = "consent_objection"

RULES = """
CREATE FUNCTION consent_objection_put_off() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last_day date := ((OLD.made_at AT TIME ZONE 'Europe/Amsterdam') + interval '1 month')::date;
BEGIN
    IF NEW.extended_at IS NOT DISTINCT FROM OLD.extended_at AND NEW.extension IS NOT DISTINCT FROM OLD.extension
        AND NEW.extended_by_id IS NOT DISTINCT FROM OLD.extended_by_id
        OR EXISTS (SELECT FROM vault_safe WHERE id = NEW.safe_id AND shredded_at IS NOT NULL)
    THEN
        RETURN NEW;
    END IF;
    IF OLD.extended_at IS NOT NULL OR OLD.outcome <> '' OR OLD.withdrawn_at IS NOT NULL
        OR NEW.extended_by_id = NEW.made_by_id
        OR (NEW.extended_at AT TIME ZONE 'Europe/Amsterdam')::date > last_day
    THEN
        RAISE EXCEPTION 'consent_objection_is_put_off_once' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consent_objection_put_off BEFORE UPDATE ON consent_objection
    FOR EACH ROW EXECUTE FUNCTION consent_objection_put_off();
"""
RULES_BACK = """
DROP TRIGGER consent_objection_put_off ON consent_objection;
DROP FUNCTION consent_objection_put_off();
"""
# Those of 0020, with what tells of a later answer among what may still be written.
TOLD = "'outcome', 'reason', 'decided_at', 'decided_role', 'decided_by_id', 'withdrawn_at'"
TOLD_TOO = f"{TOLD}, 'extension', 'extended_at', 'extended_by_id'"


def let_be_told(told: str, instead: str) -> str:
    """Return the statement that makes the rules of an objection anew with other columns that may still be written."""
    was, becomes = (f"ARRAY[{words}]" for words in (told, instead))
    return f"""
DO $do$
DECLARE
    made text := pg_get_functiondef('consent_objection_rules'::regproc);
BEGIN
    EXECUTE replace(made, $was${was}$was$, $new${becomes}$new$);
END $do$;
"""


class Migration(migrations.Migration):
    dependencies = [("consent", "0021_objection_answered_in_time"), ("vault", "0007_resealing")]

    operations = [
        migrations.RunSQL(let_be_told(TOLD, TOLD_TOO), let_be_told(TOLD_TOO, TOLD)),
        migrations.RunSQL(RULES, RULES_BACK),
        LetResealingPass(TABLE),
    ]
