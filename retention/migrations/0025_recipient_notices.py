"""Who got data that were destroyed at the request of their client, and that he was told."""

import django.db.models.deletion
import vault.clock
import vault.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0018_proof_of_representation'),
        ('retention', '0024_guard_held_paper'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RecipientNotice',
            fields=[
                ('id', models.UUIDField(default=vault.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('recipient_class', models.CharField(max_length=40, verbose_name='soort ontvanger')),
                ('disclosed_on', models.DateField(verbose_name='laatst verstrekt op')),
                ('found_at', models.DateTimeField(db_default=vault.clock.AkkoordNow(), verbose_name='gevonden op')),
                ('told_at', models.DateTimeField(blank=True, null=True, verbose_name='verteld op')),
                ('not_told', models.CharField(blank=True, choices=[('impossible', 'het kan niet'), ('disproportionate', 'het vraagt te veel')], max_length=20, verbose_name='niet verteld omdat')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='besloten op')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='door')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recipients', to='retention.purgecase', verbose_name='vernietiging')),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.opdrachtgevercontact', verbose_name='ontvanger')),
            ],
            options={
                'verbose_name': 'bericht aan een ontvanger',
                'verbose_name_plural': 'berichten aan ontvangers',
                'indexes': [models.Index(condition=models.Q(('not_told', ''), ('told_at', None)), fields=['found_at'], name='recipient_notice_waits')],
                'constraints': [models.UniqueConstraint(fields=('case', 'contact', 'recipient_class'), name='recipient_notice_once', nulls_distinct=False, violation_error_message='Deze ontvanger staat er al bij.'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('not_told', '')), models.Q(('by__isnull', False), ('decided_at__isnull', False), ('not_told__in', ['impossible', 'disproportionate']), ('told_at', None)), _connector='OR'), name='recipient_notice_told_or_why_not', violation_error_message='Wie niets hoort, daarvan staat er waarom, wie dat besliste en wanneer.')],
            },
        ),
    ]
