"""What a client was told is never edited: it is read once, and goes with the safe of his dossier."""

from django.db import migrations

from vault.guards import AppendOnly, GuardRows

TABLE = "consent_clientnotice"


class Migration(migrations.Migration):
    dependencies = [("consent", "0004_client_notices"), ("vault", "0002_guards")]

    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER {TABLE}_after_fence BEFORE DELETE ON {TABLE}"
            " FOR EACH ROW EXECUTE FUNCTION consent_only_after_fence()",
            f"DROP TRIGGER {TABLE}_after_fence ON {TABLE}",
        ),
        GuardRows(TABLE),
        AppendOnly(TABLE, may_update=("read_at", "read_by_id"), may_delete=True),
        migrations.RunSQL(
            f"CREATE TRIGGER consent_client_notice_once BEFORE UPDATE ON {TABLE}"
            " FOR EACH ROW EXECUTE FUNCTION consent_moment_set_once('read_at', 'read_by_id')",
            f"DROP TRIGGER consent_client_notice_once ON {TABLE}",
        ),
    ]
