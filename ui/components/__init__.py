"""The components, by subject; templatetags/ui.py gathers them under one name for pages."""
