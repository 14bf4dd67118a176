"""Keeps the truths about roles that speak of several rows."""

from django.db import migrations

from vault.guards import AppendOnly

# An exclusion constraint would need btree_gist, which the embedded PostgreSQL does not carry; the lock on the person
# makes two appointments at one time wait for each other.
ROLES = """
CREATE FUNCTION accounts_role_periods() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    portal CONSTANT text[] := ARRAY['client', 'representative', 'opdrachtgever_contact'];
    period tstzrange;
BEGIN
    IF NEW.valid_until < NEW.valid_from THEN
        RETURN NEW; -- the CHECK refuses it, with a sentence
    END IF;
    period := tstzrange(NEW.valid_from, NEW.valid_until);
    PERFORM 1 FROM accounts_user WHERE id = NEW.user_id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT 1 FROM accounts_roleassignment other
        WHERE other.user_id = NEW.user_id AND other.id <> NEW.id AND other.role = NEW.role
            AND other.branch_id IS NOT DISTINCT FROM NEW.branch_id
            AND tstzrange(other.valid_from, other.valid_until) && period
    ) THEN
        RAISE EXCEPTION 'role_periods_overlap' USING ERRCODE = 'exclusion_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM accounts_roleassignment other
        WHERE other.user_id = NEW.user_id AND other.id <> NEW.id
            AND (other.role = ANY (portal)) <> (NEW.role = ANY (portal))
            AND tstzrange(other.valid_from, other.valid_until) && period
    ) THEN
        RAISE EXCEPTION 'role_of_both_sides' USING ERRCODE = 'exclusion_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_role_periods BEFORE INSERT OR UPDATE ON accounts_roleassignment
    FOR EACH ROW EXECUTE FUNCTION accounts_role_periods();
"""
NO_ROLES = """
DROP TRIGGER accounts_role_periods ON accounts_roleassignment;
DROP FUNCTION accounts_role_periods();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("vault", "0002_guards")]

    operations = [
        migrations.RunSQL(ROLES, NO_ROLES),
        # A role is ended, and the past stays as it was.
        AppendOnly("accounts_roleassignment", may_update=("valid_until",)),
    ]
