"""Consults: recording them, sharing the summary, and what the client says to it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from audit.services import record
from dossiers.facts import (
    ConsultCancelled,
    ConsultChangedElsewhere,
    RightMissing,
    SummaryAlreadyAnswered,
    SummaryAlreadyShared,
    SummaryMissing,
    SummaryNotShared,
)
from dossiers.models import Consult, Dossier
from dossiers.permissions import access_of, capacity_of
from dossiers.permits import acting_role
from dossiers.services.telling import tell_client_of_summary
from dossiers.services.trajecten import open_for_writing
from dossiers.services.writing import begin_writing
from dossiers.terms import Answer
from vault.clock import akkoord_now


@transaction.atomic
def record_consult(
    *,
    dossier: Dossier,
    starts_at: datetime,
    minutes: int,
    by: User,
    summary: str = "",
    coach: User | None = None,
    form_token: UUID | None = None,
) -> Consult:
    """Record a consult, held or planned; the same form twice is one consult. Raises TrajectClosed, RightMissing."""
    traject = begin_writing(dossier, by=by)
    if not access_of(by, dossier).sees_in_general:
        raise RightMissing
    if form_token is not None:
        earlier = Consult.objects.filter(dossier=dossier, form_token=form_token).first()
        if earlier is not None:
            return earlier
    # The lock on the traject keeps two consults from taking the same number.
    last = Consult.objects.filter(dossier=dossier).aggregate(last=Max("number"))["last"] or 0
    consult = Consult.objects.create(
        safe_id=dossier.safe_id,
        dossier=dossier,
        number=last + 1,
        starts_at=starts_at,
        minutes=minutes,
        summary=summary.strip() or None,
        coach=coach or by,
        form_token=form_token,
    )
    _record("consult.recorded", consult, traject.client_id, by)
    return consult


@transaction.atomic
def change_consult(
    *, consult: Consult, starts_at: datetime, minutes: int, summary: str, by: User, seen_changed_at: datetime | None
) -> Consult:
    """Change a consult whose summary the client does not have yet.

    Raises SummaryAlreadyShared, ConsultCancelled, ConsultChangedElsewhere, TrajectClosed, RightMissing.
    """
    traject = begin_writing(consult.dossier, by=by)
    consult = _locked(consult)
    if consult.summary_shared_at is not None:
        raise SummaryAlreadyShared
    if consult.changed_at != seen_changed_at:
        raise ConsultChangedElsewhere
    consult.starts_at, consult.minutes, consult.summary = starts_at, minutes, summary.strip() or None
    consult.changed_at = akkoord_now()
    consult.save()
    _record("consult.changed", consult, traject.client_id, by)
    return consult


@transaction.atomic
def cancel_consult(*, consult: Consult, by: User) -> Consult:
    """Record that a consult does not take place; raises ConsultCancelled, TrajectClosed, RightMissing."""
    traject = begin_writing(consult.dossier, by=by)
    consult = _locked(consult)
    consult.cancelled_at = akkoord_now()
    consult.save(update_fields=["cancelled_at"])
    _record("consult.cancelled", consult, traject.client_id, by)
    return consult


@transaction.atomic
def share_summary(*, consult: Consult, by: User) -> Consult:
    """Give the summary to the client, who is told by mail and can say whether it is right; it stays as it is.

    Raises SummaryMissing, SummaryAlreadyShared, ConsultCancelled, TrajectClosed, RightMissing.
    """
    traject = begin_writing(consult.dossier, by=by)
    consult = _locked(consult)
    if consult.summary_shared_at is not None:
        raise SummaryAlreadyShared
    if not Consult.objects.filter(pk=consult.pk, summary__isnull=False).exists():
        raise SummaryMissing
    consult.summary_shared_at = akkoord_now()
    consult.save(update_fields=["summary_shared_at"])
    tell_client_of_summary(consult, traject.client)
    _record("consult.shared", consult, traject.client_id, by)
    return consult


@transaction.atomic
def answer_summary(*, consult: Consult, answer: str, by: User, remark: str = "") -> Consult:
    """Record whether the client (or who acts for him) finds the summary right, with his own words beside it.

    Raises SummaryNotShared, SummaryAlreadyAnswered, ConsultCancelled, TrajectClosed, RightMissing.
    """
    traject = open_for_writing(consult.dossier)
    if traject.client is None or not capacity_of(by, traject.client):
        raise RightMissing
    consult = _locked(consult)
    if consult.summary_shared_at is None:
        raise SummaryNotShared
    if consult.answered_at is not None:
        raise SummaryAlreadyAnswered
    consult.answer, consult.remark = Answer(answer), remark.strip() or None
    consult.answered_at, consult.answered_by = akkoord_now(), by
    consult.save(update_fields=["answer", "remark", "answered_at", "answered_by"])
    _record(f"consult.{consult.answer}", consult, traject.client_id, by)
    return consult


def _locked(consult: Consult) -> Consult:
    consult = Consult.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=consult.pk)
    if consult.cancelled_at is not None:
        raise ConsultCancelled
    return consult


def _record(event: str, consult: Consult, client_id: UUID | None, by: User) -> None:
    record(
        event,
        by=by,
        role=acting_role(by),
        dossier_id=consult.dossier_id,
        client_id=client_id,
        object_type="dossiers.consult",
        object_id=consult.pk,
    )
