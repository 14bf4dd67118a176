"""Tests of dates, destruction and certificates."""
