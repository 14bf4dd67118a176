"""The sealed columns of this room can be sealed anew under a fresh key."""

from django.db import migrations

from vault.guards import LetResealingPass

TABLES = ("dossiers_client", "dossiers_consult", "dossiers_document", "dossiers_note", "dossiers_referral")


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0013_opdrachtgever_outside_eea"), ("vault", "0007_resealing")]

    operations = [LetResealingPass(table) for table in TABLES]
