"""An objection is the client's own, is decided once and by another, and goes with its safe."""

from django.db import migrations

from vault.guards import GuardRows, LetResealingPass

TABLE = "consent_objection"

RULES = """
CREATE TRIGGER consent_objection_after_fence BEFORE DELETE ON consent_objection
    FOR EACH ROW EXECUTE FUNCTION consent_only_after_fence();

CREATE FUNCTION consent_objection_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    told text[] := ARRAY['outcome', 'reason', 'decided_at', 'decided_role', 'decided_by_id', 'withdrawn_at'];
    -- Once the key is shredded what remains can only be blanked.
    gone boolean := EXISTS (SELECT FROM vault_safe WHERE id = NEW.safe_id AND shredded_at IS NOT NULL);
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT EXISTS (
            SELECT FROM dossiers_dossier dossier
            JOIN dossiers_traject traject ON traject.id = dossier.traject_id
            JOIN dossiers_client client ON client.id = traject.client_id
            WHERE dossier.id = NEW.dossier_id AND dossier.safe_id = NEW.safe_id AND (
                client.user_id = NEW.made_by_id
                OR EXISTS (
                    SELECT FROM dossiers_representative acts
                    WHERE acts.client_id = client.id AND acts.user_id = NEW.made_by_id
                        AND acts.valid_from <= akkoord_now()
                        AND (acts.valid_until IS NULL OR acts.valid_until > akkoord_now())
                )
            )
        ) THEN
            RAISE EXCEPTION 'consent_objection_is_the_clients_own' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF NEW.outcome <> '' THEN
            RAISE EXCEPTION 'consent_objection_is_made_before_decided' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF gone THEN
        RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - told <> to_jsonb(OLD) - told
        OR OLD.outcome <> '' AND to_jsonb(NEW) - 'withdrawn_at' <> to_jsonb(OLD) - 'withdrawn_at'
        OR OLD.withdrawn_at IS NOT NULL
        OR NEW.decided_by_id = NEW.made_by_id
    THEN
        RAISE EXCEPTION 'consent_objection_stands' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consent_objection_rules BEFORE INSERT OR UPDATE ON consent_objection
    FOR EACH ROW EXECUTE FUNCTION consent_objection_rules();
"""
RULES_BACK = """
DROP TRIGGER consent_objection_rules ON consent_objection;
DROP FUNCTION consent_objection_rules();
DROP TRIGGER consent_objection_after_fence ON consent_objection;
"""


class Migration(migrations.Migration):
    dependencies = [("consent", "0019_objections"), ("vault", "0007_resealing"), ("dossiers", "0001_initial")]

    operations = [migrations.RunSQL(RULES, RULES_BACK), GuardRows(TABLE), LetResealingPass(TABLE)]
