"""What pages show of dossiers: read under permits, set-wise, and handed over as frozen dataclasses."""

from dossiers.queries.conversations import ConsultView, ConversationPage, NoteView, consult_to_change, conversations_of
from dossiers.queries.conversations import note_to_change
from dossiers.queries.documents import DocumentLine, DocumentPage, documents_of, opened_document
from dossiers.queries.duties import DutyLine, open_duties
from dossiers.queries.headers import DossierHeader, header_of
from dossiers.queries.lists import DossierFilters, DossierLine, DossierList, list_page
from dossiers.queries.opdrachtgevers import (
    OpdrachtgeverPage,
    agreement_on_file,
    opdrachtgever_page,
    opdrachtgevers_list,
)
from dossiers.queries.portal import OwnDocument, OwnSummary, own_documents, own_summaries, opened_own_document
from dossiers.queries.referrals import ReferralView, candidate_of, referrals_of_contact, referrals_waiting
from dossiers.queries.timeline import timeline_of

__all__ = [
    "ConsultView",
    "ConversationPage",
    "DocumentLine",
    "DocumentPage",
    "DossierFilters",
    "DossierHeader",
    "DossierLine",
    "DossierList",
    "DutyLine",
    "NoteView",
    "OpdrachtgeverPage",
    "OwnDocument",
    "OwnSummary",
    "ReferralView",
    "agreement_on_file",
    "candidate_of",
    "consult_to_change",
    "conversations_of",
    "documents_of",
    "header_of",
    "list_page",
    "note_to_change",
    "opdrachtgever_page",
    "opdrachtgevers_list",
    "open_duties",
    "opened_document",
    "opened_own_document",
    "own_documents",
    "own_summaries",
    "referrals_of_contact",
    "referrals_waiting",
    "timeline_of",
]
