"""What is sealed in the log found by its safe, for who seals it anew; events without details pay nothing for it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0002_append_only'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('details__isnull', False)), fields=['safe_id'], name='audit_event_sealed'),
        ),
    ]
