"""Ratios against doing the same by hand."""
