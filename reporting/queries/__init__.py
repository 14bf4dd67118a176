"""Reads of reporting: what each page shows, and what desk takes for its pages."""

from reporting.queries.for_desk import RefusedLine, WaitingLine, recently_refused, timeline_of, waiting_for_client

__all__ = ["RefusedLine", "WaitingLine", "recently_refused", "timeline_of", "waiting_for_client"]
