"""The writing of events, and the sealing and verification of the log."""

from audit.services.recording import Entry, record, record_many
from audit.services.renewing import begin_renewing, finish_renewing, go_on_renewing
from audit.services.sealing import seal_log
from audit.services.verifying import LogVerification, verify_log

__all__ = [
    "Entry",
    "LogVerification",
    "begin_renewing",
    "finish_renewing",
    "go_on_renewing",
    "record",
    "record_many",
    "seal_log",
    "verify_log",
]
