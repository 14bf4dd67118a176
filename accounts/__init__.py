"""The organisation, people who log in, roles, branches and invitations."""
