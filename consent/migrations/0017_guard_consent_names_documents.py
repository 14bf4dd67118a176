"""A question to the client about documents names documents of his own dossier."""

from django.db import migrations

DOCUMENTS = """
CREATE FUNCTION consent_names_own_documents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM jsonb_array_elements_text(NEW.documents) named(id)
        WHERE NOT EXISTS (
            SELECT FROM dossiers_document document
            WHERE document.id::text = named.id AND document.dossier_id = NEW.dossier_id
        )
    ) THEN
        RAISE EXCEPTION 'consent_names_documents_of_other_dossier' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consent_names_own_documents BEFORE INSERT ON consent_consent
    FOR EACH ROW WHEN (NEW.documents <> '[]') EXECUTE FUNCTION consent_names_own_documents();
"""
BACK = """
DROP TRIGGER consent_names_own_documents ON consent_consent;
DROP FUNCTION consent_names_own_documents();
"""


class Migration(migrations.Migration):
    """Add the trigger beside those of the first guards."""

    dependencies = [("consent", "0016_consent_names_documents")]

    operations = [migrations.RunSQL(DOCUMENTS, BACK)]
