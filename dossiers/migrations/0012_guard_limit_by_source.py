"""A limit that names a source keeps out only what comes from there; the database says so at each item."""

from django.db import migrations

# The argument names the column of who writes; only documents say from whom they come, and a note is of the bureau.
FUNCTION = """
CREATE OR REPLACE FUNCTION dossiers_writer_reaches_category() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    writer uuid := (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
    {declared}
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.category = OLD.category THEN
        RETURN NEW;
    END IF;
    IF (
        SELECT bool_and(EXISTS (
            SELECT FROM dossiers_grantlimit bound
            WHERE bound.grant_id = held.id AND bound."right" = 'write' AND bound.category = NEW.category
                {condition}
        ))
        FROM dossiers_accessgrant held
        WHERE held.dossier_id = NEW.dossier_id AND held.user_id = writer AND held.can_write
            AND held.ended_at IS NULL AND held.valid_from <= akkoord_now()
            AND (held.valid_until IS NULL OR held.valid_until > akkoord_now())
    ) THEN
        RAISE EXCEPTION 'the writer may not write in this category'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
"""
BY_SOURCE = FUNCTION.format(
    declared="given_by text := coalesce(to_jsonb(NEW) ->> 'provenance', 'bureau');",
    condition="AND bound.source IN ('', given_by)",
)


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0011_limit_by_source")]

    operations = [migrations.RunSQL(BY_SOURCE, FUNCTION.format(declared="", condition=""))]
