"""What people fill in about dossiers: courtesy to who is typing; the services keep the rules."""

from dossiers.forms.documents import DocumentForm
from dossiers.forms.items import ConsultForm, NoteForm
from dossiers.forms.opdrachtgevers import AgreementForm, ContactForm, OpdrachtgeverForm
from dossiers.forms.people import ProofForm, RepresentativeForm
from dossiers.forms.portal import ReferralForm, SummaryAnswerForm

__all__ = [
    "AgreementForm",
    "ConsultForm",
    "ContactForm",
    "DocumentForm",
    "NoteForm",
    "OpdrachtgeverForm",
    "ProofForm",
    "ReferralForm",
    "RepresentativeForm",
    "SummaryAnswerForm",
]
