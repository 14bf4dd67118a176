"""Reports about a client: what was written, each exact version of it, and its way to the opdrachtgever."""

from reporting.models.deliveries import Delivery
from reporting.models.lost import LostDelivery
from reporting.models.reports import Report, ReportVersion
from reporting.models.sources import ReportSource

__all__ = ["Delivery", "LostDelivery", "Report", "ReportSource", "ReportVersion"]
