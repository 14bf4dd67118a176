"""Indexes for what workers ask of cases however many are open: the next in order, and the parts of one dossier."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reglement', '0006_draft_guards'),
        ('retention', '0034_guard_shorter_remains'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='purgecase',
            index=models.Index(fields=['dossier_id'], name='case_of_dossier'),
        ),
        migrations.AddIndex(
            model_name='purgecase',
            index=models.Index(models.Case(models.When(failure='', then=models.Value(value=False)), default=models.Value(value=True), output_field=models.BooleanField()), models.F('due_at'), models.F('id'), condition=models.Q(('certified_at', None), ('lapsed_at', None)), name='case_open_in_order'),
        ),
    ]
