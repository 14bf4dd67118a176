"""Room outside the list of a reglement for what somebody can do, which an employer may know with consent."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0005_guard_rights_by_category'),
        ('vault', '0002_guards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='document',
            name='document_outside_needs_a_reason',
        ),
        migrations.RemoveConstraint(
            model_name='note',
            name='note_outside_needs_a_reason',
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('category__in', ['outside_ordinary', 'outside_sensitive', 'outside_functional', 'outside_medical']), _negated=True), ('necessity__isnull', False), _connector='OR'), name='document_outside_needs_a_reason', violation_error_message='Schrijf op waarom dit nodig is: het staat niet in het reglement.'),
        ),
        migrations.AddConstraint(
            model_name='note',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('category__in', ['outside_ordinary', 'outside_sensitive', 'outside_functional', 'outside_medical']), _negated=True), ('necessity__isnull', False), _connector='OR'), name='note_outside_needs_a_reason', violation_error_message='Schrijf op waarom dit nodig is: het staat niet in het reglement.'),
        ),
    ]
