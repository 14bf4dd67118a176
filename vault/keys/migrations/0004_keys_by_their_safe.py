"""A safe's keys found by an index: the unique ones are partial, so each opening went through all keys."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('keys', '0003_generations_of_keys'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='safekey',
            index=models.Index(fields=['safe_id'], name='keys_safekey_by_safe'),
        ),
    ]
