"""The PDF of a certificate is filled in once, and nothing else of a certificate ever changes."""

from django.db import migrations

from vault.guards.operations import APP_ROLE

PDF_ONCE = f"""
DROP TRIGGER retention_certificate_no_update ON retention_certificate;
CREATE FUNCTION retention_certificate_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.pdf IS NULL AND NEW.pdf IS NOT NULL
        AND ROW(NEW.id, NEW.case_id, NEW.number, NEW.payload, NEW.signature, NEW.issued_at)
            IS NOT DISTINCT FROM ROW(OLD.id, OLD.case_id, OLD.number, OLD.payload, OLD.signature, OLD.issued_at)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a certificate stays as it was given' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END $$;
CREATE TRIGGER retention_certificate_stays BEFORE UPDATE ON retention_certificate
    FOR EACH ROW EXECUTE FUNCTION retention_certificate_stays();
GRANT UPDATE (pdf) ON retention_certificate TO {APP_ROLE};
"""
PDF_ONCE_BACK = f"""
REVOKE UPDATE (pdf) ON retention_certificate FROM {APP_ROLE};
DROP TRIGGER retention_certificate_stays ON retention_certificate;
DROP FUNCTION retention_certificate_stays();
CREATE TRIGGER retention_certificate_no_update BEFORE UPDATE ON retention_certificate
    FOR EACH ROW EXECUTE FUNCTION vault_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("retention", "0019_certificate_before_its_pdf")]

    operations = [migrations.RunSQL(PDF_ONCE, PDF_ONCE_BACK)]
