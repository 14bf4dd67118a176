"""To whom a report may be written: the written lines of the reporting agreement in force."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from consent.models import ReportingLine
from consent.terms import ReportForm
from dossiers.models import Dossier, OpdrachtgeverContact


@dataclass(frozen=True, slots=True)
class LineChoice:
    """One line of the agreement as a choice on the form."""

    pk: UUID
    label: str
    contact: OpdrachtgeverContact
    report_kind: str
    purpose: str


def report_lines(dossier: Dossier) -> list[LineChoice]:
    """Return the written lines of the current reporting agreement whose contact still is one."""
    lines = ReportingLine.objects.select_related("contact__opdrachtgever").filter(
        agreement__traject=dossier.traject_id,
        agreement__superseded_at=None,
        form=ReportForm.WRITTEN,
        contact__ended_at=None,
    )
    return [
        LineChoice(
            pk=line.pk,
            label=_("%(contact)s, %(organisation)s: %(kind)s, doel: %(purpose)s")
            % {
                "contact": line.contact.name,
                "organisation": line.contact.opdrachtgever.name,
                "kind": line.get_report_kind_display(),
                "purpose": line.get_purpose_display(),
            },
            contact=line.contact,
            report_kind=line.report_kind,
            purpose=line.purpose,
        )
        for line in lines.order_by("pk")
    ]
