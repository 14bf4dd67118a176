"""Making a reporting agreement, and the start notice that tells the client about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import translation

from accounts.models import User
from audit.services import record
from audit.terms import Word
from consent import refusals
from consent.models import ReportingAgreement, ReportingLine, StartNotice
from consent.notice_text import notice_text
from consent.services.telling import tell_client_of_agreement
from consent.terms import NoticeEvidence
from consent.wording import hash_of
from dossiers.catalogue import categories_of
from dossiers.models import Dossier, OpdrachtgeverContact
from dossiers.permits import acting_role
from reglement.queries import barred_outright
from reglement.services import deciding_version
from vault.clock import NotBefore, akkoord_now


@dataclass(frozen=True, kw_only=True)
class LineData:
    """One line as it was filled in: to whom, what, how, why, how often."""

    contact: OpdrachtgeverContact
    report_kind: str
    form: str
    categories: tuple[str, ...]
    purpose: str
    frequency: str


@transaction.atomic
def make_agreement(
    *,
    dossier: Dossier,
    lines: Sequence[LineData],
    by: User,
    evidence: NoticeEvidence = NoticeEvidence.SENT,
    form_token: UUID | None = None,
) -> ReportingAgreement:
    """Record what is agreed about reports in place of what was agreed before, with the notice that tells the client.

    Only a bureau whose text says that it never reports agrees on nothing, and its client is told that. Raises
    NoAgreementLines, ContactOfAnother, UnknownCategory.
    """
    _refuse_unfit(dossier, lines)
    earlier = ReportingAgreement.objects.select_for_update(of=("self",)).filter(traject=dossier.traject_id)
    number = max((agreement.number for agreement in earlier), default=0) + 1
    ReportingAgreement.objects.filter(traject=dossier.traject_id, superseded_at=None).update(
        superseded_at=NotBefore("created_at")
    )
    agreement = ReportingAgreement.objects.create(
        safe_id=dossier.safe_id, traject_id=dossier.traject_id, number=number, created_by=by, form_token=form_token
    )
    rows = [
        ReportingLine(
            safe_id=dossier.safe_id,
            agreement=agreement,
            contact=line.contact,
            report_kind=line.report_kind,
            form=line.form,
            categories=sorted(line.categories),
            purpose=line.purpose,
            frequency=line.frequency,
        )
        for line in lines
    ]
    ReportingLine.objects.bulk_create(rows)
    _send_notice(dossier, agreement, rows, evidence)
    if number > 1:
        tell_client_of_agreement(agreement)
    for word, object_type in ((Word.AGREEMENT_MADE, "consent.agreement"), (Word.NOTICE_SENT, "consent.notice")):
        record(
            word,
            by=by,
            role=acting_role(by),
            dossier_id=dossier.pk,
            client_id=dossier.traject.client_id,
            object_type=object_type,
            object_id=agreement.pk,
            purpose="information",
        )
    return agreement


def _refuse_unfit(dossier: Dossier, lines: Sequence[LineData]) -> None:
    if not lines and not barred_outright(deciding_version(dossier.traject.reglement_version), "report"):
        raise refusals.NoAgreementLines
    known = {category.key for category in categories_of(dossier.traject, health=True)}
    for line in lines:
        if line.contact.opdrachtgever_id != dossier.traject.opdrachtgever_id:
            raise refusals.ContactOfAnother
        if not line.categories or not set(line.categories) <= known:
            raise refusals.UnknownCategory


def _send_notice(
    dossier: Dossier, agreement: ReportingAgreement, lines: list[ReportingLine], evidence: NoticeEvidence
) -> None:
    client = dossier.traject.client
    with translation.override(client.user.language if client and client.user else "nl"):
        paragraphs = notice_text(dossier.traject, lines)
    StartNotice.objects.create(
        safe_id=dossier.safe_id,
        traject_id=dossier.traject_id,
        agreement=agreement,
        text="\n\n".join(paragraphs),
        text_sha256=hash_of(paragraphs),
        sent_at=akkoord_now(),
        sent_evidence=evidence,
    )
