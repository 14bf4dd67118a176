"""The tables of retention, in order."""
