"""What the database itself refuses: a limit without its denial, and writing in a category that a grant leaves out."""

from django.db import migrations

from vault.guards import AppendOnly

# A limit rests on a decision that denied this right in this category, in this dossier, to this person.
LIMIT_RESTS_ON_DENIAL = """
CREATE FUNCTION dossiers_limit_rests_on_denial() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM dossiers_accessgrant held
        JOIN reglement_decision decision ON decision.id = NEW.decision_id
        WHERE held.id = NEW.grant_id AND decision.effect = 'deny'
            AND decision.dossier_id = held.dossier_id AND decision.actor_id = held.user_id
            AND (decision.act = NEW."right" OR (decision.act = 'substitute' AND NEW."right" = 'view'))
            AND decision.categories @> jsonb_build_array(jsonb_build_object('key', NEW.category))
    ) THEN
        RAISE EXCEPTION 'no decision refuses this right' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER dossiers_grantlimit_rests_on_denial BEFORE INSERT ON dossiers_grantlimit
    FOR EACH ROW EXECUTE FUNCTION dossiers_limit_rests_on_denial();
"""
LIMIT_RESTS_ON_DENIAL_BACK = """
DROP TRIGGER dossiers_grantlimit_rests_on_denial ON dossiers_grantlimit;
DROP FUNCTION dossiers_limit_rests_on_denial();
"""

# Taking a limit away would widen a grant that nobody decided about again.
LIMITS_STAY_WITH_GRANT = """
CREATE FUNCTION dossiers_limits_stay_with_grant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM dossiers_accessgrant held
        JOIN dossiers_dossier dossier ON dossier.id = held.dossier_id
        JOIN vault_safe safe ON safe.id = dossier.safe_id
        WHERE held.id = OLD.grant_id AND safe.fenced_at IS NULL
    ) THEN
        RAISE EXCEPTION 'a limit stays as long as its grant' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER dossiers_grantlimit_stays_with_grant BEFORE DELETE ON dossiers_grantlimit
    FOR EACH ROW EXECUTE FUNCTION dossiers_limits_stay_with_grant();
"""
LIMITS_STAY_WITH_GRANT_BACK = """
DROP TRIGGER dossiers_grantlimit_stays_with_grant ON dossiers_grantlimit;
DROP FUNCTION dossiers_limits_stay_with_grant();
"""

# The argument names the column of who writes. What was written stays; only a category that comes in is looked at.
WRITER_REACHES_CATEGORY = """
CREATE FUNCTION dossiers_writer_reaches_category() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    writer uuid := (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.category = OLD.category THEN
        RETURN NEW;
    END IF;
    IF (
        SELECT bool_and(EXISTS (
            SELECT FROM dossiers_grantlimit bound
            WHERE bound.grant_id = held.id AND bound."right" = 'write' AND bound.category = NEW.category
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
CREATE TRIGGER dossiers_note_writer_reaches_category BEFORE INSERT OR UPDATE OF category ON dossiers_note
    FOR EACH ROW EXECUTE FUNCTION dossiers_writer_reaches_category('author_id');
CREATE TRIGGER dossiers_document_writer_reaches_category BEFORE INSERT OR UPDATE OF category ON dossiers_document
    FOR EACH ROW EXECUTE FUNCTION dossiers_writer_reaches_category('added_by_id');
"""
WRITER_REACHES_CATEGORY_BACK = """
DROP TRIGGER dossiers_document_writer_reaches_category ON dossiers_document;
DROP TRIGGER dossiers_note_writer_reaches_category ON dossiers_note;
DROP FUNCTION dossiers_writer_reaches_category();
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0004_rights_by_category"), ("vault", "0002_guards")]

    operations = [
        migrations.RunSQL(LIMIT_RESTS_ON_DENIAL, LIMIT_RESTS_ON_DENIAL_BACK),
        AppendOnly("dossiers_grantlimit", may_delete=True),
        migrations.RunSQL(LIMITS_STAY_WITH_GRANT, LIMITS_STAY_WITH_GRANT_BACK),
        migrations.RunSQL(WRITER_REACHES_CATEGORY, WRITER_REACHES_CATEGORY_BACK),
    ]
