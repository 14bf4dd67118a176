"""What can happen to people who log in: invited, appointed, locked, asked for a fresh code, forgotten."""

from accounts.facts import (
    StepUpAlreadyUsed,
    StepUpExpired,
    StepUpRefused,
    StepUpSpent,
    StepUpTooOften,
    StepUpWrong,
)
from accounts.services.changing import change_organisation, change_person
from accounts.services.cleaning import clear_old_sessions
from accounts.services.founding import found_organisation
from accounts.services.inviting import accept_invitation, find_invitation, invite, revoke_invitation
from accounts.services.locking import delete_user_sessions, forget_user, forget_users, lock_user, unlock_user
from accounts.services.roles import end_role, give_role
from accounts.services.stepping_up import request_step_up, step_up_redeemed

__all__ = [
    "StepUpAlreadyUsed",
    "StepUpExpired",
    "StepUpRefused",
    "StepUpSpent",
    "StepUpTooOften",
    "StepUpWrong",
    "accept_invitation",
    "change_organisation",
    "change_person",
    "clear_old_sessions",
    "delete_user_sessions",
    "end_role",
    "find_invitation",
    "forget_user",
    "forget_users",
    "found_organisation",
    "give_role",
    "invite",
    "lock_user",
    "request_step_up",
    "revoke_invitation",
    "step_up_redeemed",
    "unlock_user",
]
