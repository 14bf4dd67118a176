"""Mark the folder of sealed bytes of a house that wrote in it before folders were marked."""

from pathlib import Path

from django.conf import settings
from django.db import migrations

from vault import storage


def mark(apps, schema_editor):
    folder = Path(settings.AKKOORD_STORAGE_DIR)
    if schema_editor.connection.alias == "default" and folder.is_dir() and any(folder.iterdir()):
        storage.begin()


class Migration(migrations.Migration):

    dependencies = [("vault", "0004_restorations")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop, elidable=True)]
