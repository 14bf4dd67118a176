"""The sealed columns of this room can be sealed anew under a fresh key."""

from django.db import migrations

from vault.guards import LetResealingPass

TABLES = ("retention_closingchoice", "retention_erasurerequest", "retention_termchange")


class Migration(migrations.Migration):
    dependencies = [("retention", "0017_guard_paper_dossiers"), ("vault", "0007_resealing")]

    operations = [LetResealingPass(table) for table in TABLES]
