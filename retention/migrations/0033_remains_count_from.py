"""What remained tells from which day its term counts, so that a later version can give it a shorter one."""

from django.db import migrations, models

# Of what was kept before, only a day is known that is not before it; the end that it has stays the last one.
FILL = """
ALTER TABLE retention_residualrecord DISABLE TRIGGER USER;
UPDATE retention_residualrecord SET counts_from = kept_on;
ALTER TABLE retention_residualrecord ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies = [("retention", "0032_readers_are_recipients")]

    operations = [
        migrations.AddField(
            model_name="residualrecord",
            name="counts_from",
            field=models.DateField(null=True, verbose_name="termijn loopt vanaf"),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="residualrecord",
            name="counts_from",
            field=models.DateField(verbose_name="termijn loopt vanaf"),
        ),
    ]
