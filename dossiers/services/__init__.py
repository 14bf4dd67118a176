"""Everything that can happen to clients, trajecten, dossiers and what is in them: one function each."""

from dossiers.services.access import Refused, create_grant, end_grant
from dossiers.services.consults import answer_summary, cancel_consult, change_consult, record_consult, share_summary
from dossiers.services.documents import add_document, hand_over_document
from dossiers.services.duties import finish_duty, open_duty
from dossiers.services.notes import change_note, write_note
from dossiers.services.opdrachtgevers import (
    add_contact,
    add_opdrachtgever,
    end_contact,
    end_opdrachtgever,
    place_opdrachtgever,
    record_agreement,
)
from dossiers.services.people import (
    add_representative,
    end_representation,
    invite_representative,
    link_client_user,
    prove_representation,
    register_client,
)
from dossiers.services.referrals import accept_referral, decline_referral, refer
from dossiers.services.trajecten import close_traject, open_for_writing, open_traject

__all__ = [
    "Refused",
    "accept_referral",
    "add_contact",
    "add_document",
    "add_opdrachtgever",
    "add_representative",
    "answer_summary",
    "cancel_consult",
    "change_consult",
    "change_note",
    "close_traject",
    "create_grant",
    "decline_referral",
    "end_contact",
    "end_grant",
    "end_opdrachtgever",
    "end_representation",
    "finish_duty",
    "hand_over_document",
    "invite_representative",
    "link_client_user",
    "open_duty",
    "open_for_writing",
    "open_traject",
    "place_opdrachtgever",
    "prove_representation",
    "record_agreement",
    "record_consult",
    "refer",
    "register_client",
    "share_summary",
    "write_note",
]
