"""Courtesy to the person typing; the services and the database guard."""

from consent.forms.access import SubstituteForm
from consent.forms.agreements import LineForm, LineFormSet, lines_of
from consent.forms.grounds import GroundForm
from consent.forms.looking import LookForm
from consent.forms.naming import OwnRequestForm, TrajectplanForm
from consent.forms.notices import ClientNoticeForm
from consent.forms.objecting import ObjectionDecisionForm, ObjectionExtensionForm, ObjectionForm
from consent.forms.parental import ParentForm
from consent.forms.spoken import SpokenForm
from consent.forms.starting import StartForm
from consent.forms.using import ConsentRequestForm, UseForm

__all__ = [
    "ClientNoticeForm",
    "ConsentRequestForm",
    "GroundForm",
    "LineForm",
    "LineFormSet",
    "LookForm",
    "ObjectionDecisionForm",
    "ObjectionExtensionForm",
    "ObjectionForm",
    "OwnRequestForm",
    "ParentForm",
    "SpokenForm",
    "StartForm",
    "SubstituteForm",
    "TrajectplanForm",
    "UseForm",
    "lines_of",
]
