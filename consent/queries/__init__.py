"""Reads of this room, shaped for a page; nothing here writes, save the log row of a reading."""

from consent.queries.access import AccessLine, access_lines
from consent.queries.agreements import AgreementView, LineView, agreement_of, notice_of
from consent.queries.approvals import (
    ApprovalView,
    ConsentLine,
    Remark,
    approval_of,
    consent_lines,
    remark_of,
    waiting_for,
)
from consent.queries.disclosures import DisclosureLine, LookedLine, disclosure_lines, looked_lines

__all__ = [
    "AccessLine",
    "AgreementView",
    "ApprovalView",
    "ConsentLine",
    "DisclosureLine",
    "LineView",
    "LookedLine",
    "Remark",
    "access_lines",
    "agreement_of",
    "approval_of",
    "consent_lines",
    "disclosure_lines",
    "looked_lines",
    "notice_of",
    "remark_of",
    "waiting_for",
]
