"""That a note left a safe, so that the key of that safe is renewed."""

import django.db.models.deletion
import vault.clock
import vault.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0023_blurred_traject'),
        ('vault', '0008_residual_safes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Departure',
            fields=[
                ('id', models.UUIDField(default=vault.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('item_id', models.UUIDField(db_index=True, editable=False, verbose_name='de notitie')),
                ('left_safe_id', models.UUIDField(editable=False, verbose_name='kluis die het verliet')),
                ('left_at', models.DateTimeField(db_default=vault.clock.AkkoordNow(), editable=False, verbose_name='vertrokken op')),
                ('under_key', models.UUIDField(editable=False, null=True, verbose_name='sleutel die weg moet')),
                ('gone_at', models.DateTimeField(editable=False, null=True, verbose_name='sleutel weg op')),
                ('safe', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.safe', verbose_name='kluis waar het nu ligt')),
            ],
            options={
                'verbose_name': 'vertrek van een notitie',
                'verbose_name_plural': 'vertrek van notities',
                'constraints': [models.CheckConstraint(condition=models.Q(('gone_at', None), ('under_key__isnull', False), _connector='OR'), name='departure_names_the_key_that_went', violation_error_message='Wat weg is, daarvan staat er welke sleutel het was.')],
            },
        ),
    ]
