"""Keeping the opdrachtgevers: adding and ending them, their contacts and their agreements."""

from datetime import date

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.services import invite
from accounts.terms import Role
from audit.services import record
from dossiers.facts import AgreementExists, ContactEnded, OpdrachtgeverEnded, OpdrachtgeverExists, PersonHasOtherRole
from dossiers.models import Agreement, Opdrachtgever, OpdrachtgeverContact
from dossiers.permits import acting_role
from dossiers.terms import ContactClass, OpdrachtgeverKind
from vault.clock import not_before


@transaction.atomic
def add_opdrachtgever(*, name: str, kind: str, by: User, outside_eea: bool | None = None) -> Opdrachtgever:
    """Add an opdrachtgever; raises OpdrachtgeverExists when one of this name is active.

    `outside_eea` says whether he reads or keeps data outside the European Economic Area (AVG 44); None: not known.
    """
    try:
        with transaction.atomic():
            opdrachtgever = Opdrachtgever.objects.create(
                name=" ".join(name.split()), kind=OpdrachtgeverKind(kind), outside_eea=outside_eea
            )
    except IntegrityError as taken:
        raise OpdrachtgeverExists from taken
    _record(opdrachtgever, "dossiers.opdrachtgever", opdrachtgever.pk, by)
    return opdrachtgever


@transaction.atomic
def place_opdrachtgever(*, opdrachtgever: Opdrachtgever, outside_eea: bool, by: User) -> Opdrachtgever:
    """Record where he reads and keeps data from now on; raises OpdrachtgeverEnded."""
    opdrachtgever = _active(opdrachtgever)
    opdrachtgever.outside_eea = outside_eea
    opdrachtgever.save(update_fields=["outside_eea"])
    _record(opdrachtgever, "dossiers.opdrachtgever", opdrachtgever.pk, by)
    return opdrachtgever


@transaction.atomic
def end_opdrachtgever(*, opdrachtgever: Opdrachtgever, by: User) -> Opdrachtgever:
    """Stop working for an opdrachtgever: his contacts keep no door; raises OpdrachtgeverEnded on a second click."""
    opdrachtgever = _active(opdrachtgever)
    opdrachtgever.ended_at = not_before(opdrachtgever.created_at)
    opdrachtgever.save(update_fields=["ended_at"])
    _record(opdrachtgever, "dossiers.opdrachtgever", opdrachtgever.pk, by)
    return opdrachtgever


@transaction.atomic
def add_contact(
    *,
    opdrachtgever: Opdrachtgever,
    name: str,
    email: str,
    by: User,
    job_title: str = "",
    recipient_class: str = ContactClass.OPDRACHTGEVER,
) -> OpdrachtgeverContact:
    """Invite a person at an opdrachtgever, who can log in once he accepts.

    Raises OpdrachtgeverEnded, and PersonHasOtherRole when the address belongs to somebody already.
    """
    opdrachtgever = _active(opdrachtgever)
    if User.objects.filter(email=email.strip().lower()).exists():
        raise PersonHasOtherRole
    user, _invitation = invite(email=email, role=Role.OPDRACHTGEVER_CONTACT, by=by, name=name)
    contact = OpdrachtgeverContact.objects.create(
        opdrachtgever=opdrachtgever,
        user=user,
        name=name.strip(),
        job_title=job_title.strip(),
        recipient_class=ContactClass(recipient_class),
    )
    _record(opdrachtgever, "dossiers.opdrachtgevercontact", contact.pk, by)
    return contact


@transaction.atomic
def end_contact(*, contact: OpdrachtgeverContact, by: User) -> OpdrachtgeverContact:
    """End what this person may do for the opdrachtgever, at once; raises ContactEnded on a second click."""
    contact = OpdrachtgeverContact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if contact.ended_at is not None:
        raise ContactEnded
    contact.ended_at = not_before(contact.created_at)
    contact.save(update_fields=["ended_at"])
    _record(contact.opdrachtgever, "dossiers.opdrachtgevercontact", contact.pk, by)
    return contact


@transaction.atomic
def record_agreement(
    *,
    opdrachtgever: Opdrachtgever,
    reference: str,
    signed_on: date,
    by: User,
    valid_until: date | None = None,
    covers_confidentiality: bool = False,
) -> Agreement:
    """Record a signed agreement; raises OpdrachtgeverEnded, and AgreementExists for the same reference."""
    opdrachtgever = _active(opdrachtgever)
    try:
        with transaction.atomic():
            agreement = Agreement.objects.create(
                opdrachtgever=opdrachtgever,
                reference=reference.strip(),
                signed_on=signed_on,
                valid_until=valid_until,
                covers_confidentiality=covers_confidentiality,
                created_by=by,
            )
    except IntegrityError as taken:
        raise AgreementExists from taken
    _record(opdrachtgever, "dossiers.agreement", agreement.pk, by)
    return agreement


def _active(opdrachtgever: Opdrachtgever) -> Opdrachtgever:
    opdrachtgever = Opdrachtgever.objects.select_for_update(of=("self",)).get(pk=opdrachtgever.pk)
    if opdrachtgever.is_ended:
        raise OpdrachtgeverEnded
    return opdrachtgever


def _record(opdrachtgever: Opdrachtgever, object_type: str, object_id: object, by: User) -> None:
    record("opdrachtgever.changed", by=by, role=acting_role(by), object_type=object_type, object_id=object_id)
