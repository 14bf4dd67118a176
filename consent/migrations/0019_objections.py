"""Objections of a client to a use of his data, and what was decided about them."""

import django.db.models.deletion
import vault.clock
import vault.fields.columns
import vault.fields.shapes
import vault.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consent', '0018_how_old_the_data_are'),
        ('dossiers', '0018_proof_of_representation'),
        ('vault', '0008_residual_safes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.UUIDField(default=vault.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(blank=True, max_length=40, verbose_name='waartegen')),
                ('words', vault.fields.columns.SealedTextField(label='consent.objection.words', null=True, verbose_name='waarom')),
                ('made_at', models.DateTimeField(db_default=vault.clock.AkkoordNow(), verbose_name='gemaakt op')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='ingetrokken op')),
                ('outcome', models.CharField(blank=True, choices=[('honoured', 'wij doen dit niet meer'), ('compelling', 'wij gaan door, om een dwingende reden')], max_length=12, verbose_name='besluit')),
                ('reason', vault.fields.columns.SealedTextField(label='consent.objection.reason', null=True, verbose_name='reden van het besluit')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='besloten op')),
                ('decided_role', models.CharField(blank=True, max_length=20, verbose_name='rol van wie besliste')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='besloten door')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='dossiers.dossier', verbose_name='dossier')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gemaakt door')),
                ('safe', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.safe', verbose_name='kluis')),
            ],
            options={
                'verbose_name': 'bezwaar',
                'verbose_name_plural': 'bezwaren',
                'constraints': [models.CheckConstraint(condition=models.Q(vault.fields.shapes.SealedShape('words')), name='consent_objection_words_sealed', violation_error_message='Deze gegevens kunnen alleen verzegeld worden opgeslagen.'), models.CheckConstraint(condition=models.Q(vault.fields.shapes.SealedShape('reason')), name='consent_objection_reason_sealed', violation_error_message='Deze gegevens kunnen alleen verzegeld worden opgeslagen.'), models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('dossier', 'purpose'), name='consent_objection_once', violation_error_message='Dit bezwaar is al gemaakt.'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('decided_role', ''), ('outcome', ''), ('reason', None)), models.Q(('outcome__in', ['honoured', 'compelling']), ('decided_at__gte', models.F('made_at')), ('decided_by__isnull', False), ('reason__isnull', False), models.Q(('decided_role', ''), _negated=True)), _connector='OR'), name='consent_objection_decided_wholly', violation_error_message='Een besluit over een bezwaar vermeldt wat, waarom, wanneer en door wie.'), models.CheckConstraint(condition=models.Q(('outcome', 'compelling'), ('purpose', 'newsletter'), _negated=True), name='consent_objection_to_advertising_is_final', violation_error_message='Een bezwaar tegen reclame wordt niet gewogen: die stopt.'), models.CheckConstraint(condition=models.Q(('withdrawn_at', None), ('withdrawn_at__gte', models.F('made_at')), _connector='OR'), name='consent_objection_withdrawn_after_made', violation_error_message='Een bezwaar wordt pas ingetrokken nadat het is gemaakt.')],
            },
        ),
    ]
