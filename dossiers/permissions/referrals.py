"""Referrals: a contact sees his own, staff who answer them see what waits."""

from typing import Any

from django.db.models import QuerySet

from accounts.permissions import has_role
from accounts.terms import Role
from dossiers.models import OpdrachtgeverContact, Referral

ANSWERING_ROLES = (Role.COACH, Role.ADMINISTRATIE, Role.VESTIGINGSMANAGER, Role.DIRECTIE)


def contacts_of(user: Any) -> QuerySet[OpdrachtgeverContact]:
    """Return the contact that `user` is and still acts as: one or none."""
    if not user.is_authenticated or not user.is_active:
        return OpdrachtgeverContact.objects.none()
    return OpdrachtgeverContact.objects.filter(user_id=user.pk, ended_at=None, opdrachtgever__ended_at=None)


def referrals_for(user: Any) -> QuerySet[Referral]:
    """Return the referrals that this contact made himself; a colleague's candidates are not his business."""
    return Referral.objects.filter(contact__in=contacts_of(user))


def referrals_known_to(user: Any) -> QuerySet[Referral]:
    """Return the referrals that staff who open trajecten may know, answered ones too."""
    return Referral.objects.all() if has_role(user, *ANSWERING_ROLES) else Referral.objects.none()


def referrals_to_answer(user: Any) -> QuerySet[Referral]:
    """Return the referrals that wait for an answer, for staff who open trajecten."""
    return referrals_known_to(user).filter(accepted_at=None, declined_at=None)
