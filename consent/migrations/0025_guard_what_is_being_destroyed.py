"""What is being destroyed is neither given out nor opened any more, though its dossier goes on."""

from django.db import migrations

# A report or a file is a part of its dossier by itself, so the safe of the dossier tells nothing about it. Both safes
# are locked in one order, as a fence does: whoever fences and whoever gives out wait for each other.
STAYS = """
CREATE FUNCTION consent_content_stays(content uuid, home uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    lies_in uuid[] := ARRAY(
        SELECT part.safe_id FROM consent_contentversion version
        JOIN dossiers_part part ON part.item_id = version.object_id
        WHERE version.id = content
    ) || home;
BEGIN
    PERFORM FROM vault_safe safe WHERE safe.id = ANY(lies_in) ORDER BY safe.id FOR SHARE;
    IF EXISTS (SELECT FROM vault_safe safe WHERE safe.id = ANY(lies_in) AND safe.fenced_at IS NOT NULL) THEN
        RAISE EXCEPTION 'disclosure_content_going' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$;

CREATE FUNCTION consent_disclosure_of_what_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM consent_content_stays(NEW.content_version_id, NEW.safe_id);
    RETURN NEW;
END $$;
CREATE TRIGGER consent_disclosure_of_what_stays BEFORE INSERT ON consent_disclosure
    FOR EACH ROW EXECUTE FUNCTION consent_disclosure_of_what_stays();

CREATE FUNCTION consent_opening_of_what_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM consent_content_stays(given_out.content_version_id, NEW.safe_id)
        FROM consent_disclosure given_out WHERE given_out.id = NEW.disclosure_id;
    RETURN NEW;
END $$;
CREATE TRIGGER consent_opening_of_what_stays BEFORE INSERT ON consent_disclosureopening
    FOR EACH ROW EXECUTE FUNCTION consent_opening_of_what_stays();
"""
STAYS_BACK = """
DROP TRIGGER consent_opening_of_what_stays ON consent_disclosureopening;
DROP FUNCTION consent_opening_of_what_stays();
DROP TRIGGER consent_disclosure_of_what_stays ON consent_disclosure;
DROP FUNCTION consent_disclosure_of_what_stays();
DROP FUNCTION consent_content_stays(uuid, uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("consent", "0024_guard_remark_lies_with_what_it_is_about"), ("dossiers", "0010_guard_parts")]

    operations = [migrations.RunSQL(STAYS, STAYS_BACK)]
