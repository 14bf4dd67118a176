"""What the database itself keeps: decisions and acknowledgements are append-only, an active text never changes."""

from django.db import migrations

from vault.guards import AppendOnly

ACTIVE_TEXT = """
CREATE FUNCTION reglement_active_text_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.activated_at IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'an active version is never deleted' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (to_jsonb(NEW) - 'superseded_at') IS DISTINCT FROM (to_jsonb(OLD) - 'superseded_at')
        OR (OLD.superseded_at IS NOT NULL AND NEW.superseded_at IS DISTINCT FROM OLD.superseded_at)
    THEN
        RAISE EXCEPTION 'an active version never changes' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reglement_active_text_stays BEFORE UPDATE OR DELETE ON reglement_reglementversion
    FOR EACH ROW EXECUTE FUNCTION reglement_active_text_stays();

CREATE FUNCTION reglement_article_of_active_text_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_version uuid := CASE WHEN TG_OP = 'INSERT' THEN NEW.version_id ELSE OLD.version_id END;
BEGIN
    IF EXISTS (SELECT FROM reglement_reglementversion WHERE id = of_version AND activated_at IS NOT NULL) THEN
        RAISE EXCEPTION 'an active version never changes' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER reglement_article_stays BEFORE INSERT OR UPDATE OR DELETE ON reglement_article
    FOR EACH ROW EXECUTE FUNCTION reglement_article_of_active_text_stays();
"""

ACTIVE_TEXT_BACK = """
DROP TRIGGER reglement_article_stays ON reglement_article;
DROP FUNCTION reglement_article_of_active_text_stays();
DROP TRIGGER reglement_active_text_stays ON reglement_reglementversion;
DROP FUNCTION reglement_active_text_stays();
"""


class Migration(migrations.Migration):
    """Guards of the reglement room."""

    dependencies = [("reglement", "0001_initial"), ("vault", "0002_guards")]

    operations = [
        AppendOnly("reglement_decision"),
        AppendOnly("reglement_acknowledgement"),
        migrations.RunSQL(ACTIVE_TEXT, ACTIVE_TEXT_BACK),
    ]
