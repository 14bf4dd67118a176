"""Who may know that a dossier, a client or a referral exists, and what they may do with it."""

from dossiers.permissions.backend import GrantBackend
from dossiers.permissions.grants import (
    Access,
    access_of,
    grant_for,
    grants_to_see,
    may_export,
    may_see_health,
    may_write,
    visible_to,
)
from dossiers.permissions.owners import capacity_of, own_clients, own_dossiers
from dossiers.permissions.pages import contact_or_404, dossier_or_404, own_dossier_or_404
from dossiers.permissions.referrals import referrals_for, referrals_to_answer

__all__ = [
    "Access",
    "GrantBackend",
    "access_of",
    "capacity_of",
    "contact_or_404",
    "dossier_or_404",
    "grant_for",
    "grants_to_see",
    "may_export",
    "may_see_health",
    "may_write",
    "own_clients",
    "own_dossier_or_404",
    "own_dossiers",
    "referrals_for",
    "referrals_to_answer",
    "visible_to",
]
