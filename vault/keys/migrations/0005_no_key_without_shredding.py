"""The database lets go of the key of a safe only where that safe is named as one that is shredded.

Holds lie in the other database, and this one can't ask there. A shredding asks, under the lock that a hold needs, and
only then names the safes here; whatever else deletes a key, by hand or by mistake, names nothing.
"""

from django.db import migrations

ONLY_NAMED = """
CREATE FUNCTION keys_guard_shredding() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    named uuid[] := nullif(current_setting('keys.shredding', true), '')::uuid[];
BEGIN
    IF EXISTS (
        SELECT FROM gone WHERE gone.retired_at IS NULL AND NOT coalesce(gone.safe_id = ANY(named), false)
    ) THEN
        RAISE EXCEPTION 'the key of a safe goes only when it is shredded'
            USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER keys_safekey_shredding AFTER DELETE ON keys_safekey REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION keys_guard_shredding();

CREATE TRIGGER keys_safekey_no_truncate BEFORE TRUNCATE ON keys_safekey
    FOR EACH STATEMENT EXECUTE FUNCTION vault_refuse_change();
"""
WHATEVER = """
DROP TRIGGER keys_safekey_no_truncate ON keys_safekey;
DROP TRIGGER keys_safekey_shredding ON keys_safekey;
DROP FUNCTION keys_guard_shredding();
"""


class Migration(migrations.Migration):

    dependencies = [("keys", "0004_keys_by_their_safe")]

    operations = [migrations.RunSQL(ONLY_NAMED, WHATEVER)]
