"""Backups and restores, on databases of their own."""
