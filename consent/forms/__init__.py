"""Courtesy to the person typing; the services and the database guard."""

from consent.forms.access import SubstituteForm
from consent.forms.agreements import LineForm, LineFormSet, lines_of
from consent.forms.grounds import GroundForm
from consent.forms.notices import ClientNoticeForm
from consent.forms.starting import StartForm

__all__ = ["ClientNoticeForm", "GroundForm", "LineForm", "LineFormSet", "StartForm", "SubstituteForm", "lines_of"]
