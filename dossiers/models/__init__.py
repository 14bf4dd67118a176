"""The tables of dossiers, one file per subject."""

from dossiers.models.access import AccessGrant, DossierUserObjectPermission
from dossiers.models.consults import Consult
from dossiers.models.departures import Departure
from dossiers.models.documents import Document
from dossiers.models.duties import Duty
from dossiers.models.limits import GrantLimit
from dossiers.models.notes import Note
from dossiers.models.numbers import NumberSeries
from dossiers.models.opdrachtgevers import Agreement, Opdrachtgever, OpdrachtgeverContact
from dossiers.models.parts import Part
from dossiers.models.people import Client, Representative
from dossiers.models.referrals import Referral
from dossiers.models.trajecten import Dossier, Traject

__all__ = [
    "AccessGrant",
    "Agreement",
    "Client",
    "Consult",
    "Departure",
    "Document",
    "Dossier",
    "DossierUserObjectPermission",
    "Duty",
    "GrantLimit",
    "Note",
    "NumberSeries",
    "Opdrachtgever",
    "OpdrachtgeverContact",
    "Part",
    "Referral",
    "Representative",
    "Traject",
]
