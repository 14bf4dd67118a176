"""The tables of this room: the organisation, people who log in, their roles, invitations and codes."""

from accounts.models.codes import StepUpCode
from accounts.models.invitations import Invitation
from accounts.models.organisation import Branch, Organisation
from accounts.models.roles import RoleAssignment
from accounts.models.users import User

__all__ = ["Branch", "Invitation", "Organisation", "RoleAssignment", "StepUpCode", "User"]
