"""The sealed columns of this room can be sealed anew under a fresh key."""

from django.db import migrations

from vault.guards import LetResealingPass

TABLES = ("reporting_report", "reporting_reportversion")


class Migration(migrations.Migration):
    dependencies = [("reporting", "0004_guard_sources"), ("vault", "0007_resealing")]

    operations = [LetResealingPass(table) for table in TABLES]
