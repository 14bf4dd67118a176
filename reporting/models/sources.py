"""From which files of the dossier a report was made."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reporting.models.reports import Report
from vault.ids import new_id


class ReportSource(models.Model):
    """One file from which a report was made: a reglement may let it go as soon as that report is final.

    It points at the part that the file is, which stays when the file itself is gone.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, models.CASCADE, related_name="sources", verbose_name=_("rapport"))
    part = models.ForeignKey(
        "dossiers.Part", models.SET_NULL, null=True, related_name="+", verbose_name=_("deel van een dossier")
    )

    class Privacy:
        personal: dict[str, object] = {}
        plain = {"id", "report", "part"}

    class Meta:
        verbose_name = _("bron van een rapport")
        verbose_name_plural = _("bronnen van rapporten")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "part"],
                name="reporting_source_once",
                violation_error_message=_("Dit stuk staat al bij de bronnen."),
            ),
        ]

    def __str__(self) -> str:
        return f"report source {self.pk}"
