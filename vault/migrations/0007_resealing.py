"""What is in a safe can be sealed anew under a fresh key, and nothing but ciphertext changes by it."""

from django.db import migrations

from vault.guards import LetResealingPass
from vault.guards.resealing import FUNCTIONS


class Migration(migrations.Migration):
    dependencies = [("vault", "0006_clock_readings")]

    operations = [
        *(migrations.RunSQL(sql, f"DROP FUNCTION {name};") for name, sql in FUNCTIONS.items()),
        LetResealingPass("vault_safe"),
    ]
