"""Wiring only: settings, addresses, servers, processes; the house itself lives in the other folders."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
