"""Everything that can happen to clients, trajecten, dossiers and what is in them: one function each."""

from dossiers.services.access import create_grant, end_grant
from dossiers.services.duties import finish_duty, open_duty
from dossiers.services.people import add_representative, link_client_user, register_client
from dossiers.services.referrals import accept_referral, decline_referral, refer
from dossiers.services.trajecten import close_traject, open_for_writing, open_traject

__all__ = [
    "accept_referral",
    "add_representative",
    "close_traject",
    "create_grant",
    "decline_referral",
    "end_grant",
    "finish_duty",
    "link_client_user",
    "open_duty",
    "open_for_writing",
    "open_traject",
    "refer",
    "register_client",
]
