"""The opdrachtgevers, their contacts and what was agreed with them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from dossiers.models import Agreement, Opdrachtgever, OpdrachtgeverContact
from dossiers.terms import PAGE_SIZE
from vault.clock import today


@dataclass(frozen=True)
class OpdrachtgeverLine:
    """One opdrachtgever on the list."""

    id: UUID
    name: str
    kind: str
    contacts: int
    running: int
    has_agreement: bool
    is_ended: bool


@dataclass(frozen=True)
class OpdrachtgeverList:
    """One page of opdrachtgevers by name."""

    lines: tuple[OpdrachtgeverLine, ...]
    page: Page
    query: str


@dataclass(frozen=True)
class ContactLine:
    """A person at an opdrachtgever."""

    id: UUID
    name: str
    job_title: str
    recipient_class: str
    email: str
    has_logged_in: bool
    ended_at: datetime | None


@dataclass(frozen=True)
class AgreementLine:
    """A signed agreement, and whether it holds today."""

    id: UUID
    reference: str
    signed_on: date
    valid_until: date | None
    covers_confidentiality: bool
    is_valid: bool


@dataclass(frozen=True)
class OpdrachtgeverPage:
    """An opdrachtgever with all that is known of him."""

    id: UUID
    name: str
    kind: str
    outside_eea: bool | None
    is_ended: bool
    contacts: tuple[ContactLine, ...]
    agreements: tuple[AgreementLine, ...]
    has_valid_agreement: bool


def opdrachtgevers_list(query: str = "", page: int | str = 1) -> OpdrachtgeverList:
    """Return a page of opdrachtgevers, the active first, narrowed to names that hold `query`."""
    query = " ".join(query.split())
    found = Opdrachtgever.objects.annotate(
        contacts_active=Count("contacts", filter=Q(contacts__ended_at=None), distinct=True),
        running=Count("trajecten", filter=Q(trajecten__closed_at=None), distinct=True),
        agreed=Count("agreements", filter=_valid_on(today(), "agreements__"), distinct=True),
    )
    if query:
        found = found.filter(name__icontains=query)
    shown = Paginator(found.order_by("ended_at", "name", "pk"), PAGE_SIZE).get_page(page)
    lines = tuple(
        OpdrachtgeverLine(
            id=found.pk,
            name=found.name,
            kind=found.get_kind_display(),
            contacts=found.contacts_active,
            running=found.running,
            has_agreement=found.agreed > 0,
            is_ended=found.is_ended,
        )
        for found in shown.object_list
    )
    return OpdrachtgeverList(lines, shown, query)


def opdrachtgever_page(opdrachtgever: Opdrachtgever) -> OpdrachtgeverPage:
    """Return the page about one opdrachtgever."""
    contacts = opdrachtgever.contacts.select_related("user").order_by("ended_at", "created_at")
    on = today()
    agreements = tuple(_agreement(found, on) for found in opdrachtgever.agreements.order_by("-signed_on"))
    return OpdrachtgeverPage(
        id=opdrachtgever.pk,
        name=opdrachtgever.name,
        kind=opdrachtgever.get_kind_display(),
        outside_eea=opdrachtgever.outside_eea,
        is_ended=opdrachtgever.is_ended,
        contacts=tuple(_contact(contact) for contact in contacts),
        agreements=agreements,
        has_valid_agreement=any(agreement.is_valid for agreement in agreements),
    )


def agreement_on_file(opdrachtgever: Opdrachtgever, on: date | None = None) -> bool:
    """Say whether a signed agreement with this opdrachtgever is valid on the day (default today)."""
    return Agreement.objects.filter(_valid_on(on or today()), opdrachtgever=opdrachtgever).exists()


def _valid_on(on: date, prefix: str = "") -> Q:
    open_ended = Q(**{f"{prefix}valid_until": None}) | Q(**{f"{prefix}valid_until__gte": on})
    return Q(**{f"{prefix}signed_on__lte": on}) & open_ended


def _contact(contact: OpdrachtgeverContact) -> ContactLine:
    return ContactLine(
        id=contact.pk,
        name=contact.name,
        job_title=contact.job_title,
        recipient_class=contact.get_recipient_class_display(),
        email=contact.user.email,
        has_logged_in=contact.user.last_login is not None,
        ended_at=contact.ended_at,
    )


def _agreement(agreement: Agreement, on: date) -> AgreementLine:
    return AgreementLine(
        id=agreement.pk,
        reference=agreement.reference,
        signed_on=agreement.signed_on,
        valid_until=agreement.valid_until,
        covers_confidentiality=agreement.covers_confidentiality,
        is_valid=agreement.signed_on <= on and (agreement.valid_until is None or agreement.valid_until >= on),
    )
