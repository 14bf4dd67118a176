"""A case that a restore does again says so, and paper can be held by itself."""

import django.db.models.deletion
import vault.clock
import vault.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reglement', '0006_draft_guards'),
        ("retention", "0022_guard_what_remains"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PaperHold',
            fields=[
                ('id', models.UUIDField(default=vault.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('ground', models.CharField(choices=[('complaint', 'klacht'), ('court', 'rechtszaak'), ('request', 'lopend verzoek'), ('audit', 'audit'), ('incident', 'incident')], max_length=20, verbose_name='grond')),
                ('review_on', models.DateField(verbose_name='opnieuw bekijken op')),
                ('placed_at', models.DateTimeField(db_default=vault.clock.AkkoordNow(), verbose_name='geplaatst op')),
                ('released_at', models.DateTimeField(blank=True, null=True, verbose_name='opgeheven op')),
            ],
            options={
                'verbose_name': 'bewaarplicht van papier',
                'verbose_name_plural': 'bewaarplichten van papier',
            },
        ),
        migrations.AddField(
            model_name='purgecase',
            name='done_again',
            field=models.BooleanField(default=False, verbose_name='opnieuw na terugzetten'),
        ),
        migrations.AddConstraint(
            model_name='purgecase',
            constraint=models.CheckConstraint(condition=models.Q(('at_once', False), ('covers', 'parts'), _connector='OR'), name='case_at_once_is_of_parts', violation_error_message='Alleen een deel kan meteen weg volgens de termijn.'),
        ),
        migrations.AddField(
            model_name='paperhold',
            name='paper',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='retention.paperdossier', verbose_name='papieren dossier'),
        ),
        migrations.AddField(
            model_name='paperhold',
            name='placed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='geplaatst door'),
        ),
        migrations.AddField(
            model_name='paperhold',
            name='released_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='opgeheven door'),
        ),
        migrations.AddConstraint(
            model_name='paperhold',
            constraint=models.CheckConstraint(condition=models.Q(('ground__in', ['complaint', 'court', 'request', 'audit', 'incident'])), name='paper_hold_ground_known', violation_error_message='Deze grond bestaat niet.'),
        ),
        migrations.AddConstraint(
            model_name='paperhold',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('released_at', None), ('released_by', None)), models.Q(('released_at__gte', models.F('placed_at')), ('released_by__isnull', False)), _connector='OR'), name='paper_hold_released_at_and_by_together', violation_error_message='Een opgeheven bewaarplicht vermeldt wanneer én door wie.'),
        ),
        migrations.AddConstraint(
            model_name='paperhold',
            constraint=models.UniqueConstraint(condition=models.Q(('released_at', None)), fields=('paper', 'ground'), name='paper_held_once_for_one_ground', violation_error_message='Dit papier wordt al om deze reden vastgehouden.'),
        ),
    ]
