"""Windows on people, roles, branches and invitations for the beheerder; every change goes through a service."""

from accounts.admin.invitations import InvitationAdmin
from accounts.admin.organisation import BranchAdmin, OrganisationAdmin
from accounts.admin.outbox import OutboxAdmin
from accounts.admin.people import UserAdmin
from accounts.admin.roles import RoleAssignmentAdmin

__all__ = ["BranchAdmin", "InvitationAdmin", "OrganisationAdmin", "OutboxAdmin", "RoleAssignmentAdmin", "UserAdmin"]
