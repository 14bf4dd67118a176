"""Append-only events, their seals and verification, and the reading of the log."""
