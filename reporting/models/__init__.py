"""Reports about a client: what was written, each exact version of it, and its way to the opdrachtgever."""

from reporting.models.deliveries import Delivery
from reporting.models.reports import Report, ReportVersion

__all__ = ["Delivery", "Report", "ReportVersion"]
