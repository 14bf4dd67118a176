"""A legal obligation names its statute."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consent', '0013_guard_ground_outlives_document'),
        ('dossiers', '0013_opdrachtgever_outside_eea'),
        ('vault', '0006_clock_readings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='ground',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['legal_obligation']), _negated=True), models.Q(('statute', ''), _negated=True), _connector='OR'), name='consent_ground_names_its_statute', violation_error_message='Bij een wettelijke plicht hoort de wet met het artikel.'),
        ),
    ]
