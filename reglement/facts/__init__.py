"""The typed facts of one question; `Facts` is what `manage.py decide` reads and what the gate gathers."""

from reglement.facts.content import Category, Content
from reglement.facts.people import Actor, Client, Recipient
from reglement.facts.proof import Approval, Consent, Ground, Notice, Objection, ReportingAgreement, StartNotice
from reglement.facts.question import Facts
from reglement.facts.requests import ClientChoice, DecidedEnd, Deviation, Events, Hold, Request, Retention

__all__ = [
    "Actor",
    "Approval",
    "Category",
    "Client",
    "ClientChoice",
    "Consent",
    "Content",
    "DecidedEnd",
    "Deviation",
    "Events",
    "Facts",
    "Ground",
    "Hold",
    "Notice",
    "Objection",
    "Recipient",
    "ReportingAgreement",
    "Request",
    "Retention",
    "StartNotice",
]
