"""Fragments that pages of lower rooms may show."""
