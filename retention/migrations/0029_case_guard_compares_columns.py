"""The guard of a case compares its columns; spelling the row out as JSON for each moment cost more than the update."""

from django.db import migrations

MOMENTS = ("proposed", "approved", "intent", "fenced", "shredded", "erased", "verified", "certified")
TAKEN_BACK = "\n        OR ".join(
    f"(OLD.{moment}_at IS NOT NULL AND NEW.{moment}_at IS DISTINCT FROM OLD.{moment}_at)" for moment in MOMENTS
)
STANDS_FAST = """
    IF OLD.intent_at IS NOT NULL AND (NEW.inventory IS DISTINCT FROM OLD.inventory OR NEW.due_at <> OLD.due_at) THEN
        RAISE EXCEPTION 'what is being destroyed stands fast' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
"""
NEVER_DELETED = """
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a case of destruction is never deleted' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
"""
BY_COLUMN = f"""
CREATE OR REPLACE FUNCTION retention_case_goes_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {NEVER_DELETED}
    IF {TAKEN_BACK}
    THEN
        RAISE EXCEPTION 'a step of a destruction is never taken back' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    {STANDS_FAST}
END $$;
"""
BY_JSON = f"""
CREATE OR REPLACE FUNCTION retention_case_goes_forward() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moment text;
BEGIN
    {NEVER_DELETED}
    FOREACH moment IN ARRAY ARRAY[{", ".join(f"'{moment}_at'" for moment in MOMENTS)}]
    LOOP
        IF to_jsonb(OLD) ->> moment IS NOT NULL AND to_jsonb(OLD) -> moment IS DISTINCT FROM to_jsonb(NEW) -> moment THEN
            RAISE EXCEPTION 'a step of a destruction is never taken back' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END LOOP;
    {STANDS_FAST}
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("retention", "0028_guard_deidentified_copies")]

    operations = [migrations.RunSQL(BY_COLUMN, BY_JSON)]
