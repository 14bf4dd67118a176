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
from dossiers.permissions.opdrachtgevers import contact_at_or_404, contacts_at, live_contacts, opdrachtgever_or_404
from dossiers.permissions.owners import capacity_of, is_proven, own_clients, own_dossiers
from dossiers.permissions.pages import (
    client_or_404,
    consult_or_404,
    contact_or_404,
    dossier_or_404,
    duty_or_404,
    own_consult_or_404,
    own_dossier_or_404,
    own_note_or_404,
    referral_or_404,
    representative_or_404,
)
from dossiers.permissions.referrals import ANSWERING_ROLES, referrals_for, referrals_to_answer

__all__ = [
    "ANSWERING_ROLES",
    "Access",
    "GrantBackend",
    "access_of",
    "capacity_of",
    "client_or_404",
    "consult_or_404",
    "contact_at_or_404",
    "contact_or_404",
    "contacts_at",
    "dossier_or_404",
    "duty_or_404",
    "grant_for",
    "grants_to_see",
    "is_proven",
    "live_contacts",
    "may_export",
    "may_see_health",
    "may_write",
    "opdrachtgever_or_404",
    "own_clients",
    "own_consult_or_404",
    "own_dossier_or_404",
    "own_dossiers",
    "own_note_or_404",
    "referral_or_404",
    "referrals_for",
    "referrals_to_answer",
    "representative_or_404",
    "visible_to",
]
