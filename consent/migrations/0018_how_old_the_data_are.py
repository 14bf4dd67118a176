"""How old the data in a report are, as its author declares."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consent', '0017_guard_consent_names_documents'),
    ]

    operations = [
        migrations.AddField(
            model_name='contentversion',
            name='oldest_on',
            field=models.DateField(blank=True, null=True, verbose_name='oudste gegevens van'),
        ),
    ]
