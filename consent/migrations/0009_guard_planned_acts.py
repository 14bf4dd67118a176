"""A planned act lies inside its dossier; who approves it has the role that is asked and is not who asked for it."""

from django.db import migrations

from vault.guards import AppendOnly, GuardRows

PLANNED, APPROVAL = "consent_plannedact", "consent_insideapproval"

RULES = """
CREATE FUNCTION consent_planned_act_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.contact_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM dossiers_opdrachtgevercontact contact
        JOIN dossiers_traject traject ON traject.opdrachtgever_id = contact.opdrachtgever_id
        JOIN dossiers_dossier dossier ON dossier.traject_id = traject.id
        WHERE dossier.id = NEW.dossier_id AND contact.id = NEW.contact_id
    ) THEN
        RAISE EXCEPTION 'consent_planned_act_names_a_stranger' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (
        SELECT FROM jsonb_array_elements_text(NEW.documents) named(id)
        WHERE NOT EXISTS (
            SELECT FROM dossiers_document document
            WHERE document.id::text = named.id AND document.dossier_id = NEW.dossier_id
        )
    ) OR (NEW.content_version_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM consent_contentversion WHERE id = NEW.content_version_id AND dossier_id = NEW.dossier_id
    )) OR (NEW.consent_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM consent_consent WHERE id = NEW.consent_id AND dossier_id = NEW.dossier_id
    )) THEN
        RAISE EXCEPTION 'consent_planned_act_of_other_dossier' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consent_planned_act_check BEFORE INSERT ON consent_plannedact
    FOR EACH ROW EXECUTE FUNCTION consent_planned_act_check();
CREATE TRIGGER consent_planned_act_once BEFORE UPDATE ON consent_plannedact
    FOR EACH ROW EXECUTE FUNCTION consent_moment_set_once('ended_at', 'ended_by_id');

CREATE FUNCTION consent_inside_approval_check() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    planned consent_plannedact%ROWTYPE;
    said text[];
BEGIN
    NEW.at := akkoord_now();
    SELECT * INTO STRICT planned FROM consent_plannedact WHERE id = NEW.planned_id FOR UPDATE;
    IF planned.safe_id <> NEW.safe_id THEN
        RAISE EXCEPTION 'consent_approval_in_another_safe' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT coalesce(array_agg(kind), '{}') INTO said FROM consent_insideapproval
    WHERE planned_id = NEW.planned_id AND by_id = NEW.by_id;
    IF NEW.kind = 'withdrawn' THEN
        IF NOT 'given' = ANY (said) THEN
            RAISE EXCEPTION 'consent_nothing_to_withdraw' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF said <> '{}' THEN
        RAISE EXCEPTION 'consent_approval_answered_before' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF planned.ended_at IS NOT NULL
        OR planned.until < (akkoord_now() AT TIME ZONE 'Europe/Amsterdam')::date THEN
        RAISE EXCEPTION 'consent_planned_act_is_over' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF planned.asked_by_id = NEW.by_id THEN
        RAISE EXCEPTION 'consent_approval_is_of_another' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT planned.roles ? NEW.role OR NOT EXISTS (
        SELECT FROM accounts_roleassignment held
        WHERE held.user_id = NEW.by_id AND held.role = NEW.role AND held.valid_from <= akkoord_now()
            AND (held.valid_until IS NULL OR held.valid_until > akkoord_now())
    ) THEN
        RAISE EXCEPTION 'consent_approval_in_another_role' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consent_inside_approval_check BEFORE INSERT ON consent_insideapproval
    FOR EACH ROW EXECUTE FUNCTION consent_inside_approval_check();
"""
RULES_BACK = """
DROP TRIGGER consent_inside_approval_check ON consent_insideapproval;
DROP FUNCTION consent_inside_approval_check();
DROP TRIGGER consent_planned_act_once ON consent_plannedact;
DROP TRIGGER consent_planned_act_check ON consent_plannedact;
DROP FUNCTION consent_planned_act_check();
"""


def _deletes_after_fence(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_after_fence BEFORE DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION consent_only_after_fence()",
        f"DROP TRIGGER {table}_after_fence ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("consent", "0008_planned_acts"), ("vault", "0002_guards"), ("accounts", "0001_initial")]

    operations = [
        _deletes_after_fence(PLANNED),
        _deletes_after_fence(APPROVAL),
        GuardRows(PLANNED),
        GuardRows(APPROVAL),
        AppendOnly(PLANNED, may_update=("ended_at", "ended_by_id"), may_delete=True),
        AppendOnly(APPROVAL, may_delete=True),
        migrations.RunSQL(RULES, RULES_BACK),
    ]
