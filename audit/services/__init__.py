"""The writing of events, and the sealing and verification of the log."""

from audit.services.recording import Entry, record, record_many

__all__ = ["Entry", "record", "record_many"]
