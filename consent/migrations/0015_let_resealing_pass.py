"""The sealed columns of this room can be sealed anew under a fresh key."""

from django.db import migrations

from vault.guards import LetResealingPass

TABLES = ("consent_clientnotice", "consent_consentremark", "consent_ground", "consent_startnotice")


class Migration(migrations.Migration):
    dependencies = [("consent", "0014_ground_names_its_statute"), ("vault", "0007_resealing")]

    operations = [LetResealingPass(table) for table in TABLES]
