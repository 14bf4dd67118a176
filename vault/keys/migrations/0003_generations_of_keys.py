"""A safe may have a former key beside its current one, while everything in it is sealed anew."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import vault.ids

# The primary key moves from the safe to the key itself; Django's own operations can't have two or none meanwhile.
OWN_ID = """
ALTER TABLE keys_safekey ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE keys_safekey ALTER COLUMN id DROP DEFAULT;
ALTER TABLE keys_safekey DROP CONSTRAINT keys_safekey_pkey;
ALTER TABLE keys_safekey ADD CONSTRAINT keys_safekey_pkey PRIMARY KEY (id);
"""
SAFES_ID = """
ALTER TABLE keys_safekey DROP CONSTRAINT keys_safekey_pkey;
ALTER TABLE keys_safekey ADD CONSTRAINT keys_safekey_pkey PRIMARY KEY (safe_id);
ALTER TABLE keys_safekey DROP COLUMN id;
"""

# A day, as vault.terms.KEY_LINGERS: a writer or a backup that began before may still need the former key.
TOGETHER = """
CREATE FUNCTION keys_guard_generations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM gone JOIN keys_safekey other ON other.safe_id = gone.safe_id WHERE gone.retired_at IS NULL)
    THEN
        RAISE EXCEPTION 'the keys of a safe go together' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END IF;
    IF EXISTS (
        SELECT FROM gone JOIN keys_safekey other ON other.safe_id = gone.safe_id
        WHERE gone.emptied_at IS NULL OR gone.emptied_at > now() - interval '1 day'
    ) THEN
        RAISE EXCEPTION 'something may still be under this key'
            USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER keys_safekey_generations AFTER DELETE ON keys_safekey REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION keys_guard_generations();
"""
APART = "DROP TRIGGER keys_safekey_generations ON keys_safekey; DROP FUNCTION keys_guard_generations();"


class Migration(migrations.Migration):

    dependencies = [
        ('keys', '0002_remembered_lines'),
    ]

    operations = [
        migrations.CreateModel(
            name='Renewal',
            fields=[
                ('id', models.UUIDField(default=vault.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('begun_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='begonnen op')),
                ('ended_at', models.DateTimeField(editable=False, null=True, verbose_name='klaar op')),
            ],
            options={
                'verbose_name': 'sleutelvernieuwing',
                'verbose_name_plural': 'sleutelvernieuwingen',
                'constraints': [models.UniqueConstraint(fields=('ended_at',), name='keys_renewal_one_at_a_time', nulls_distinct=False, violation_error_message='Er loopt al een vernieuwing van de sleutels.')],
            },
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(OWN_ID, SAFES_ID)],
            state_operations=[
                migrations.AlterField(
                    model_name='safekey',
                    name='safe_id',
                    field=models.UUIDField(editable=False, verbose_name='kluis'),
                ),
                migrations.AddField(
                    model_name='safekey',
                    name='id',
                    field=models.UUIDField(default=vault.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
            ],
        ),
        migrations.AddField(
            model_name='safekey',
            name='renewal',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='keys.renewal', verbose_name='vernieuwing'),
        ),
        migrations.AddField(
            model_name='safekey',
            name='retired_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='vervangen op'),
        ),
        migrations.AddField(
            model_name='safekey',
            name='emptied_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='niets meer onder gevonden op'),
        ),
        migrations.AddConstraint(
            model_name='safekey',
            constraint=models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('safe_id',), name='keys_safekey_one_current', violation_error_message='Een kluis heeft één geldende sleutel.'),
        ),
        migrations.AddConstraint(
            model_name='safekey',
            constraint=models.UniqueConstraint(condition=models.Q(('retired_at__isnull', False)), fields=('safe_id',), name='keys_safekey_one_former', violation_error_message='Een kluis heeft hoogstens één vorige sleutel.'),
        ),
        migrations.AddConstraint(
            model_name='safekey',
            constraint=models.CheckConstraint(condition=models.Q(('emptied_at', None), models.Q(('emptied_at__gte', models.F('retired_at')), ('retired_at__isnull', False)), _connector='OR'), name='keys_safekey_emptied_after_retired', violation_error_message='Een sleutel loopt pas leeg nadat hij is vervangen.'),
        ),
        migrations.RunSQL(TOGETHER, APART),
    ]
