"""Candidates that an opdrachtgever puts forward, and what the bureau answers."""

from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.services import record
from dossiers.facts import ContactEnded, OpdrachtgeverEnded, ReferralAlreadyAnswered
from dossiers.models import OpdrachtgeverContact, Referral, Traject
from dossiers.permits import acting_role
from dossiers.terms import ServiceType
from vault.clock import akkoord_now
from vault.services import create_safe
from vault.terms import SafeKind


@transaction.atomic
def refer(
    *,
    contact: OpdrachtgeverContact,
    candidate_name: str,
    service: str,
    candidate_email: str = "",
    question: str = "",
    form_token: UUID | None = None,
    by: User,
) -> Referral:
    """Put a candidate forward on behalf of an opdrachtgever; the same form sent twice is one referral.

    Raises ContactEnded and OpdrachtgeverEnded.
    """
    contact = (
        OpdrachtgeverContact.objects.select_for_update(of=("self",)).select_related("opdrachtgever").get(pk=contact.pk)
    )
    if contact.ended_at is not None:
        raise ContactEnded
    if contact.opdrachtgever.is_ended:
        raise OpdrachtgeverEnded
    if form_token is not None:
        earlier = Referral.objects.filter(contact=contact, form_token=form_token).first()
        if earlier is not None:
            return earlier
    referral = Referral.objects.create(
        opdrachtgever_id=contact.opdrachtgever_id,
        contact=contact,
        safe=create_safe(kind=SafeKind.REFERRAL),
        candidate_name=candidate_name.strip(),
        candidate_email=candidate_email.strip().lower() or None,
        question=question.strip() or None,
        service=ServiceType(service),
        form_token=form_token,
    )
    _record("referral.made", referral, by)
    return referral


@transaction.atomic
def accept_referral(*, referral: Referral, traject: Traject, by: User) -> Referral:
    """Answer a referral with a traject; raises ReferralAlreadyAnswered."""
    referral = _unanswered(referral)
    referral.accepted_at, referral.accepted_by, referral.traject = akkoord_now(), by, traject
    referral.save(update_fields=["accepted_at", "accepted_by", "traject"])
    _record("referral.accepted", referral, by)
    return referral


@transaction.atomic
def decline_referral(*, referral: Referral, by: User) -> Referral:
    """Answer a referral with no; raises ReferralAlreadyAnswered."""
    referral = _unanswered(referral)
    referral.declined_at, referral.declined_by = akkoord_now(), by
    referral.save(update_fields=["declined_at", "declined_by"])
    _record("referral.declined", referral, by)
    return referral


def _unanswered(referral: Referral) -> Referral:
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if referral.is_answered:
        raise ReferralAlreadyAnswered
    return referral


def _record(event: str, referral: Referral, by: User) -> None:
    record(event, by=by, role=acting_role(by), object_type="dossiers.referral", object_id=referral.pk)
