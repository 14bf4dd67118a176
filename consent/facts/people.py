"""The people in a question: who acts, whom it is about, and who would receive."""

from uuid import UUID

from django.db.models import Q

from accounts.models import RoleAssignment
from accounts.permissions import roles_of
from accounts.terms import STAFF_ROLES, Role
from audit.opening import Permit, opened
from audit.terms import Word
from consent.facts.question import Question, Words
from dossiers.models import Agreement, Client, Representative
from reglement.queries import has_signed_confidentiality
from vault.clock import AkkoordNow, today


class NotTheirRole(Exception):
    """The actor was said to act in a role that he does not have."""


def actor(question: Question) -> Words:
    """Return the person who acts, in a role that he holds now; raises NotTheirRole otherwise."""
    role = _role(question)
    staff = role in STAFF_ROLES
    return {
        "role": _word_of_reglement(question, role),
        "employment": "employed" if staff else "none",
        "assigned": question.assigned_for_now or _is_assigned(question),
        # Only the beheerder, and for him the directie, hands out a role of the staff.
        "authorised": staff,
        "same_branch": _works_in_branch(question) if staff else None,
        "confidentiality_signed": has_signed_confidentiality(question.actor),
    }


def client(question: Question) -> Words:
    """Return age, guardianship and representation of the client; an unknown age makes no consent count (UAVG 5)."""
    person = question.dossier.traject.client
    if person is None:
        return {}
    representative = (
        Representative.objects.filter(client=person, valid_from__lte=AkkoordNow())
        .filter(Q(valid_until=None) | Q(valid_until__gt=AkkoordNow()))
        .first()
    )
    return {
        "age": _age(question, person),
        "guardianship": person.guardianship,
        "representative": representative.capacity if representative else None,
        "representation_proven": representative is not None and bool(representative.proof),
    }


def recipient(question: Question) -> Words | None:
    """Return the party that would receive, where he keeps data, and whether a signed agreement is on file today."""
    if question.contact is not None:
        opdrachtgever = question.contact.opdrachtgever
        return {
            "class": question.contact.recipient_class,
            "kind": opdrachtgever.kind,
            "id": str(question.contact.pk),
            "agreement_on_file": _agreement_on_file(opdrachtgever.pk),
            "outside_eea": opdrachtgever.outside_eea,
        }
    if question.recipient_class is None:
        return None
    return {"class": question.recipient_class}


def _role(question: Question) -> Role:
    held = roles_of(question.actor)
    if question.by_role is not None:
        if question.by_role not in held:
            raise NotTheirRole
        return Role(question.by_role)
    for role in Role:
        if role in held:
            return role
    raise NotTheirRole


def _word_of_reglement(question: Question, role: Role) -> str:
    contact = question.contact
    at_the_workplace = contact is not None and contact.recipient_class == "workplace_manager"
    return "workplace_manager" if role is Role.OPDRACHTGEVER_CONTACT and at_the_workplace else role.value


def _is_assigned(question: Question) -> bool:
    if question.dossier.traject.lead_coach_id == question.actor.pk:
        return True
    return question.dossier.grants.live().filter(user=question.actor).exists()


def _works_in_branch(question: Question) -> bool:
    return (
        RoleAssignment.objects.live().filter(user=question.actor, branch=question.dossier.traject.branch_id).exists()
    )


def _agreement_on_file(opdrachtgever_id: UUID) -> bool:
    return (
        Agreement.objects.filter(opdrachtgever=opdrachtgever_id, covers_confidentiality=True, signed_on__lte=today())
        .filter(Q(valid_until=None) | Q(valid_until__gte=today()))
        .exists()
    )


def _age(question: Question, person: Client) -> int | None:
    permit = Permit(
        event=Word.AGE_CHECKED,
        # The house looks, not the person who asked: a contact never learns what day it is.
        actor_id=None,
        actor_role="system",
        purpose=question.purpose,
        dossier_id=question.dossier.pk,
        client_id=person.pk,
        object_type="dossiers.client",
        object_id=person.pk,
        safe_ids=frozenset({person.safe_id}),
    )
    with opened(permit):
        born = person.birth_date
    if born is None:
        return None
    now = today()
    return now.year - born.year - ((now.month, now.day) < (born.month, born.day))
