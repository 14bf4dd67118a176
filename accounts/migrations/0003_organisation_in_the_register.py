"""Gives the organisation what the register of processing activities says about it (AVG 30)."""

import vault.fields.shapes
import vault.ring_fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_guards'),
    ]

    operations = [
        migrations.AddField(
            model_name='organisation',
            name='address',
            field=models.TextField(blank=True, default='', verbose_name='adres'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='email',
            field=models.EmailField(blank=True, default='', max_length=254, verbose_name='e-mailadres'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='joint_controllers',
            field=models.TextField(blank=True, default='', help_text='Met wie u samen beslist over gegevens, of dat u dat met niemand doet.', verbose_name='samen verantwoordelijk met'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='phone',
            field=models.CharField(blank=True, default='', max_length=40, verbose_name='telefoon'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='data_protection_officer',
            field=vault.ring_fields.RingCharField(blank=True, context='accounts.organisation.data_protection_officer', default='', help_text='Naam en hoe die te bereiken is. Heeft u er geen nodig? Schrijf dat op, met de reden.', max_length=300, verbose_name='functionaris gegevensbescherming'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='processors',
            field=models.TextField(blank=True, default='', help_text='Wie gegevens voor u verwerkt, zoals de hosting.', verbose_name='verwerkers'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='security',
            field=models.TextField(blank=True, default='', help_text='Wat uw organisatie zelf doet, naast wat het reglement belooft en dit programma doet.', verbose_name='beveiliging'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='transfers',
            field=models.TextField(blank=True, default='', help_text='Naar welk land en met welke waarborg, of dat er geen doorgifte is.', verbose_name='doorgifte buiten de Europese Unie'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(vault.fields.shapes.SealedShape('data_protection_officer', format_byte=128, length=73)), name='accounts_organisation_data_protection_officer_encrypted', violation_error_message='Deze gegevens kunnen alleen versleuteld worden opgeslagen.'),
        ),
    ]
