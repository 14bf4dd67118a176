"""Somebody of the bureau writes down which proof of a representation he saw."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0017_client_leaves'),
        ('vault', '0007_resealing'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='representative',
            name='proof',
            field=models.CharField(blank=True, choices=[('court_order', 'beschikking van de rechter'), ('guardianship_register', 'curatele- en bewindregister'), ('authority_register', 'gezagsregister'), ('birth_record', 'geboorteakte of uittreksel')], default='', max_length=30, verbose_name='bewijs'),
        ),
        migrations.AddField(
            model_name='representative',
            name='proven_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='bewijs gezien op'),
        ),
        migrations.AddField(
            model_name='representative',
            name='proven_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bewijs gezien door'),
        ),
        migrations.AddConstraint(
            model_name='representative',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('proof', ''), ('proven_at', None), ('proven_by', None)), models.Q(('proof__in', ['court_order', 'guardianship_register', 'authority_register', 'birth_record']), ('proven_at__isnull', False), ('proven_by__isnull', False)), _connector='OR'), name='representative_proof_with_who_saw_it_and_when', violation_error_message='Bij bewijs staat wat het is, en wie het wanneer zag.'),
        ),
        migrations.AddConstraint(
            model_name='representative',
            constraint=models.CheckConstraint(condition=models.Q(('proven_by', None), models.Q(('proven_by', models.F('user')), _negated=True), _connector='OR'), name='representative_proof_seen_by_another', violation_error_message='Niemand bewijst zijn eigen vertegenwoordiging.'),
        ),
    ]
