"""Reports about a client: what was written, each exact version of it, and its way to the opdrachtgever."""

from reporting.models.deliveries import Delivery
from reporting.models.reports import Report, ReportVersion
from reporting.models.sources import ReportSource

__all__ = ["Delivery", "Report", "ReportSource", "ReportVersion"]
