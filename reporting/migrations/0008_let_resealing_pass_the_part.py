"""The guard that keeps a report in its part steps aside for sealing it anew under a fresh key, which moves nothing."""

from django.db import migrations

GUARD = """
DROP TRIGGER reporting_report_in_its_part ON reporting_report;
CREATE TRIGGER reporting_report_in_its_part BEFORE INSERT OR UPDATE ON reporting_report
    FOR EACH ROW {when}EXECUTE FUNCTION reporting_report_in_its_part();
"""


class Migration(migrations.Migration):
    dependencies = [("reporting", "0007_guard_a_report_is_a_part"), ("vault", "0007_resealing")]

    operations = [
        migrations.RunSQL(GUARD.format(when="WHEN (NOT vault_is_resealing()) "), GUARD.format(when="")),
    ]
