"""Of a destroyed dossier of which nothing is left, the row of its traject tells the year of each day and no outcome."""

from django.db import migrations, models

RULES = """
CREATE OR REPLACE FUNCTION dossiers_closed_stays_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.blurred_at IS DISTINCT FROM OLD.blurred_at THEN
        IF OLD.blurred_at IS NOT NULL OR EXISTS (
            SELECT FROM dossiers_dossier dossier WHERE dossier.traject_id = NEW.id AND (
                dossier.destroyed_at IS NULL OR EXISTS (
                    SELECT FROM dossiers_part part WHERE part.dossier_id = dossier.id AND part.destroyed_at IS NULL
                )
            )
        ) THEN
            RAISE EXCEPTION 'a traject is blurred once, when nothing of it is left'
                USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
        END IF;
    ELSIF OLD.closed_at IS NOT NULL AND ROW(NEW.closed_at, NEW.closed_by_id, NEW.ended_on, NEW.outcome)
        IS DISTINCT FROM ROW(OLD.closed_at, OLD.closed_by_id, OLD.ended_on, OLD.outcome)
    THEN
        RAISE EXCEPTION 'a closed traject stays closed' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
"""
RULES_BACK = """
CREATE OR REPLACE FUNCTION dossiers_closed_stays_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.closed_at IS NOT NULL AND ROW(NEW.closed_at, NEW.closed_by_id, NEW.ended_on, NEW.outcome)
        IS DISTINCT FROM ROW(OLD.closed_at, OLD.closed_by_id, OLD.ended_on, OLD.outcome)
    THEN
        RAISE EXCEPTION 'a closed traject stays closed' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
"""
CHECK = models.CheckConstraint(
    name="traject_blurred_tells_only_years",
    condition=models.Q(blurred_at=None)
    | models.Q(
        client=None,
        outcome="other",
        planned_end_on=None,
        started_on__month=1,
        started_on__day=1,
        ended_on__month=1,
        ended_on__day=1,
    ),
    violation_error_message="Van een vervaagd traject staan alleen nog de jaren.",
)


class Migration(migrations.Migration):

    dependencies = [("dossiers", "0022_guard_what_a_report_holds")]

    operations = [
        migrations.AddField(
            model_name="traject",
            name="blurred_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="vervaagd op"),
        ),
        migrations.AddConstraint(model_name="traject", constraint=CHECK),
        migrations.RunSQL(RULES, RULES_BACK),
    ]
