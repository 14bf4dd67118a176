"""A limit on what a dossier holds in general rests on a denial about no category in particular."""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION dossiers_limit_rests_on_denial() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM dossiers_accessgrant held
        JOIN reglement_decision decision ON decision.id = NEW.decision_id
        WHERE held.id = NEW.grant_id AND decision.effect = 'deny'
            AND decision.dossier_id = held.dossier_id AND decision.actor_id = held.user_id
            AND (decision.act = NEW."right" OR (decision.act = 'substitute' AND NEW."right" = 'view'))
            AND {about}
    ) THEN
        RAISE EXCEPTION 'no decision refuses this right' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
"""
ONE_CATEGORY = "decision.categories @> jsonb_build_array(jsonb_build_object('key', NEW.category))"
OR_IN_GENERAL = f"CASE NEW.category WHEN '*' THEN decision.categories = '[]'::jsonb ELSE {ONE_CATEGORY} END"


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0006_outside_functional")]

    operations = [
        migrations.RunSQL(FUNCTION.format(about=OR_IN_GENERAL), FUNCTION.format(about=ONE_CATEGORY)),
    ]
