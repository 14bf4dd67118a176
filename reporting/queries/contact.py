"""The report pages of a contact: what was disclosed to him, and one report once the gate has said yes again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef
from django.urls import reverse

from audit.opening import opened
from audit.terms import Word
from consent.models import Disclosure
from consent.permissions import disclosures_to
from consent.terms import ReportKind, ReportPurpose
from dossiers.models.items import STILL_THERE
from reglement.models import Decision
from reporting.models import ReportVersion
from reporting.permits import permit_of_contact
from reporting.sections import Section, from_stored


@dataclass(frozen=True, slots=True)
class DisclosedLine:
    """One report in a contact's list; nothing sealed, so the list needs no decision.

    Without a `url` the bureau destroyed it, before the dossier it was in.
    """

    disclosure_id: UUID
    dossier_number: str
    kind: str
    purpose: str
    made_at: datetime
    opened_at: datetime | None
    url: str


@dataclass(frozen=True, slots=True)
class DisclosedReport:
    """One report as its recipient reads it."""

    disclosure_id: UUID
    title: str
    dossier_number: str
    purpose: str
    number: int
    made_at: datetime
    sections: tuple[Section, ...]
    sha256: str


def reports_to(user: Any) -> list[DisclosedLine]:
    """Return the reports that were disclosed to this contact, newest first."""
    there = ReportVersion.objects.filter(STILL_THERE, content_version=OuterRef("content_version"))
    found = (
        disclosures_to(user)
        .filter(content_version__kind="report", dossier__destroyed_at=None)
        .annotate(opened_at=Max("openings__at"), is_there=Exists(there))
        .order_by("-made_at", "-pk")
    )
    return [
        DisclosedLine(
            disclosure_id=disclosure.pk,
            dossier_number=disclosure.dossier.number,
            kind=str(ReportKind(disclosure.content_version.report_kind).label),
            purpose=_purpose(disclosure),
            made_at=disclosure.made_at,
            opened_at=disclosure.opened_at,
            url=reverse("reporting:contact-report", args=[disclosure.pk]) if disclosure.is_there else "",
        )
        for disclosure in found
    ]


def disclosed_report(disclosure: Disclosure, version: ReportVersion, user: Any, decision: Decision) -> DisclosedReport:
    """Return the report; `decision` is the gate's answer to this very opening."""
    with opened(permit_of_contact(user, disclosure, version, Word.REPORT_OPENED, decision)):
        body = version.body
    return DisclosedReport(
        disclosure_id=disclosure.pk,
        title=body["title"],
        dossier_number=disclosure.dossier.number,
        purpose=_purpose(disclosure),
        number=version.number,
        made_at=disclosure.made_at,
        sections=from_stored(body["sections"]),
        sha256=disclosure.content_sha256,
    )


def _purpose(disclosure: Disclosure) -> str:
    return str(ReportPurpose(disclosure.content_version.report_purpose).label)
