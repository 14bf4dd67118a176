"""Append-only events, their seals and verification, and the one way to open sealed content."""
