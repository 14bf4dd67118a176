"""What pages show of dossiers: read under permits, set-wise, and handed over as frozen dataclasses."""

from dossiers.queries.choices import Choices, choices_of, not_open_to_you, not_shown_to
from dossiers.queries.complaints import Complaint, complaint_of
from dossiers.queries.conversations import (
    ConsultView,
    ConversationPage,
    NoteView,
    conversations_of,
    opened_consult,
    opened_note,
)
from dossiers.queries.documents import (
    DocumentLine,
    DocumentPage,
    OpenedDocument,
    documents_of,
    opened_document,
    titles_of_files,
)
from dossiers.queries.duties import DutyLine, open_duties
from dossiers.queries.headers import DossierHeader, header_of
from dossiers.queries.lists import DossierFilters, DossierLine, DossierList, list_page
from dossiers.queries.opdrachtgevers import (
    OpdrachtgeverPage,
    agreement_on_file,
    opdrachtgever_page,
    opdrachtgevers_list,
)
from dossiers.queries.parts import GoneLine, gone_from, items_in, kinds_in, words_for
from dossiers.queries.portal import (
    OwnDocument,
    OwnSummary,
    opened_own_document,
    own_documents,
    own_documents_gone,
    own_reports_gone,
    own_summaries,
)
from dossiers.queries.referrals import ReferralView, candidate_of, referrals_of_contact, referrals_waiting
from dossiers.queries.representatives import RepresentativeLine, representatives_of
from dossiers.queries.timeline import timeline_of

__all__ = [
    "Choices",
    "Complaint",
    "ConsultView",
    "ConversationPage",
    "DocumentLine",
    "DocumentPage",
    "DossierFilters",
    "DossierHeader",
    "DossierLine",
    "DossierList",
    "DutyLine",
    "GoneLine",
    "NoteView",
    "OpdrachtgeverPage",
    "OpenedDocument",
    "OwnDocument",
    "OwnSummary",
    "ReferralView",
    "RepresentativeLine",
    "agreement_on_file",
    "candidate_of",
    "choices_of",
    "complaint_of",
    "conversations_of",
    "documents_of",
    "gone_from",
    "header_of",
    "items_in",
    "kinds_in",
    "list_page",
    "not_open_to_you",
    "not_shown_to",
    "opdrachtgever_page",
    "opdrachtgevers_list",
    "open_duties",
    "opened_consult",
    "opened_document",
    "opened_note",
    "opened_own_document",
    "own_documents",
    "own_documents_gone",
    "own_reports_gone",
    "own_summaries",
    "referrals_of_contact",
    "referrals_waiting",
    "representatives_of",
    "timeline_of",
    "titles_of_files",
    "words_for",
]
