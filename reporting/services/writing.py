"""Writing a report: every save is a new version with its exact PDF, and voids what was approved before."""

from collections.abc import Collection, Iterable
from datetime import date
from io import BytesIO
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import User
from audit.opening import opened
from audit.terms import Word
from consent.models import ContentVersion
from consent.queries import approval_of
from consent.refusals import ContentNumberTaken
from consent.services.content import register_content
from consent.terms import LIVE_STATES, ReportKind, ReportPurpose
from dossiers.models import Dossier, OpdrachtgeverContact
from dossiers.permits import acting_role
from dossiers.services import open_for_writing
from dossiers.services.parts import part_of_report
from reporting.document import made_pdf, sha256_of
from reporting.drafting import Draft, draft_of
from reporting.facts import ContactOfAnotherOpdrachtgever, NeverReports, ReportChangedElsewhere
from reporting.models import Report, ReportVersion
from reporting.papers import paper_of
from reporting.permits import permit_to_write
from reporting.queries.never import never_reports
from reporting.sections import Section, from_stored, to_stored
from reporting.services.noting import write_down
from reporting.services.sourcing import name_kinds_of_data, name_sources
from vault.files import seal_file
from vault.ids import new_id


def create_report(
    *,
    dossier: Dossier,
    kind: str,
    title: str,
    purpose: str,
    contact: OpdrachtgeverContact,
    sections: Iterable[Section],
    categories: Iterable[str],
    by: User,
    from_treating_doctor: bool = False,
    confidential: bool = False,
    oldest_on: date | None = None,
    sources: Collection[UUID] | None = None,
    report_id: UUID | None = None,
) -> ReportVersion:
    """Begin a report with its first version; the same `report_id` twice is one report.

    Raises ReportIsEmpty, ReportIsTooLong, CategoryUnknown, ContactOfAnotherOpdrachtgever, TrajectClosed, RightMissing,
    HealthRightMissing or CategoryNotYours; NeverReports where the reglement lets the bureau report to nobody.
    """
    article = never_reports(dossier)
    if article:
        raise NeverReports(article)
    if contact.ended_at is not None or contact.opdrachtgever_id != dossier.traject.opdrachtgever_id:
        raise ContactOfAnotherOpdrachtgever
    draft = draft_of(
        dossier,
        title=title,
        sections=sections,
        categories=categories,
        from_treating_doctor=from_treating_doctor,
        confidential=confidential,
        oldest_on=oldest_on,
        sources=sources,
    )
    report = Report(
        id=report_id or new_id(),
        dossier=dossier,
        kind=ReportKind(kind),
        title=draft.title,
        purpose=ReportPurpose(purpose),
        contact=contact,
        created_by=by,
    )
    try:
        return _first_of(report) or _saved(report, draft, by=by, number=1)
    except IntegrityError:
        # The same form came twice at once, and the other one was first.
        first = _first_of(report)
        if first is None:
            raise
        return first


def save_version(
    *,
    report: Report,
    title: str,
    sections: Iterable[Section],
    categories: Iterable[str],
    by: User,
    expected_number: int,
    from_treating_doctor: bool = False,
    confidential: bool = False,
    oldest_on: date | None = None,
    sources: Collection[UUID] | None = None,
) -> ReportVersion:
    """Save the text as the next version; a text that changes nothing gives back the newest one.

    Raises ReportChangedElsewhere when `expected_number` is not the newest, and what create_report raises.
    """
    draft = draft_of(
        report.dossier,
        title=title,
        sections=sections,
        categories=categories,
        from_treating_doctor=from_treating_doctor,
        confidential=confidential,
        oldest_on=oldest_on,
        sources=sources,
    )
    newest = ReportVersion.objects.select_related("content_version", "safe").filter(report=report).latest("number")
    # Since the report was read it may have got a safe of its own; its text and where that lies are read in one.
    report.safe = newest.safe
    if _says_the_same(newest, draft, report, by):
        if draft.sources is not None:
            name_sources(report, draft.sources)
        return newest
    if newest.number != expected_number:
        raise ReportChangedElsewhere(newest.number)
    return _saved(report, draft, by=by, number=newest.number + 1)


def _first_of(report: Report) -> ReportVersion | None:
    return ReportVersion.objects.filter(report_id=report.pk, number=1, report__dossier=report.dossier).first()


def _says_the_same(newest: ReportVersion, draft: Draft, report: Report, by: User) -> bool:
    content = newest.content
    declared_same = (
        content.categories == draft.stored_categories
        and content.from_treating_doctor == draft.from_treating_doctor
        and content.confidential == draft.confidential
        and content.oldest_on == draft.oldest_on
    )
    with opened(permit_to_write(by, report, draft)):
        body = newest.body
    return declared_same and body["title"] == draft.title and from_stored(body["sections"]) == draft.sections


def _saved(report: Report, draft: Draft, *, by: User, number: int) -> ReportVersion:
    # Rendering takes a while, so it happens before any row is locked; the numbers decide afterwards who was first.
    with opened(permit_to_write(by, report, draft)):
        paper = paper_of(report, draft, by=by, number=number)
    pdf = made_pdf(paper)
    try:
        return _stored(report, draft, pdf, by=by, number=number)
    except ContentNumberTaken as taken:
        raise ReportChangedElsewhere(number) from taken


@transaction.atomic
def _stored(report: Report, draft: Draft, pdf: bytes, *, by: User, number: int) -> ReportVersion:
    open_for_writing(report.dossier)
    if number > 1:
        # While the paper was made an older report may have got a safe of its own.
        report.refresh_from_db(fields=["safe"])
    former = ContentVersion.objects.filter(kind="report", object_id=report.pk, superseded_at=None).first()
    voids = former is not None and _has_live_approval(former, report)
    _keep_apart(report, draft, number)
    report.title = draft.title
    report.save(force_insert=number == 1, update_fields=None if number == 1 else ["title"])
    version = ReportVersion(id=new_id(), report=report, safe=report.safe, number=number, created_by=by)
    version.body = {"title": draft.title, "sections": to_stored(draft.sections)}
    version.pdf = seal_file(report.safe, BytesIO(pdf), media_type="application/pdf")
    version.content_version = register_content(
        dossier=report.dossier,
        kind="report",
        object_id=report.pk,
        number=number,
        content_sha256=sha256_of(pdf),
        categories=draft.stored_categories,
        by=by,
        report_kind=report.kind,
        report_purpose=report.purpose,
        from_treating_doctor=draft.from_treating_doctor,
        confidential=draft.confidential,
        oldest_on=draft.oldest_on,
    )
    version.save(force_insert=True)
    if draft.sources is not None:
        name_sources(report, draft.sources)
    for word in (Word.REPORT_WRITTEN, Word.REPORT_VOIDED) if voids else (Word.REPORT_WRITTEN,):
        write_down(word, version, by, role=acting_role(by))
    return version


def _keep_apart(report: Report, draft: Draft, number: int) -> None:
    """Let the report be a part of its dossier that names all kinds of data in it; needs the lock on the traject."""
    if number == 1:
        report.safe = part_of_report(report.dossier, report_id=report.pk, data_kinds=draft.data_kinds).safe
    else:
        name_kinds_of_data(report, draft.data_kinds)


def _has_live_approval(content: ContentVersion, report: Report) -> bool:
    approval = approval_of(content, report.contact)
    return approval is not None and approval.state in LIVE_STATES
