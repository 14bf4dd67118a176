"""What is agreed, asked, answered and given out about a client; see the modules by subject."""

from consent.models.agreements import ReportingAgreement, ReportingLine
from consent.models.client_notices import ClientNotice
from consent.models.consents import Consent, ConsentEvent, ConsentRemark, ConsentState
from consent.models.contents import ContentVersion
from consent.models.disclosures import DecisionBasis, Disclosure, DisclosureOpening
from consent.models.grounds import Ground
from consent.models.notices import StartNotice
from consent.models.objections import Objection
from consent.models.planned_acts import InsideApproval, PlannedAct

__all__ = [
    "ClientNotice",
    "Consent",
    "ConsentEvent",
    "ConsentRemark",
    "ConsentState",
    "ContentVersion",
    "DecisionBasis",
    "Disclosure",
    "DisclosureOpening",
    "Ground",
    "InsideApproval",
    "Objection",
    "PlannedAct",
    "ReportingAgreement",
    "ReportingLine",
    "StartNotice",
]
