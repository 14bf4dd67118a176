"""Opening and closing a traject with its dossier."""

from datetime import date

from django.db import transaction

from accounts.models import Branch, User
from audit.services import record
from dossiers.facts import ClientIsLeaving, EndsBeforeStart, OpdrachtgeverEnded, TrajectAlreadyClosed, TrajectClosed
from dossiers.models import Client, Dossier, Opdrachtgever, Referral, Traject
from dossiers.permits import acting_role
from dossiers.services.numbers import next_number
from dossiers.services.referrals import accept_referral
from dossiers.terms import Outcome, Purpose, Series, ServiceType
from reglement.models import ReglementVersion
from vault.clock import akkoord_now
from vault.services import create_safe
from vault.terms import SafeKind


@transaction.atomic
def open_traject(
    *,
    client: Client,
    opdrachtgever: Opdrachtgever,
    service: str,
    branch: Branch,
    lead_coach: User,
    purpose: str,
    reglement_version: ReglementVersion,
    started_on: date,
    by: User,
    planned_end_on: date | None = None,
    referral: Referral | None = None,
) -> Dossier:
    """Open a traject and its empty dossier; gives nobody access and mails nobody.

    Raises OpdrachtgeverEnded, ClientIsLeaving, EndsBeforeStart, ReferralAlreadyAnswered.
    """
    if opdrachtgever.is_ended:
        raise OpdrachtgeverEnded
    # A destruction that begins meanwhile waits for this row, and then finds this traject.
    if Client.objects.select_for_update(of=("self",), no_key=True).get(pk=client.pk).leaving_at is not None:
        raise ClientIsLeaving
    if planned_end_on is not None and planned_end_on < started_on:
        raise EndsBeforeStart
    traject = Traject.objects.create(
        client=client,
        opdrachtgever=opdrachtgever,
        service=ServiceType(service),
        branch=branch,
        lead_coach=lead_coach,
        purpose=Purpose(purpose),
        reglement_version=reglement_version,
        started_on=started_on,
        planned_end_on=planned_end_on,
        created_by=by,
    )
    dossier = Dossier.objects.create(
        number=next_number(Series.DOSSIER),
        traject=traject,
        safe=create_safe(kind=SafeKind.DOSSIER),
        weighed_under=reglement_version,
    )
    if referral is not None:
        accept_referral(referral=referral, traject=traject, by=by)
    record(
        "traject.started",
        by=by,
        role=acting_role(by),
        dossier_id=dossier.pk,
        client_id=client.pk,
        object_type="dossiers.traject",
        object_id=traject.pk,
        purpose=traject.purpose,
    )
    return dossier


@transaction.atomic
def close_traject(*, dossier: Dossier, outcome: str, ended_on: date, by: User) -> Traject:
    """Close the traject per a day, with how it ended; its dossier takes nothing more in.

    Raises TrajectAlreadyClosed (a second click) and EndsBeforeStart.
    """
    traject = Traject.objects.select_for_update(of=("self",)).get(pk=dossier.traject_id)
    if traject.is_closed:
        raise TrajectAlreadyClosed
    if ended_on < traject.started_on:
        raise EndsBeforeStart
    traject.ended_on, traject.outcome = ended_on, Outcome(outcome)
    traject.closed_at, traject.closed_by = akkoord_now(), by
    traject.save(update_fields=["ended_on", "outcome", "closed_at", "closed_by"])
    record(
        "traject.closed",
        by=by,
        role=acting_role(by),
        dossier_id=dossier.pk,
        client_id=traject.client_id,
        object_type="dossiers.traject",
        object_id=traject.pk,
    )
    return traject


def open_for_writing(dossier: Dossier) -> Traject:
    """Lock the traject of this dossier against closing until the transaction ends; raises TrajectClosed."""
    traject = Traject.objects.select_for_update(of=("self",), no_key=True).get(pk=dossier.traject_id)
    if traject.is_closed:
        raise TrajectClosed
    return traject
