"""The leaf of each event is made by the database, and neither events nor seals can be changed."""

from django.db import migrations

from vault.guards import AppendOnly

# The same text is made in audit.services.leaves; a column added here is added there.
LEAF = """
CREATE FUNCTION audit_make_leaf() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The transaction gets its number before the event does, so a sealer can wait for everybody below a number.
    PERFORM pg_current_xact_id();
    NEW.seq := nextval('audit_event_seq');
    NEW.at := akkoord_now();
    NEW.leaf_sha256 := sha256(convert_to(array_to_string(ARRAY[
        NEW.seq::text,
        NEW.id::text,
        (extract(epoch FROM NEW.at) * 1000000)::bigint::text,
        NEW.event,
        NEW.outcome,
        coalesce(NEW.actor_id::text, ''),
        NEW.actor_role,
        coalesce(NEW.on_behalf_of_id::text, ''),
        coalesce(NEW.client_id::text, ''),
        coalesce(NEW.dossier_id::text, ''),
        NEW.object_type,
        coalesce(NEW.object_id::text, ''),
        NEW.purpose,
        coalesce(NEW.decision_id::text, ''),
        NEW.article,
        NEW.origin,
        coalesce(NEW.safe_id::text, ''),
        coalesce(encode(NEW.details, 'hex'), '')
    ], E'\\x1f'), 'UTF8'));
    RETURN NEW;
END $$;
CREATE TRIGGER audit_event_leaf BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_make_leaf();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(LEAF, "DROP TRIGGER audit_event_leaf ON audit_event; DROP FUNCTION audit_make_leaf();"),
        AppendOnly("audit_event"),
        AppendOnly("audit_sealedrange"),
    ]
