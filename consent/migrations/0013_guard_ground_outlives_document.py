"""A ground outlives the document that it rests on, and no other change is made to what it names."""

from django.db import migrations

OUTLIVES = """
CREATE OR REPLACE FUNCTION consent_ground_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        -- A document that was destroyed before its dossier leaves the ground that rested on it.
        IF ROW(NEW.kind, NEW.dossier_id, NEW.recipients, NEW.categories)
            IS DISTINCT FROM ROW(OLD.kind, OLD.dossier_id, OLD.recipients, OLD.categories)
            OR (NEW.document_id IS DISTINCT FROM OLD.document_id AND (NEW.document_id IS NOT NULL OR NOT EXISTS (
                SELECT FROM dossiers_document document JOIN vault_safe safe ON safe.id = document.safe_id
                WHERE document.id = OLD.document_id AND safe.shredded_at IS NOT NULL
            )))
        THEN
            RAISE EXCEPTION 'consent_ground_is_never_edited' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF EXISTS (
        SELECT FROM jsonb_array_elements_text(NEW.recipients) named(id)
        WHERE NOT EXISTS (
            SELECT FROM dossiers_opdrachtgevercontact contact
            JOIN dossiers_traject traject ON traject.opdrachtgever_id = contact.opdrachtgever_id
            JOIN dossiers_dossier dossier ON dossier.traject_id = traject.id
            WHERE dossier.id = NEW.dossier_id AND contact.id::text = named.id
        )
    ) THEN
        RAISE EXCEPTION 'consent_ground_names_a_stranger' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.kind = 'trajectplan' AND NEW.document_id IS NULL THEN
        RAISE EXCEPTION 'consent_ground_trajectplan_has_its_document' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.document_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM dossiers_document WHERE id = NEW.document_id AND dossier_id = NEW.dossier_id
    ) THEN
        RAISE EXCEPTION 'consent_ground_of_other_dossier' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.kind = 'client_request' AND NOT EXISTS (
        SELECT FROM dossiers_dossier dossier
        JOIN dossiers_traject traject ON traject.id = dossier.traject_id
        JOIN dossiers_client client ON client.id = traject.client_id
        WHERE dossier.id = NEW.dossier_id AND (
            client.user_id = NEW.recorded_by_id
            OR EXISTS (
                SELECT FROM dossiers_representative acts
                WHERE acts.client_id = client.id AND acts.user_id = NEW.recorded_by_id
                    AND acts.valid_from <= akkoord_now()
                    AND (acts.valid_until IS NULL OR acts.valid_until > akkoord_now())
            )
        )
    ) THEN
        RAISE EXCEPTION 'consent_request_is_the_clients_own' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""
OUTLIVES_BACK = """
CREATE OR REPLACE FUNCTION consent_ground_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF ROW(NEW.kind, NEW.dossier_id, NEW.recipients, NEW.categories, NEW.document_id)
            IS DISTINCT FROM ROW(OLD.kind, OLD.dossier_id, OLD.recipients, OLD.categories, OLD.document_id)
        THEN
            RAISE EXCEPTION 'consent_ground_is_never_edited' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF EXISTS (
        SELECT FROM jsonb_array_elements_text(NEW.recipients) named(id)
        WHERE NOT EXISTS (
            SELECT FROM dossiers_opdrachtgevercontact contact
            JOIN dossiers_traject traject ON traject.opdrachtgever_id = contact.opdrachtgever_id
            JOIN dossiers_dossier dossier ON dossier.traject_id = traject.id
            WHERE dossier.id = NEW.dossier_id AND contact.id::text = named.id
        )
    ) THEN
        RAISE EXCEPTION 'consent_ground_names_a_stranger' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.document_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM dossiers_document WHERE id = NEW.document_id AND dossier_id = NEW.dossier_id
    ) THEN
        RAISE EXCEPTION 'consent_ground_of_other_dossier' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.kind = 'client_request' AND NOT EXISTS (
        SELECT FROM dossiers_dossier dossier
        JOIN dossiers_traject traject ON traject.id = dossier.traject_id
        JOIN dossiers_client client ON client.id = traject.client_id
        WHERE dossier.id = NEW.dossier_id AND (
            client.user_id = NEW.recorded_by_id
            OR EXISTS (
                SELECT FROM dossiers_representative acts
                WHERE acts.client_id = client.id AND acts.user_id = NEW.recorded_by_id
                    AND acts.valid_from <= akkoord_now()
                    AND (acts.valid_until IS NULL OR acts.valid_until > akkoord_now())
            )
        )
    ) THEN
        RAISE EXCEPTION 'consent_request_is_the_clients_own' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("consent", "0012_ground_outlives_document"), ("dossiers", "0010_guard_parts")]

    operations = [migrations.RunSQL(OUTLIVES, OUTLIVES_BACK)]
