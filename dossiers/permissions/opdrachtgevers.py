"""Opdrachtgevers and their contacts by id; every member of staff may know them."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from dossiers.models import Dossier, Opdrachtgever, OpdrachtgeverContact


def opdrachtgever_or_404(opdrachtgever_id: UUID) -> Opdrachtgever:
    """Return the opdrachtgever; raises Http404 when there is none."""
    opdrachtgever = Opdrachtgever.objects.filter(pk=opdrachtgever_id).first()
    if opdrachtgever is None:
        raise Http404
    return opdrachtgever


def live_contacts() -> QuerySet[OpdrachtgeverContact]:
    """Return the contacts who still act for an opdrachtgever that the bureau still works for."""
    return OpdrachtgeverContact.objects.filter(ended_at=None, opdrachtgever__ended_at=None).select_related(
        "opdrachtgever"
    )


def contacts_at(dossier: Dossier) -> list[OpdrachtgeverContact]:
    """Return the contacts who now act for the opdrachtgever of this dossier, by name."""
    found = live_contacts().filter(opdrachtgever=dossier.traject.opdrachtgever_id).order_by("pk")
    return sorted(found, key=lambda contact: contact.name.casefold())  # the database knows names only sealed


def contact_at_or_404(opdrachtgever_id: UUID, contact_id: UUID) -> OpdrachtgeverContact:
    """Return the contact at this opdrachtgever; raises Http404 when he is not there."""
    found = OpdrachtgeverContact.objects.filter(pk=contact_id, opdrachtgever_id=opdrachtgever_id)
    contact = found.select_related("opdrachtgever").first()
    if contact is None:
        raise Http404
    return contact
