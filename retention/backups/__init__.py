"""Backups of both databases, files and ledger, each with a life of its own; and the way back from them."""
