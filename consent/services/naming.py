"""Grounds that name whom and what: a signed trajectplan, and what the client himself asks the bureau to send."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.terms import Word
from consent import refusals
from consent.models import Ground
from consent.services.access import refit_access
from consent.services.grounds import write_down
from consent.terms import GroundKind
from dossiers.catalogue import categories_of
from dossiers.models import Document, Dossier, OpdrachtgeverContact
from dossiers.permissions import access_of, capacity_of
from dossiers.permits import acting_role
from ui.dates import exact_words
from vault.clock import AkkoordNow, today


@transaction.atomic
def record_trajectplan(
    *,
    dossier: Dossier,
    document_id: UUID,
    contacts: Collection[OpdrachtgeverContact],
    categories: Collection[str],
    signed_on: date,
    by: User,
) -> Ground:
    """Record what the client agreed to in his signed trajectplan; it comes in the place of an earlier plan.

    Raises NotYoursToTell for who may not write here, PlanUnknown for a document that is not his to see or a day to
    come, ContactOfAnother, UnknownCategory.
    """
    access = access_of(by, dossier)
    if not access.writes:
        raise refusals.NotYoursToTell
    document = Document.objects.filter(access.readable(), pk=document_id, dossier=dossier).first()
    if document is None or signed_on > today():
        raise refusals.PlanUnknown
    named = _named(dossier, contacts, categories)
    Ground.objects.filter(dossier=dossier, kind=GroundKind.TRAJECTPLAN, ended_at=None).update(ended_at=AkkoordNow())
    ground = Ground.objects.create(
        safe_id=dossier.safe_id,
        dossier=dossier,
        kind=GroundKind.TRAJECTPLAN,
        evidence=_("Getekend op %(day)s; het document staat in het dossier.") % {"day": exact_words(signed_on)},
        decided_role=acting_role(by),
        document=document,
        recorded_by=by,
        **named,
    )
    write_down(Word.GROUND_RECORDED, ground, by)
    refit_access(dossier, by=by)
    return ground


@transaction.atomic
def ask_to_send(
    *,
    dossier: Dossier,
    contacts: Collection[OpdrachtgeverContact],
    categories: Collection[str],
    words: str,
    by: User,
) -> Ground:
    """Record what the client, or who acts for him, asks the bureau to send on his own initiative.

    Raises NotYoursToAnswer for anybody else, WordsMissing, ContactOfAnother, UnknownCategory.
    """
    client = dossier.traject.client
    capacity = capacity_of(by, client) if client else ""
    if not capacity:
        raise refusals.NotYoursToAnswer
    if not words.strip():
        raise refusals.WordsMissing
    role = "client" if capacity == "client" else "representative"
    ground = Ground.objects.create(
        safe_id=dossier.safe_id,
        dossier=dossier,
        kind=GroundKind.CLIENT_REQUEST,
        evidence=words.strip(),
        decided_role=role,
        recorded_by=by,
        **_named(dossier, contacts, categories),
    )
    write_down(Word.GROUND_RECORDED, ground, by, role)
    return ground


@transaction.atomic
def take_request_back(ground: Ground, *, by: User) -> Ground:
    """End what the client asked to send; it acts at once, and a second click changes nothing.

    Raises NotYoursToAnswer when it is not his request.
    """
    client = ground.dossier.traject.client
    capacity = capacity_of(by, client) if client else ""
    if not capacity or ground.kind != GroundKind.CLIENT_REQUEST:
        raise refusals.NotYoursToAnswer
    fresh = Ground.objects.filter(pk=ground.pk, ended_at=None).update(ended_at=AkkoordNow())
    if fresh:
        write_down(Word.GROUND_ENDED, ground, by, "client" if capacity == "client" else "representative")
    return Ground.objects.get(pk=ground.pk)


def _named(
    dossier: Dossier, contacts: Collection[OpdrachtgeverContact], categories: Collection[str]
) -> dict[str, list[str]]:
    if not contacts or any(contact.opdrachtgever_id != dossier.traject.opdrachtgever_id for contact in contacts):
        raise refusals.ContactOfAnother
    known = {category.key for category in categories_of(dossier.traject, health=True)}
    if not categories or not set(categories) <= known:
        raise refusals.UnknownCategory
    return {"recipients": sorted(str(contact.pk) for contact in contacts), "categories": sorted(set(categories))}
