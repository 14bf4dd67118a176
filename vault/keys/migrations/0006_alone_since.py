"""A key says since when it is the only one of its safe: a backup of before may hold what was sealed under the former."""

from django.db import migrations, models

# By the clock of this database, as that of a backup of the keys; whoever removes a former key, the moment is noted.
NOTED = """
CREATE FUNCTION keys_note_alone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE keys_safekey current SET alone_at = now() FROM gone
        WHERE gone.retired_at IS NOT NULL AND current.safe_id = gone.safe_id AND current.retired_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER keys_safekey_note_alone AFTER DELETE ON keys_safekey REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION keys_note_alone();
"""
NOT_NOTED = "DROP TRIGGER keys_safekey_note_alone ON keys_safekey; DROP FUNCTION keys_note_alone();"
# Of a renewal it is known when the last former key was gone; which safes had a fresh key apart is not.
OF_RENEWALS = """
UPDATE keys_safekey current SET alone_at = coalesce(renewal.ended_at, now()) FROM keys_renewal renewal
    WHERE renewal.id = current.renewal_id AND current.retired_at IS NULL
        AND NOT EXISTS (
            SELECT FROM keys_safekey former WHERE former.safe_id = current.safe_id AND former.retired_at IS NOT NULL
        );
"""


class Migration(migrations.Migration):

    dependencies = [("keys", "0005_no_key_without_shredding")]

    operations = [
        migrations.AddField(
            model_name="safekey",
            name="alone_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="vorige sleutel weg sinds"),
        ),
        migrations.RunSQL(NOTED, NOT_NOTED),
        migrations.RunSQL(OF_RENEWALS, migrations.RunSQL.noop, elidable=True),
    ]
