"""Where each rule of a written reglement lives in the product, and which tests prove it; one file per profile."""

from reglement.trace.places import Found, find
from reglement.trace.reading import Row, Trace, read_trace, trace_names, traces

__all__ = ["Found", "Row", "Trace", "find", "read_trace", "trace_names", "traces"]
